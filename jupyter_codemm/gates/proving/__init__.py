"""Proving a draft: what its reference does, which wrong programs its tests refuse, and how stably.

Every part turns what was observed into data; `gates/verify.py` puts them in order.
"""
