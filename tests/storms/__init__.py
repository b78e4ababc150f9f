"""Deterministic simulation: an agency lives through outages, crashes and clock jumps drawn from a seed, by the real
jobs and handlers; then the promises are checked (docs/design.md)."""
