"""The supervisor as one text that a bare interpreter can run with `python3 -I -S -c`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

PACKAGE = "jupyter_codemm.sandbox.supervisor"
LOADER = """\
import sys
from _frozen_importlib import ModuleSpec
sources = {sources!r}
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
        return {texts!r}[path].encode()
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
    return LOADER.format(sources=sources, texts=texts, main=f"{PACKAGE}.main")
