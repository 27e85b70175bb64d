"""Colours, type, icons, scroll bars, the ring around what the keyboard is on."""
