"""What receivers announce, until a person puts it away."""
