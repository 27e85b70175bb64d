"""What works beside the GUI thread, each worker with a thread of its own."""
