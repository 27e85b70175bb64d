"""The card that asks at the edge of the screen."""
