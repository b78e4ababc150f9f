"""Backups: a consistent copy of database, evidence and letters in one file, proved before it counts."""
