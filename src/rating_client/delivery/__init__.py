"""Stage 6: envelopes out, receipts and answers home; every reply judged in one place."""
