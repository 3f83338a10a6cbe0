"""Adapters that run untrusted programs: in containers, or as confined local processes."""
