"""Thống kê: what one's own ratings and exports add up to, counted and drawn here."""
