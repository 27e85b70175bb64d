"""Stage 1: folders scanned, settled files told from growing ones, seen ones remembered."""
