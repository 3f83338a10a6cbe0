"""The program that runs inside every box: it compiles, runs, measures, kills and cleans.

It is sent as text to a bare interpreter (see `sandbox/bundle.py`), so that images need no package
of ours and its version always matches. Hence its modules use only the standard library, import
little (start-up time counts) and run on any Python from 3.9.
"""
