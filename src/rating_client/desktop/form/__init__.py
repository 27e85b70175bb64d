"""The rating form."""
