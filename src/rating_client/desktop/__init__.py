"""Everything Qt: a folder for each window or page, and for each thing they share."""
