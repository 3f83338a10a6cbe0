"""Worlds in which things carry short words, as a list of words."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.imperative.definition import World

TAGGED: tuple[World, ...] = (
    World(
        "in the tea store",
        "Crates of tea reach the store by ship. Each crate carries one code word on its side.",
        {"thing": "crate", "things": "crates", "tags": "labels", "place_noun": "store"},
    ),
    World(
        "at the radio club",
        (
            "Members of a radio club call each other by code words at night. A logbook keeps the "
            "words in order."
        ),
        {"thing": "call", "things": "calls", "tags": "callsigns", "place_noun": "logbook"},
    ),
    World(
        "in the costume hall",
        "A theatre keeps its costumes on long rails. Each costume has a tag with one word on it.",
        {"thing": "costume", "things": "costumes", "tags": "tags", "place_noun": "hall"},
    ),
    World(
        "on the bird walk",
        (
            "A group walks through the marsh at dawn. Whenever somebody sees a bird, its nickname"
            " is noted."
        ),
        {"thing": "bird", "things": "birds", "tags": "nicknames", "place_noun": "notebook"},
    ),
    World(
        "in the seed bank",
        "A seed bank keeps little bags in cold drawers. Each bag bears the code word of its plant.",
        {"thing": "bag", "things": "bags", "tags": "codewords", "place_noun": "bank"},
    ),
    World(
        "at the kite fair",
        "Kites of all sizes fly at the fair. Each kite has a word painted on its tail.",
        {"thing": "kite", "things": "kites", "tags": "mottos", "place_noun": "fair"},
    ),
    World(
        "in the dye works",
        "Yarn is dyed in big pots. A slip with one word is pinned to every bundle when it is dry.",
        {"thing": "bundle", "things": "bundles", "tags": "slips", "place_noun": "works"},
    ),
    World(
        "at the ferry dock",
        "Boxes wait at the dock for the ferry. A word in chalk says where each box has to go.",
        {"thing": "box", "things": "boxes", "tags": "marks", "place_noun": "dock"},
    ),
)
TEXTS: tuple[World, ...] = (
    World(
        "on the tape",
        (
            "An old machine prints its messages on a paper tape. The tape is one long text of "
            "small letters."
        ),
        {"thing": "message", "text": "tape", "place_noun": "machine"},
    ),
    World(
        "at the loom",
        (
            "A weaver writes a pattern as letters, one for each thread. The loom reads the "
            "letters from left to right."
        ),
        {"thing": "pattern", "text": "pattern", "place_noun": "loom"},
    ),
    World(
        "in the signal tower",
        (
            "A signal tower sends flags to ships. Each flag is noted as one letter, and the "
            "letters form a line."
        ),
        {"thing": "signal", "text": "flags", "place_noun": "tower"},
    ),
    World(
        "at the organ",
        "A street organ plays from a paper strip. Each letter on the strip stands for one pipe.",
        {"thing": "tune", "text": "strip", "place_noun": "organ"},
    ),
    World(
        "in the bead shop",
        (
            "Beads hang on a thread in the window of a shop. One letter stands for the colour of "
            "each bead."
        ),
        {"thing": "chain", "text": "beads", "place_noun": "shop"},
    ),
    World(
        "on the trail",
        (
            "Hikers leave marks along a trail. A guide copies the marks as letters, in the order "
            "in which they come."
        ),
        {"thing": "trail", "text": "trail", "place_noun": "guide"},
    ),
    World(
        "in the print room",
        (
            "Letters of lead wait in a long tray. The printer reads the tray as one line before "
            "the press starts."
        ),
        {"thing": "line", "text": "tray", "place_noun": "press"},
    ),
    World(
        "under the sea",
        (
            "A diving robot codes what it hears as letters. After each dive one line of letters "
            "is stored."
        ),
        {"thing": "dive", "text": "sounds", "place_noun": "robot"},
    ),
)
