"""What the program hears from outside its windows: the system, and other processes of its own."""
