"""Files as text, and hostile ones as one sentence."""

from __future__ import annotations

import itertools
import json
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.contracts.knowledge import MAX_TEXT
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.knowledge import chunked, media_of, read_text, reading
from jupyter_codemm.knowledge import pdf as pdf_reading
from tests.fakes.pdf_files import encrypted, pdf, pdf_of


def read(content, media, seconds=time.monotonic):
    return read_text(content, media, seconds)


def cells(*sources):
    told = [
        {"cell_type": kind, "source": source, "outputs": ["secret"]} for kind, source in sources
    ]
    return json.dumps({"nbformat": 4, "cells": told}).encode()


@pytest.mark.parametrize(
    ("name", "media"),
    [("a.md", "markdown"), ("A b.IPYNB", "notebook"), ("x.y.pdf", "pdf"), ("n.txt", "text")],
)
def test_the_name_says_what_a_file_is(name, media):
    assert media_of(name) == media


@pytest.mark.parametrize("name", ["a.exe", "md", "", "a.", "\ud800.docx", "x" * 10_001])
def test_other_files_are_refused_by_name(name):
    with pytest.raises(InvalidInputError, match="not '") as refused:
        media_of(name)
    assert refused.value.where == "name"
    assert len(refused.value.message) < 250


class TestText:
    def test_places_of_markdown_are_headings_with_those_above(self):
        text = "Intro\n# Loops\nA\n## While #\nB\n# Lists\nC\n"
        found = read(text.encode(), "markdown")
        assert found.text == text
        assert [place for _, place in found.marks] == [
            "Loops",
            "Loops \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} While",
            "Lists",
        ]
        assert text[found.marks[1][0] :].startswith("## While")

    @pytest.mark.parametrize(
        ("line", "name"),
        [("# While ##  ", "While"), ("#\t ##", "##"), ("   ###### x # y", "x # y"), ("# C#", "C")],
    )
    def test_a_heading_is_told_without_the_signs_that_close_it(self, line, name):
        assert [place for _, place in read(line.encode(), "markdown").marks] == [name]

    @pytest.mark.parametrize("line", ["#\t ", "    # x", "####### x", "#x"])
    def test_other_lines_are_no_headings(self, line):
        assert read(f"x\n{line}".encode(), "markdown").marks == ()

    @pytest.mark.parametrize(
        "line", ["# a" + " " * 30_000 + "x", "# a" + " #" * 15_000 + "x", "#" + " " * 30_000]
    )
    def test_a_line_made_to_keep_a_pattern_busy_is_read_at_once(self, line):
        started = time.process_time()
        assert read(f"x\n{line}".encode(), "markdown").text.endswith(line)
        assert time.process_time() - started < 1

    def test_places_of_text_are_lines(self):
        found = read("\n".join(map(str, range(60))).encode(), "text")
        assert [place for _, place in found.marks] == ["line 1", "line 21", "line 41"]
        assert found.text[found.marks[1][0] :].startswith("20\n")

    @pytest.mark.parametrize("content", ["é\r\nb".encode("utf-16"), b"\xef\xbb\xbf\xc3\xa9\rb"])
    def test_marks_of_the_encoding_and_ends_of_lines_are_understood(self, content):
        assert read(content, "text").text == "é\nb"

    def test_nul_becomes_a_sign_that_every_database_takes(self):
        assert read(b"a\0b", "text").text == "a\ufffdb"

    @pytest.mark.parametrize("media", ["text", "markdown", "notebook"])
    def test_what_is_no_text_is_refused(self, media):
        with pytest.raises(InvalidInputError, match="not text in UTF-8"):
            read(b"\xff\x00\x80 no", media)

    @pytest.mark.parametrize("content", [b"", b" \n\t ", b"\xef\xbb\xbf"])
    def test_a_file_without_text_is_refused(self, content):
        with pytest.raises(InvalidInputError, match="no text in this file"):
            read(content, "text")

    def test_a_million_characters_are_read_and_cut(self):
        found = read(b"loop " * 200_000, "markdown")
        assert len(chunked("d1", found)) <= 1_000_000 // 850 + 1

    def test_more_than_the_most_is_refused(self):
        with pytest.raises(InvalidInputError, match="more than 2,000,000 characters"):
            read(b"x" * (MAX_TEXT + 1), "text")

    @given(st.binary(max_size=300), st.sampled_from(["text", "markdown", "notebook"]))
    def test_any_bytes_are_read_or_refused(self, content, media):
        with suppress(InvalidInputError):
            found = read(content, media)
            found.text.encode()
            assert "\0" not in found.text


class TestNotebook:
    def test_text_and_code_without_outputs(self):
        source = ["# Loops\n", "They repeat."]
        found = read(cells(("markdown", source), ("raw", "no"), ("code", "print(1)")), "notebook")
        assert found.text == "# Loops\nThey repeat.\n\nprint(1)"
        assert found.marks == ((0, "cell 1"), (22, "cell 3"))
        assert found.text[22:] == "print(1)"

    @pytest.mark.parametrize(
        "content", [b"{", b"[]", b"{}", b'{"cells": 3}', b"[" * 100_000, b'{"worksheets": []}']
    )
    def test_what_is_no_notebook_is_refused(self, content):
        with pytest.raises(InvalidInputError, match="not a notebook"):
            read(content, "notebook")

    def test_odd_cells_are_passed_over(self):
        told = [None, 3, {}, {"cell_type": "code"}, {"cell_type": "code", "source": [1, "x"]}]
        assert read(json.dumps({"cells": told}).encode(), "notebook").text == "x"

    def test_half_a_surrogate_pair_is_replaced(self):
        assert read(
            b'{"cells": [{"cell_type": "code", "source": "\\ud800!"}]}', "notebook"
        ).text == ("\ufffd!")


class TestPdf:
    def test_pages_and_their_numbers(self):
        found = read(pdf("Loops repeat.\nThey end.", "", "Lists grow."), "pdf")
        assert found.text == "Loops repeat.\nThey end.\n\nLists grow."
        assert found.marks == ((0, "page 1"), (25, "page 3"))

    def test_one_without_text_is_refused(self):
        with pytest.raises(InvalidInputError, match="scanned page"):
            read(pdf("", ""), "pdf")

    def test_one_under_a_password_is_refused(self):
        with pytest.raises(InvalidInputError, match="protected by a password"):
            read(encrypted(pdf("Loops."), "sesame"), "pdf")

    def test_one_that_everybody_may_open_is_read(self):
        assert read(encrypted(pdf("Loops."), ""), "pdf").text == "Loops."

    @pytest.mark.parametrize(
        "content",
        [b"", b"no pdf", b"%PDF-1.4\n", pdf("Loops.")[:200], b"%PDF-1.4\n" + b"\0" * 5000],
    )
    def test_a_damaged_one_is_refused(self, content):
        with pytest.raises(InvalidInputError, match="damaged"):
            read(content, "pdf")

    def test_one_that_grows_when_unpacked_is_refused(self):
        bomb = pdf_of([b" " * (pdf_reading.MAX_STREAM + 1000)])
        assert len(bomb) < 100_000
        with pytest.raises(InvalidInputError, match="unpacks to more"):
            read(bomb, "pdf")

    def test_a_page_of_endless_orders_is_refused(self):
        with pytest.raises(InvalidInputError, match="unpacks to more"):
            read(pdf_of([b"BT /F1 12 Tf " + b"(a) Tj " * pdf_reading.MAX_OPERATORS]), "pdf")

    def test_too_many_pages_are_refused(self):
        with pytest.raises(InvalidInputError, match="more than 1,000 pages"):
            read(pdf(*[""] * (pdf_reading.MAX_PAGES + 1)), "pdf")

    def test_one_that_takes_too_long_is_given_up(self):
        clock = itertools.count(0, int(pdf_reading.MAX_SECONDS))
        with pytest.raises(InvalidInputError, match="longer than 20 s"):
            read(pdf("a", "b", "c"), "pdf", lambda: next(clock))

    @given(st.data())
    def test_spoiled_bytes_are_read_or_refused(self, data):
        content = bytearray(pdf("Loops repeat.", "Lists grow."))
        for _ in range(data.draw(st.integers(1, 8))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        with suppress(InvalidInputError):
            read(bytes(content), "pdf")


def test_every_media_type_has_a_reader():
    assert set(reading._READERS) == set(reading.ENDINGS.values())
