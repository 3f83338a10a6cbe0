"""From an attempt to a hint, from a question to its answer, and never to the solution.

Everything here is pure and quick: it is called after every verdict.
"""
