from __future__ import annotations

from collections.abc import Mapping

import pytest

from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.llm.settings import LLMSettings

URL = "http://127.0.0.1:11434/v1"


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({}, None),
        ({"OPENAI_API_KEY": "k"}, None),
        ({"OPENAI_MODEL": "m"}, None),
        ({"OPENAI_BASE_URL": "", "OPENAI_API_KEY": " ", "OPENAI_MODEL": "m"}, None),
        (
            {"OPENAI_API_KEY": " k\n", "OPENAI_MODEL": "m"},
            ("https://api.openai.com/v1", "m", "k"),
        ),
        ({"OPENAI_BASE_URL": URL, "OPENAI_MODEL": "m"}, (URL, "m", "")),
        (
            {"OPENAI_API_KEY": "k", "OPENAI_MODEL": "m", "CODEMM_OPENAI_MODEL": "mine"},
            ("https://api.openai.com/v1", "mine", "k"),
        ),
        (
            {"OPENAI_API_KEY": "k", "OPENAI_MODEL": "m", "CODEMM_OPENAI_BASE_URL": URL},
            (URL, "m", ""),
        ),
    ],
)
def test_the_environment_is_read_by_prefix(
    environ: Mapping[str, str], found: tuple[str, str, str] | None
):
    settings = LLMSettings.from_environment(environ)
    assert (settings and (settings.base_url, settings.model, settings.key)) == found


def test_the_key_never_shows():
    settings = LLMSettings(base_url=URL, model="m", key="sk-secret")
    assert "secret" not in f"{settings!r} {settings}"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"base_url": "localhost:11434"}, "base_url"),
        ({"base_url": "ftp://host/v1"}, "base_url"),
        ({"base_url": "http://"}, "base_url"),
        ({"base_url": "http://[::1/v1"}, "base_url"),
        ({"base_url": "http://host:99999/v1"}, "base_url"),
        ({"base_url": "http://host/v1\x00"}, "base_url"),
        ({"base_url": "http://user:sk-secret@host/v1"}, "base_url"),
        ({"model": " "}, "model"),
        ({"model": "m\nX-Header: 1"}, "model"),
        ({"key": "sk-secret\r\nX-Header: 1"}, "key"),
        ({"key": "sk-secret two"}, "key"),
        ({"key": "sk-secret-é"}, "key"),
    ],
)
def test_what_cannot_work_is_refused_by_field_without_the_value(
    changes: dict[str, str], field: str
):
    with pytest.raises(InvalidInputError) as caught:
        LLMSettings(**({"base_url": URL, "model": "m"} | changes))
    assert caught.value.where == field
    assert "secret" not in caught.value.message


def test_azure_is_known_by_host_or_by_version():
    assert LLMSettings(base_url="https://x.openai.azure.com/openai/v1", model="m").is_azure
    assert LLMSettings(base_url=f"{URL}?api-version=1", model="m").is_azure
    assert not LLMSettings(base_url="https://azure.com.example.org/v1", model="m").is_azure
