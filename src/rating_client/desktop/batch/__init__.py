"""The form for many declarations: one level for all, and exceptions."""
