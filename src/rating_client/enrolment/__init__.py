"""Known receivers, their key statements, this device's keys, and who takes which office."""
