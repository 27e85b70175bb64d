"""What is printed: the form, a receipt, the statistics."""
