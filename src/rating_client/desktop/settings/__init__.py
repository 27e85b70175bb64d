"""Cài đặt: every setting, where its value comes from, and what changes it."""
