from __future__ import annotations

from typing import Any

import pytest

from jupyter_codemm.cli.model_settings import ModelSettings
from jupyter_codemm.configuration import ConfiguredApp
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.services.budgets import Budgets, Limit, Price


def test_nothing_configured_means_no_limits():
    found = ModelSettings.read({}, {})
    assert found.budgets == Budgets()
    assert (found.author.context_tokens, found.author.staging) == (16_384, "auto")


def test_variables_are_read_and_what_is_configured_wins():
    environ = {
        "CODEMM_MODEL_USER_TOKENS": "1000",
        "CODEMM_MODEL_ACTIVITY_TOKENS": " 200 ",
        "CODEMM_MODEL_USER_COST": "1.5",
        "CODEMM_MODEL_BUDGET_DAYS": "7",
        "CODEMM_MODEL_PRICES": '{"m1": [2.5, 10]}',
        "CODEMM_MODEL_CONTEXT_TOKENS": "4096",
        "CODEMM_MODEL_STAGING": "always",
        "CODEMM_MODEL_TIMEOUT_SECONDS": "",
    }
    found = ModelSettings.read(environ, {"user_tokens": 5, "prices": {"m2": (1.0, 2.0)}})
    assert found.budgets.user == Limit(5, 1_500_000)
    assert found.budgets.activity == Limit(200, None)
    assert found.budgets.days == 7
    assert found.budgets.prices == {"m2": Price(1.0, 2.0)}
    assert (found.author.context_tokens, found.author.staging) == (4096, "always")
    assert found.author.timeout_s == 180


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("USER_TOKENS", "many"),
        ("USER_TOKENS", "-1"),
        ("ACTIVITY_COST", "inf"),
        ("ACTIVITY_COST", "nan"),
        ("BUDGET_DAYS", "0"),
        ("PRICES", "{"),
        ("PRICES", '{"m1": 3}'),
        ("PRICES", '{"m1": [-1, 2]}'),
        ("CONTEXT_TOKENS", "100"),
        ("STAGING", "sometimes"),
    ],
)
def test_what_cannot_be_is_named(name: str, value: str):
    with pytest.raises(InvalidInputError) as caught:
        ModelSettings.read({f"CODEMM_MODEL_{name}": value}, {})
    assert caught.value.where == f"CODEMM_MODEL_{name}"
    with pytest.raises(InvalidInputError, match=f"model_{name.lower()}: "):
        ModelSettings.read({}, {name.lower(): value})


def test_every_setting_can_be_configured_at_the_server():
    traits = ConfiguredApp.class_traits(config=True)  # type: ignore[no-untyped-call]
    for name in ModelSettings.model_fields:
        assert traits[f"model_{name}"].help, name


def test_only_what_was_configured_is_passed_on():
    changes: dict[str, Any] = {"model_user_tokens": 9, "model_prices": {"m1": (1, 2)}}
    app = ConfiguredApp(**changes)
    assert app.settings_of_server().model == {"user_tokens": 9, "prices": {"m1": (1, 2)}}
    assert ConfiguredApp().settings_of_server().model == {}


def test_what_classes_may_choose_is_a_list_in_either_place():
    environ = {"CODEMM_MODEL_NAMES": '["m2", "m3"]', "CODEMM_MODEL_CLASS_ADDRESSES": "[]"}
    read = ModelSettings.read(environ, {})
    assert (read.names, read.class_addresses) == (("m2", "m3"), ())
    assert ModelSettings.read(environ, {"names": ["m4"]}).names == ("m4",)
    with pytest.raises(InvalidInputError, match="CODEMM_MODEL_NAMES: "):
        ModelSettings.read({"CODEMM_MODEL_NAMES": "m2"}, {})
