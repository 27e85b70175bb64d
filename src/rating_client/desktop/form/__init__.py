"""The rating form: every subject with its five levels, and why."""
