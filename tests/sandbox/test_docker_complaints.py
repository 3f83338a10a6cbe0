"""What a box complains of is logged, once and shortly: a program that broke out may write it."""

import logging

from jupyter_codemm.sandbox.docker.complaints import MOST, Complaints


def test_a_complaint_is_logged_once_for_each_language_whatever_its_numbers(caplog):
    complaints = Complaints()
    for language, reason in (
        ("java", "12 KiB are left"),
        ("java", "7 KiB are left"),
        ("cpp", "7 KiB are left"),
        ("cpp", "files are left"),
    ):
        complaints.tell(language, "is not as new", reason)
    assert [record.getMessage() for record in caplog.records] == [
        "a box for java is not as new: 12 KiB are left",
        "a box for cpp is not as new: 7 KiB are left",
        "a box for cpp is not as new: files are left",
    ]


def test_a_box_that_says_much_and_strange_things_fills_no_log(caplog):
    complaints = Complaints()
    for number in range(MOST + 10):
        complaints.tell("java", "is not as new", "x" * number + "\n\x1b[31m" + "y" * 5000)
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == MOST
    assert all(len(line) < 150 and line.isprintable() for line in lines)
    assert {record.levelno for record in caplog.records} == {logging.WARNING}
