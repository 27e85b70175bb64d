"""The whole journey on one machine: receiver, sample exports and the client together."""
