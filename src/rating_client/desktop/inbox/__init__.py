"""Chờ đánh giá: every declaration nobody has given an opinion on yet."""
