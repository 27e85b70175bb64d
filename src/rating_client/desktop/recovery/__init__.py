"""The recovery code: made and shown once, typed where the key store gives no key."""
