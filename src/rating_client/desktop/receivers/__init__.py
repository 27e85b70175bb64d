"""Nơi nhận phiếu: whom this computer may send to, and becoming known to another."""
