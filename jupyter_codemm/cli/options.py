"""Options that several commands share."""

from __future__ import annotations

import argparse
from typing import Any

from jupyter_codemm.contracts.base import LANGUAGES

Commands = Any  # argparse keeps the type of add_subparsers() private


def add_sandbox(parser: argparse.ArgumentParser) -> None:
    """Let the user choose where programs run."""
    parser.add_argument(
        "--sandbox",
        choices=("auto", "docker", "local"),
        default="auto",
        help="where programs run (default: docker when a daemon answers, else local)",
    )


def add_author(parser: argparse.ArgumentParser) -> None:
    """Let the user choose who writes."""
    parser.add_argument(
        "--author",
        choices=("auto", "builtin", "llm"),
        default="auto",
        help="who writes the problems (default: a model when one is configured, else built-in)",
    )
    parser.add_argument(
        "--no-fallback",
        dest="fallback",
        action="store_false",
        help="leave empty what a model could not write: the built-in author does not take over",
    )


def add_language(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """Let the user choose a language."""
    parser.add_argument("--language", choices=LANGUAGES, required=required, help="the language")
