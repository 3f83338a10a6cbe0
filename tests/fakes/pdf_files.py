"""PDFs made by hand: pages of text, also encrypted, broken, and ones that grow when unpacked."""

from __future__ import annotations

import io
import zlib

from pypdf import PdfReader, PdfWriter

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf(*pages: str) -> bytes:
    """Return a PDF with one page for each text."""
    return pdf_of([_shown(text) for text in pages])


def pdf_of(contents: list[bytes]) -> bytes:
    """Return a PDF with one page for each content stream, as it is before it is packed."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(contents), kids),
        FONT,
    ]
    for number, content in enumerate(contents):
        packed = zlib.compress(content, 9)
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % (5 + 2 * number),
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        ]
    return _file(objects)


def encrypted(content: bytes, password: str) -> bytes:
    """Return a PDF under a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _shown(text: str) -> bytes:
    lines = [
        line.encode("latin-1").replace(b"(", b"").replace(b")", b"") for line in text.split("\n")
    ]
    return (
        b"BT /F1 12 Tf 50 750 Td 14 TL " + b"".join(b"(%s) Tj T* " % one for one in lines) + b"ET"
    )


def _file(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end
