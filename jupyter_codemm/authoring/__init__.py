"""Slot → draft: the authors."""
