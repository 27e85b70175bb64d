"""What client and receiver both speak: messages, JOSE profiles, receipts, problems."""
