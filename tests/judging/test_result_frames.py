"""The result channel: what counts as an answer and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.judging.frames import ProtocolError, complete_answers, decode_answers

GOOD = b'{"item":0,"value":1}\n'


def test_nothing_is_no_answer():
    assert decode_answers(b"") == ()


def test_an_answer_may_be_null_and_absent_is_something_else():
    (null,) = decode_answers(b'{"item":0,"value":null}\n')
    (absent,) = decode_answers(b'{"item":0}\n')
    assert (null.has_value, absent.has_value) == (True, False)


def test_large_integers_travel_as_hexadecimal_text():
    (answer,) = decode_answers(b'{"item":0,"value":[{"$int":"-0x' + b"f" * 5000 + b'"}]}\n')
    assert answer.value == [-(16**5000 - 1)]


@pytest.mark.parametrize(
    "data",
    [
        b"\n",
        b"no json\n",
        GOOD.strip(),
        GOOD + b"more",
        GOOD + GOOD,
        GOOD + b'{"item":2}\n',
        b'{"item":1}\n',
        b"[]\n",
        b'{"item":true}\n',
        b'{"item":0.0}\n',
        b'{"item":0,"verdict":"accepted"}\n',
        b'{"item":0,"value":NaN}\n',
        b'{"item":0,"value":[1e999]}\n',
        b'{"item":0,"value":1e999}\n',
        b'{"item":0,"rows":{"columns":["a"],"rows":[[-1e999]]}}\n',
        b'{"item":0,"value":' + b"9" * 5000 + b"}\n",
        b'{"item":0,"value":{"$int":"zz"}}\n',
        b'{"item":0,"value":{"$unfit":{}}}\n',
        b'{"item":0,"value":[{"$unfit":["list"]}]}\n',
        b'{"item":0,"raises":7}\n',
        b'{"item":0,"time_us":' + b"9" * 400 + b"}\n",
        b'{"item":0,"time_us":-1}\n',
        b'{"item":0,"peak_kb":' + b"9" * 400 + b"}\n",
        b'{"item":0,"overflow":1}\n',
        b'{"item":0,"rows":{"columns":[1],"rows":[]}}\n',
        b'{"item":0,"rows":{"columns":["a"],"rows":[[[]]]}}\n',
        b'{"item":0,"rows":{"columns":["a"],"rows":[[true]]}}\n',
        b'{"item":0,"value":"\xff"}\n',
        b'{"item":0,"value":' + b"[" * 200 + b"]" * 200 + b"}\n",
        b'{"item":0,"value":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n",
    ],
    ids=lambda data: repr(data[:40]),
)
def test_anything_else_is_a_protocol_error(data):
    with pytest.raises(ProtocolError):
        decode_answers(data)


@given(st.binary(max_size=60))
def test_no_bytes_raise_anything_but_a_protocol_error(data):
    for made in (data, b'{"item":0,"value":' + data + b"}\n"):
        try:
            decode_answers(made)
        except ProtocolError:
            continue


@pytest.mark.parametrize("rest", [b"", b'{"item":1,"va', b"junk\n", b'{"item":5}\n', GOOD])
def test_answers_before_a_death_count(rest):
    assert [a.item for a in complete_answers(GOOD + rest)] == [0]
