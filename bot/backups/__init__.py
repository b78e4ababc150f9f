"""Backups on demand and each night, and restoring."""
