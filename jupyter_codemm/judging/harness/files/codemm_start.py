"""Inside the sandbox: runs a module of the judge from the build directory.

The arguments are the module's name and its own arguments. The learner's files lie in that directory
too, so it comes last: no file of theirs is imported in place of what the judge's module needs. A
module that runs a learner's program ends the process itself; after others there is nothing whose
end would take its time.
"""

import os
import sys

BUILD = __file__.rpartition("/")[0]
sys.path.append(BUILD)
code = __import__(sys.argv[1]).main(BUILD)
sys.stdout.flush()
sys.stderr.flush()
os._exit(code)
