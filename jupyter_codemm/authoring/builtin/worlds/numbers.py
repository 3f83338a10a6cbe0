"""Worlds in which things are measured in order, as a list of whole numbers."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.imperative.definition import World

POSITIVE: tuple[World, ...] = (
    World(
        "at the beehives",
        (
            "A beekeeper weighs every hive on Sunday. The weights go into a notebook in the order"
            " of the walk."
        ),
        {
            "thing": "hive",
            "things": "hives",
            "measure": "weight",
            "measures": "weights",
            "unit": "kilograms",
        },
    ),
    World(
        "on the night train",
        (
            "The guard of a night train counts who gets on at each stop. At the end of the trip "
            "the counts are sent home."
        ),
        {
            "thing": "stop",
            "things": "stops",
            "measure": "boarding",
            "measures": "boardings",
            "unit": "people",
        },
    ),
    World(
        "in the pottery",
        (
            "A potter notes how long each bowl stays in the kiln. Good timing decides whether the"
            " glaze shines."
        ),
        {
            "thing": "bowl",
            "things": "bowls",
            "measure": "time",
            "measures": "times",
            "unit": "minutes",
        },
    ),
    World(
        "at the lighthouse",
        (
            "The keeper of a lighthouse counts passing ships. One number is written down for each"
            " night."
        ),
        {
            "thing": "night",
            "things": "nights",
            "measure": "sighting",
            "measures": "sightings",
            "unit": "ships",
        },
    ),
    World(
        "in the orchard",
        (
            "Rows of old apple trees stand behind the farm. The crop of each tree is counted when"
            " it is picked."
        ),
        {
            "thing": "tree",
            "things": "trees",
            "measure": "crop",
            "measures": "crops",
            "unit": "apples",
        },
    ),
    World(
        "by the cable car",
        (
            "A cable car takes guests up a steep hill. A camera notes how long each guest stood "
            "in line."
        ),
        {
            "thing": "guest",
            "things": "guests",
            "measure": "delay",
            "measures": "delays",
            "unit": "minutes",
        },
    ),
    World(
        "in the village bakery",
        (
            "The oven of a village bakery is fired before dawn. A clerk notes how many loaves "
            "each batch gave."
        ),
        {
            "thing": "batch",
            "things": "batches",
            "measure": "output",
            "measures": "outputs",
            "unit": "loaves",
        },
    ),
    World(
        "at the observatory",
        (
            "A small telescope takes pictures of the sky all night. Software counts the meteors "
            "of each hour."
        ),
        {
            "thing": "hour",
            "things": "hours",
            "measure": "shower",
            "measures": "showers",
            "unit": "meteors",
        },
    ),
)
SIGNED: tuple[World, ...] = (
    World(
        "on the glacier",
        (
            "A small station stands on a glacier. It sends the temperature once an hour, also in "
            "the cold of winter."
        ),
        {
            "thing": "hour",
            "things": "hours",
            "measure": "reading",
            "measures": "readings",
            "unit": "degrees",
        },
    ),
    World(
        "in the harbour",
        (
            "A pole in the harbour shows how much the water rose or fell since the last look. A "
            "fall is noted below zero."
        ),
        {
            "thing": "look",
            "things": "looks",
            "measure": "change",
            "measures": "changes",
            "unit": "centimetres",
        },
    ),
    World(
        "in the lift",
        (
            "A lift notes every ride: floors up count above zero, floors down below zero. The log"
            " is read each night."
        ),
        {
            "thing": "ride",
            "things": "rides",
            "measure": "move",
            "measures": "moves",
            "unit": "floors",
        },
    ),
    World(
        "at the quiz night",
        (
            "Teams win points at a quiz night and lose points for wild guesses. Each round ends "
            "with a score that may be below zero."
        ),
        {
            "thing": "round",
            "things": "rounds",
            "measure": "score",
            "measures": "scores",
            "unit": "points",
        },
    ),
    World(
        "in the robot lab",
        (
            "A toy robot rolls along a line. Each command is a number of steps, and a number "
            "below zero rolls it back."
        ),
        {
            "thing": "command",
            "things": "commands",
            "measure": "shift",
            "measures": "shifts",
            "unit": "steps",
        },
    ),
    World(
        "with the balloon",
        (
            "A weather balloon reports once a minute how far it rose. It may also sink, and then "
            "the number is below zero."
        ),
        {
            "thing": "minute",
            "things": "minutes",
            "measure": "drift",
            "measures": "drifts",
            "unit": "metres",
        },
    ),
    World(
        "in the puzzle shop",
        (
            "The owner of a puzzle shop notes what each day brought. A day with a loss is written"
            " below zero."
        ),
        {"thing": "day", "things": "days", "measure": "gain", "measures": "gains", "unit": "coins"},
    ),
    World(
        "in the salt mine",
        (
            "Guides in a salt mine note how far each passage goes up or down. Passages that go "
            "down are below zero."
        ),
        {
            "thing": "passage",
            "things": "passages",
            "measure": "slope",
            "measures": "slopes",
            "unit": "metres",
        },
    ),
)
