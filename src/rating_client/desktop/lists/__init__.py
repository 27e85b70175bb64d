"""What the lists share: pages of the ledger, the table, ticks, how rows are painted."""
