"""How sending stands, and what stands in the way."""
