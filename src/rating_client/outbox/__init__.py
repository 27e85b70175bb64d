"""Stage 5: what waits to be sent, and how each entry moves between its states."""
