"""The program's own controls, from a button to the strip of five levels."""
