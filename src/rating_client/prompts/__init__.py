"""Stage 3: the standing question for each declaration, and when it may be asked."""
