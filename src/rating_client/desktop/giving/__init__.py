"""What the card, the form, the batch form and the lists share: a rating begun, given or put off."""
