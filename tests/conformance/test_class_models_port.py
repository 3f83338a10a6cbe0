"""What every store does with the models of classes."""

from __future__ import annotations

from jupyter_codemm.contracts.class_models import ModelTerms, WeekCap
from tests.store.records import at

TERMS = ModelTerms(
    models=("m1", "m2"),
    student=WeekCap(tokens=1000),
    whole=WeekCap(cost_micros=10**15),
    base_url="https://models.example/v1",
    key_set_at=at(0),
)


def test_nothing_is_decided_at_first(run):
    assert run(lambda tx: tx.class_models.terms("k1")) == ModelTerms()
    assert run(lambda tx: tx.class_models.sealed_key("k1")) is None


def test_what_was_decided_last_holds_for_its_class(run):
    run(lambda tx: tx.class_models.save("k1", TERMS, "sealed"))
    assert run(lambda tx: tx.class_models.terms("k1")) == TERMS
    assert run(lambda tx: tx.class_models.sealed_key("k1")) == "sealed"
    assert run(lambda tx: tx.class_models.terms("k2")) == ModelTerms()
    run(lambda tx: tx.class_models.save("k1", ModelTerms(models=("m3",)), None))
    assert run(lambda tx: tx.class_models.terms("k1")).models == ("m3",)
    assert run(lambda tx: tx.class_models.sealed_key("k1")) is None
