"""Lengths that several parts of the form must agree on, in device-independent pixels."""

from rating_client.desktop.look.theme import CARD_GAP, SMALL_CONTROL

PAGE_MARGIN = 20
# The strips of all rows stand under each other: to the right of them a row may have a button.
RIGHT_EDGE = CARD_GAP + SMALL_CONTROL
