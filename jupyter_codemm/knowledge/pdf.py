"""The text of a PDF. What a stranger's file makes the reader do is bounded in every direction."""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from jupyter_codemm.contracts.knowledge import MAX_TEXT
from jupyter_codemm.knowledge.refusing import refused

MAX_PAGES = 1000
MAX_SECONDS = 20.0
"""Looked at after every page, so that it ends a little later."""
MAX_STREAM = 16_000_000
"""Bytes of one stream when it is unpacked: a page of text has some thousands."""
MAX_OPERATORS = 200_000
"""Operators and operands of one page."""
MAX_FORMS = 500
"""Forms that one page draws, also those inside others."""
ENCRYPTED = "This PDF is protected by a password. Upload it without one."
BROKEN = "This PDF is damaged and cannot be read."
TOO_MANY_PAGES = f"This PDF has more than {MAX_PAGES:,} pages. Upload a part of it."
TOO_LARGE_INSIDE = "This PDF unpacks to more than can be read. Upload a part of it."
_STUMBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)
"""What pypdf lets out beside its own errors when a file is not what it says."""
TOO_SLOW = f"This PDF takes longer than {MAX_SECONDS:.0f} s to read. Upload a part of it."


def pages_of(content: bytes, seconds: Callable[[], float]) -> list[tuple[int, str]]:
    """Return the pages' numbers and texts; reading ends where a document would be too long.

    `seconds` is a clock. Raises InvalidInputError for a PDF that is encrypted, damaged, too large
    inside or too slow.
    """
    with _bounded():
        started, length, pages = seconds(), 0, []
        for number, text in enumerate(_texts(content), 1):
            if seconds() - started > MAX_SECONDS:
                raise refused(TOO_SLOW)
            pages.append((number, text))
            length += len(text)
            if length > MAX_TEXT:
                break
        return pages


def _texts(content: bytes) -> Iterator[str]:
    from pypdf import PdfReader  # noqa: PLC0415 - most servers never see a PDF

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise refused(ENCRYPTED)
    if len(reader.pages) > MAX_PAGES:
        raise refused(TOO_MANY_PAGES)
    for page in reader.pages:
        yield page.extract_text()


@contextmanager
def _bounded() -> Iterator[None]:
    """Bound what pypdf does, and turn every way in which it fails into a sentence."""
    from pypdf import Configuration, apply_configuration  # noqa: PLC0415 - as above
    from pypdf.errors import (  # noqa: PLC0415 - as above
        DependencyError,
        FileNotDecryptedError,
        LimitReachedError,
        PyPdfError,
    )

    # What it says of a damaged file is for its developers, not for the log of a server.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    bounds = Configuration(
        maximum_declared_stream_length=MAX_STREAM,
        array_based_stream_maximum_output_length=MAX_STREAM,
        lzw_maximum_output_length=MAX_STREAM,
        run_length_maximum_output_length=MAX_STREAM,
        zlib_maximum_output_length=MAX_STREAM,
        brotli_maximum_output_length=MAX_STREAM,
        stream_decoding_work_maximum_length=4 * MAX_STREAM,
        stream_parsing_work_maximum_count=MAX_OPERATORS,
        xform_maximum_invocations_per_extraction=MAX_FORMS,
        jbig2dec_binary=None,
    )
    try:
        with apply_configuration(bounds):
            yield
    except (FileNotDecryptedError, DependencyError):
        raise refused(ENCRYPTED) from None  # also in a way that needs a library of its own
    except LimitReachedError:
        raise refused(TOO_LARGE_INSIDE) from None
    except (PyPdfError, *_STUMBLES):
        raise refused(BROKEN) from None
