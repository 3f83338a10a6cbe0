"""What is sealed is read with the same key only."""

from __future__ import annotations

import pytest

from jupyter_codemm.errors import UnreadableError
from jupyter_codemm.store.sealing import FernetSeal

SECRET = "sk-secret é 😀"


def test_what_was_sealed_is_opened_again_and_reads_as_nothing_before():
    seal = FernetSeal(b"k" * 32)
    first, second = seal.closed(SECRET), seal.closed(SECRET)
    assert first != second
    assert "secret" not in first
    assert seal.opened(first) == seal.opened(second) == SECRET
    assert "k" * 8 not in repr(seal)


def test_neither_another_key_nor_a_change_opens_it():
    sealed = FernetSeal(b"k" * 32).closed(SECRET)
    middle = len(sealed) // 2
    changed = sealed[:middle] + ("A" if sealed[middle] != "A" else "B") + sealed[middle + 1 :]
    for key, text in ((b"j" * 32, sealed), (b"k" * 32, changed), (b"k" * 32, ""), (b"k" * 32, "é")):
        with pytest.raises(UnreadableError) as caught:
            FernetSeal(key).opened(text)
        assert "secret" not in caught.value.message
