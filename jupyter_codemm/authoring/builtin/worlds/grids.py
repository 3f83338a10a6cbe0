"""Worlds that are a grid of whole numbers."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.imperative.definition import World

GRIDS: tuple[World, ...] = (
    World(
        "in the rose garden",
        "A rose garden is laid out as rows of beds. A plan shows how many roses bloom in each bed.",
        {"cell": "bed", "cells": "beds", "grid": "garden", "measure": "blooms", "unit": "roses"},
    ),
    World(
        "in the old cinema",
        (
            "An old cinema wants to know which seats are loved. A plan shows how often each seat "
            "was sold."
        ),
        {"cell": "seat", "cells": "seats", "grid": "hall", "measure": "sales", "unit": "tickets"},
    ),
    World(
        "on the mosaic",
        (
            "A mosaic is made of square tiles in rows. A table shows how many chips of glass each"
            " tile holds."
        ),
        {"cell": "tile", "cells": "tiles", "grid": "mosaic", "measure": "chips", "unit": "chips"},
    ),
    World(
        "on the frozen lake",
        (
            "Before the skating starts, somebody drills holes in rows. A chart shows how thick "
            "the ice is at each hole."
        ),
        {
            "cell": "hole",
            "cells": "holes",
            "grid": "chart",
            "measure": "depths",
            "unit": "centimetres",
        },
    ),
    World(
        "in the honey store",
        (
            "Jars of honey stand in boxes on a wall of shelves. A plan shows how many jars each "
            "box holds."
        ),
        {"cell": "box", "cells": "boxes", "grid": "wall", "measure": "jars", "unit": "jars"},
    ),
    World(
        "on the quilt",
        (
            "A quilt is sewn from patches in rows. The pattern tells how many stitches each patch"
            " needs."
        ),
        {
            "cell": "patch",
            "cells": "patches",
            "grid": "quilt",
            "measure": "stitches",
            "unit": "stitches",
        },
    ),
    World(
        "in the wind park",
        "Wind wheels stand in rows on a hill. A screen shows how much power each wheel gives.",
        {"cell": "wheel", "cells": "wheels", "grid": "park", "measure": "output", "unit": "units"},
    ),
)
