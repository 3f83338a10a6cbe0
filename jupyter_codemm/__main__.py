"""`python -m jupyter_codemm …` is `jupyter codemm …` where no script is on PATH."""

from __future__ import annotations

import sys

from jupyter_codemm.app import main

sys.exit(main())
