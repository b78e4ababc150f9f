"""The corpus of labelled replies, and what trains and judges the model that reads them (docs/reading.md)."""
