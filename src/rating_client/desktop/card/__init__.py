"""The card that asks at the edge of the screen."""

from rating_client.desktop.card.facts import CardFacts, DigestFacts
from rating_client.desktop.card.window import Card, CardManner

__all__ = ["Card", "CardFacts", "CardManner", "DigestFacts"]
