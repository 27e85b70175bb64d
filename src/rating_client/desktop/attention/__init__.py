"""Cần xử lý: ratings their receiver refused, and what a person can do about each."""
