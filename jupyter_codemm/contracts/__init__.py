"""Frozen, strict values that cross a boundary."""
