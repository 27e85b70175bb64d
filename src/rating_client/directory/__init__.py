"""Offices, sections and officers by the names they bore on a day, and what users taught it."""
