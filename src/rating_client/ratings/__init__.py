"""Stage 4: the form, a person's answers and their rules, drafts, the frozen submission."""
