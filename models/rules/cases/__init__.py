"""Citizen files that an agency is to answer by a day: what a list says of each, and what the law asks before it."""
