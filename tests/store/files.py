"""Database files as tests make, use and compare them."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from jupyter_codemm.store import open_store

OLD = (Path(__file__).parent / "revision_0001.sql").read_text()


def execute(path, script):
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)


def dump(path):
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def in_store(path, work, **options):
    """Open, run one transaction, close."""
    store = open_store(path, **options)
    try:
        return asyncio.run(store.transact(work))
    finally:
        asyncio.run(store.close())


def contents(directory):
    return {file.name: file.read_bytes() for file in directory.iterdir() if file.is_file()}
