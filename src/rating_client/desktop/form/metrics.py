"""Lengths that several parts of the form must agree on, in device-independent pixels."""

PAGE_MARGIN = 20
# The strips of all rows stand under each other: this is what lies to the right of them.
RIGHT_EDGE = 40
