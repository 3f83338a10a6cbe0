"""Adapters that run untrusted programs: Docker containers, and local processes under confinement."""
