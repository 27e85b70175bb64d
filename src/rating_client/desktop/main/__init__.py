"""The main window: its pages and the way between them."""
