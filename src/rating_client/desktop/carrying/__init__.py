"""Sealed files carried by hand: out to a stick, receipts home."""
