"""rating-client: rate the customs service behind each declaration, and lose no rating."""

__version__ = "0.1.0"
