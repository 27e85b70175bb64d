"""Stage 2: what an export file says, and whether its declaration is registered."""
