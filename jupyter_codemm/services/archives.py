"""Files made of files. The same content always gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive."""


def zipped(files: Mapping[str, str]) -> bytes:
    """Return an archive of texts by their paths."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _STAMP), files[name].encode("utf-8", "replace"))
    return out.getvalue()
