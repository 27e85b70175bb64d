"""The self-check: each part looked at, what was found in sentences, a file for support."""
