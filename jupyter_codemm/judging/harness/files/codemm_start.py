"""Inside the sandbox: starts the harness from the build directory."""

import sys

BUILD = __file__.rpartition("/")[0]
sys.path.insert(0, BUILD)

from codemm_harness import main  # type: ignore[import-not-found] # noqa: E402 - needs the path

main(BUILD)
