"""The chat as a widget, with a conversation that fails."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.spec import new_session, take_turn
from jupyter_codemm.widgets.chat import ChatView, spoken

NOW = datetime(2026, 1, 2, tzinfo=UTC)


class Unreachable:
    """A conversation whose server is away."""

    ready = False

    def say(self, text):
        raise UnavailableError(f"nobody heard {text!r}")


def press(button):
    """Press a button, and wait for what it began."""
    before = set(threading.enumerate())
    button.click()
    for thread in set(threading.enumerate()) - before:
        thread.join(10)


def test_what_could_not_be_said_is_in_the_field_again(tmp_path):
    view = ChatView(Unreachable(), tmp_path)
    log, _, line, _ = view.children
    field, send = line.children[:2]
    field.value = "one easy problem on loops"
    press(send)
    assert "nobody heard" in log.value
    assert field.value == "one easy problem on loops"
    assert not send.disabled


def test_what_was_typed_meanwhile_stays(tmp_path):
    class Slow(Unreachable):
        def say(self, text):
            field.value = "another"
            super().say(text)

    view = ChatView(Slow(), tmp_path)
    field, send = view.children[2].children[:2]
    field.value = "one easy problem on loops"
    press(send)
    assert field.value == "another"


def test_what_a_reply_says_already_is_not_said_again():
    session, _ = take_turn(new_session(session_id="s", owner="ada", now=NOW), "loops", None, NOW)
    _, turn = take_turn(session, "guided mode, please", None, NOW)
    assert turn.notices == ("This is guided mode now.",)
    assert spoken(turn).count("This is guided mode now.") == 1
    assert spoken(turn.updated(notices=("The model did not answer.",))).endswith(
        "The model did not answer."
    )


def test_a_server_that_does_not_answer_holds_no_kernel_while_it_is_stopped(tmp_path):
    answered = threading.Event()
    stopped = []

    class Deaf(Unreachable):
        def cancel(self):
            stopped.append(answered.wait(10))

    cancel = ChatView(Deaf(), tmp_path).children[2].children[3]
    before = set(threading.enumerate())
    cancel.click()
    assert stopped == []
    assert cancel.disabled
    answered.set()
    for thread in set(threading.enumerate()) - before:
        thread.join(10)
    assert stopped == [True]
    assert not cancel.disabled


def test_what_cannot_be_stopped_says_why(tmp_path):
    class Refusing(Unreachable):
        def cancel(self):
            raise UnavailableError("The server is gone.")

    view = ChatView(Refusing(), tmp_path)
    before = set(threading.enumerate())
    cancel = view.children[2].children[3]
    cancel.click()
    for thread in set(threading.enumerate()) - before:
        thread.join(10)
    assert "⚠ The server is gone." in view.children[0].value
    assert not cancel.disabled
