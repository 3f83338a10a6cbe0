"""`jupyter codemm worker`, as far as it goes without a queue."""

from __future__ import annotations

import json

import pytest

QUEUE = {"CODEMM_QUEUE_URL": "redis://127.0.0.1:1/0"}


def test_without_a_queue_it_says_what_to_set(codemm):
    ran = codemm("worker")
    assert ran.code == 3
    assert "CODEMM_QUEUE_URL" in ran.err


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        (("--concurrency", "0"), "--concurrency"),
        (("--concurrency", "257"), "--concurrency"),
        (("--monitor-port", "-1"), "--monitor-port"),
        (("--monitor-port", "65536"), "--monitor-port"),
        (("--sandbox", "chroot"), "arguments"),
    ],
)
def test_bad_options_are_named(codemm, arguments, where):
    ran = codemm("worker", *arguments, "--json", environ=QUEUE)
    assert ran.code == 2
    assert json.loads(ran.err)["error"]["where"] == where


def test_an_address_that_is_none_is_refused_without_its_password(codemm):
    ran = codemm("worker", environ={"CODEMM_QUEUE_URL": "amqp://me:s3cret@host//"})
    assert ran.code == 2
    assert "queue_url" in ran.err
    assert "s3cret" not in ran.err
