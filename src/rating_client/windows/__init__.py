"""What only Windows can do or say, without Qt. Elsewhere each module knows it is elsewhere."""
