"""Random updates, valid and mutated, from everybody at once, through the real inbox, desk and Bot API."""
