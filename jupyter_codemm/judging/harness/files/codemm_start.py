"""Inside the sandbox: runs a module of the judge from the build directory.

The arguments are the module's name and its own arguments.
"""

import sys

BUILD = __file__.rpartition("/")[0]
sys.path.insert(0, BUILD)
sys.exit(__import__(sys.argv[1]).main(BUILD))
