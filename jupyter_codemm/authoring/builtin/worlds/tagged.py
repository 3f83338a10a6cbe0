"""Worlds in which things carry short words, as a list of words."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.imperative.definition import World

_KEYS = "thing things tags place_noun".split()


def _world(place: str, story: str, words: str) -> World:
    """Return a world; its words come in the order of the keys."""
    return World(place, story, dict(zip(_KEYS, words.split(), strict=True)))


TAGGED: tuple[World, ...] = (
    _world(
        "in the tea store",
        ("Crates of tea reach the store by ship. Each crate carries one code word on its side."),
        "crate crates labels store",
    ),
    _world(
        "at the radio club",
        (
            "Members of a radio club call each other by code words at night. A logbook keeps the "
            "words in order."
        ),
        "call calls callsigns logbook",
    ),
    _world(
        "in the costume hall",
        ("A theatre keeps its costumes on long rails. Each costume has a tag with one word on it."),
        "costume costumes tags hall",
    ),
    _world(
        "on the bird walk",
        (
            "A group walks through the marsh at dawn. Whenever somebody sees a bird, its "
            "nickname is noted."
        ),
        "bird birds nicknames notebook",
    ),
    _world(
        "in the seed bank",
        (
            "A seed bank keeps little bags in cold drawers. Each bag bears the code word of its "
            "plant."
        ),
        "bag bags codewords bank",
    ),
    _world(
        "at the kite fair",
        "Kites of all sizes fly at the fair. Each kite has a word painted on its tail.",
        "kite kites mottos fair",
    ),
    _world(
        "in the dye works",
        (
            "Yarn is dyed in big pots. A slip with one word is pinned to every bundle when it is "
            "dry."
        ),
        "bundle bundles slips works",
    ),
    _world(
        "at the ferry dock",
        ("Boxes wait at the dock for the ferry. A word in chalk says where each box has to go."),
        "box boxes marks dock",
    ),
    _world(
        "at the flower auction",
        (
            "Pots with flowers roll through the hall of an auction. Each pot shows the code word "
            "of its grower."
        ),
        "pot pots growers auction",
    ),
    _world(
        "in the toy museum",
        ("A toy museum shows dolls from many lands. A card with one word stands beside each doll."),
        "doll dolls cards museum",
    ),
    _world(
        "at the fun run",
        (
            "Runners choose a word for their shirt before the fun run. A helper sorts the shirts "
            "in the morning."
        ),
        "shirt shirts slogans race",
    ),
    _world(
        "in the ship's hold",
        (
            "Old chests fill the hold of a ship. Each chest is marked with one word that is "
            "burnt into the lid."
        ),
        "chest chests brands ship",
    ),
    _world(
        "in the juice cellar",
        (
            "A cellar keeps bottles of juice. A small label with one word tells what is in each "
            "bottle."
        ),
        "bottle bottles flavours cellar",
    ),
    _world(
        "at the book swap",
        (
            "People bring old books to a swap. A sticker with one word tells what each book is "
            "about."
        ),
        "book books stickers swap",
    ),
    _world(
        "in the puppet theatre",
        (
            "Puppets hang on hooks behind the stage. Below each puppet the word for its role is "
            "written."
        ),
        "puppet puppets roles theatre",
    ),
    _world(
        "at the luggage desk",
        ("Travellers leave their bags at a desk. Each suitcase gets a ribbon with one word on it."),
        "suitcase suitcases ribbons desk",
    ),
    _world(
        "in the spice shop",
        "A spice shop fills its jars by hand. Each jar bears one word in fine letters.",
        "jar jars spices shop",
    ),
    _world(
        "at the cake counter",
        "A baker writes one word in sugar on every cake. The cakes wait at the counter.",
        "cake cakes wishes counter",
    ),
    _world(
        "in the stamp album",
        (
            "A collector buys old stamps. Every stamp is filed under the one word that is "
            "printed on it."
        ),
        "stamp stamps motifs album",
    ),
    _world(
        "in the film archive",
        (
            "An archive keeps films on heavy reels. One word is scratched into the metal of each "
            "reel."
        ),
        "reel reels codes archive",
    ),
)
