"""What every stage stands on: paths, settings, key store, ledger, clock, errors, log."""
