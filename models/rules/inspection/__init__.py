"""What was read of a file, what an item wants of it, and what follows: pure functions of values."""
