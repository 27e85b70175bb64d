"""The first start: folders, a receiver, and what lay there already."""
