"""Worlds that are told of in one text of small letters."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.imperative.definition import World

_KEYS = "thing text place_noun".split()


def _world(place: str, story: str, words: str) -> World:
    """Return a world; its words come in the order of the keys."""
    return World(place, story, dict(zip(_KEYS, words.split(), strict=True)))


TEXTS: tuple[World, ...] = (
    _world(
        "on the tape",
        (
            "An old machine prints its messages on a paper tape. The tape is one long text of "
            "small letters."
        ),
        "message tape machine",
    ),
    _world(
        "at the loom",
        (
            "A weaver writes a pattern as letters, one for each thread. The loom reads the "
            "letters from left to right."
        ),
        "pattern pattern loom",
    ),
    _world(
        "in the signal tower",
        (
            "A signal tower sends flags to ships. Each flag is noted as one letter, and the "
            "letters form a line."
        ),
        "signal flags tower",
    ),
    _world(
        "at the organ",
        ("A street organ plays from a paper strip. Each letter on the strip stands for one pipe."),
        "tune strip organ",
    ),
    _world(
        "in the bead shop",
        (
            "Beads hang on a thread in the window of a shop. One letter stands for the colour of "
            "each bead."
        ),
        "chain beads shop",
    ),
    _world(
        "on the trail",
        (
            "Hikers leave marks along a trail. A guide copies the marks as letters, in the order "
            "in which they come."
        ),
        "trail trail guide",
    ),
    _world(
        "in the print room",
        (
            "Letters of lead wait in a long tray. The printer reads the tray as one line before "
            "the press starts."
        ),
        "line tray press",
    ),
    _world(
        "under the sea",
        (
            "A diving robot codes what it hears as letters. After each dive one line of letters "
            "is stored."
        ),
        "dive sounds robot",
    ),
    _world(
        "in the knitting club",
        "A knitting club shares its scarfs as letters. Each letter stands for one stitch.",
        "scarf stitches club",
    ),
    _world(
        "on the space probe",
        (
            "A probe far away sends home what it sees. Each letter of a report stands for one "
            "picture."
        ),
        "report signals probe",
    ),
    _world(
        "in the dance school",
        (
            "Dancers learn by heart what comes next. The school writes each dance as letters, "
            "one for every move."
        ),
        "dance moves school",
    ),
    _world(
        "at the player piano",
        (
            "A piano plays by itself from a roll of paper. Each hole in the roll is copied as "
            "one letter."
        ),
        "melody melody piano",
    ),
    _world(
        "at the bird feeder",
        (
            "A camera hangs above a bird feeder. It writes one letter into a diary for each bird "
            "that lands."
        ),
        "diary diary camera",
    ),
    _world(
        "in the gem mine",
        ("Miners follow a vein through the rock. They note one letter for each gem that they see."),
        "vein gems mine",
    ),
    _world(
        "at the crossing",
        (
            "A sensor counts what rolls over a crossing. Each letter of the list stands for one "
            "vehicle."
        ),
        "list traffic sensor",
    ),
    _world(
        "in the plant lab",
        "A lab reads the code of plants. Each strand is a line of letters.",
        "strand strand lab",
    ),
    _world(
        "at the telegraph",
        (
            "A telegraph office still works as it did long ago. Each telegram arrives letter by "
            "letter."
        ),
        "telegram telegram office",
    ),
    _world(
        "in the game box",
        (
            "A board game can be saved as a line of letters. Each letter stands for one turn of "
            "a player."
        ),
        "game turns box",
    ),
    _world(
        "in the cook's notebook",
        (
            "A cook hides her recipes in a notebook. Each letter stands for one thing that goes "
            "into the pot."
        ),
        "recipe recipe notebook",
    ),
    _world(
        "in the rail yard",
        (
            "Wagons are joined to trains in a rail yard. A train is noted as letters, one for "
            "each wagon."
        ),
        "train wagons yard",
    ),
)
