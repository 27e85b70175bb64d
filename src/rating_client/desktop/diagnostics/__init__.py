"""Trợ giúp, chẩn đoán: the self-check, and what support needs."""
