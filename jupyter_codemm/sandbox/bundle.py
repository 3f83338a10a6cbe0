"""The supervisor as one text that a bare interpreter can run with `python3 -I -S -c`."""

from __future__ import annotations

import marshal
import zlib
from binascii import b2a_base64
from functools import cache
from importlib.resources import files

PACKAGE = "jupyter_codemm.sandbox.supervisor"
LOADER = """\
import marshal, sys, zlib
from binascii import a2b_base64
from _frozen_importlib import ModuleSpec
sources, texts = marshal.loads(zlib.decompress(a2b_base64({packed!r})))
class Finder:
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name in sources or {main!r}.startswith(name + "."):
            return ModuleSpec(name, cls, is_package=name not in sources)
    @staticmethod
    def create_module(spec):
        return None
    @staticmethod
    def get_source(name):
        return sources[name]
    @staticmethod
    def get_data(path):
        return texts[path].encode()
    @staticmethod
    def exec_module(module):
        name = module.__name__
        if name in sources:
            exec(compile(sources[name], name, "exec", optimize=2), module.__dict__)
sys.meta_path.insert(0, Finder)
from {main} import main
sys.exit(main())
"""


@cache
def supervisor_program() -> str:
    """Return the program text; every module of the package is in it, and its Java."""
    found = sorted(files(PACKAGE).iterdir(), key=lambda file: file.name)
    sources = {
        f"{PACKAGE}.{file.name.removesuffix('.py')}": file.read_text(encoding="utf-8")
        for file in found
        if file.name.endswith(".py") and file.name != "__init__.py"
    }
    texts = {
        file.name: file.read_text(encoding="utf-8") for file in found if file.name.endswith(".java")
    }
    # the oldest format, which every interpreter reads; one argument has room for 128 KiB
    packed = b2a_base64(zlib.compress(marshal.dumps((sources, texts), 2), 9), newline=False)
    return LOADER.format(packed=packed, main=f"{PACKAGE}.main")
