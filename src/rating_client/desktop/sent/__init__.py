"""Đã gửi: every rating that was given, its receipt and customs' answer."""
