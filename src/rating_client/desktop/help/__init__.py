"""The guide, open at the right page wherever F1 is pressed."""
