"""The commands of the class service, as far as they go without a Hub."""

from __future__ import annotations

import asyncio
import json

import pytest

from jupyter_codemm.store import open_store


def test_an_organisation_is_founded_with_its_admin(codemm, database):
    ran = codemm("organization", " North College ", "--admin", "prof", "--json")
    made = json.loads(ran.out)
    assert (ran.code, made["name"]) == (0, "North College")

    async def roles():
        store = open_store(database)
        try:
            return await store.transact(lambda tx: tx.memberships.of_user("prof"))
        finally:
            await store.close()

    (role,) = asyncio.run(roles())
    assert (role.organization_id, role.class_id, role.role) == (made["id"], None, "admin")


@pytest.mark.parametrize(
    ("name", "admin", "where"),
    [("", "prof", "name"), ("North", "", "admin"), ("North", "eve", "name")],
)
def test_one_that_cannot_be_is_refused_in_a_sentence(codemm, name, admin, where):
    assert codemm("organization", "North", "--admin", "prof").code == 0
    ran = codemm("organization", name, "--admin", admin, "--json")
    assert ran.code == 2
    assert json.loads(ran.err)["error"]["where"] == where


def test_the_service_says_what_starts_it(codemm, monkeypatch, tmp_path):
    monkeypatch.delenv("JUPYTERHUB_SERVICE_URL", raising=False)
    ran = codemm("service")
    assert ran.code == 3
    assert "JupyterHub" in ran.err
    ran = codemm("service", "--config", tmp_path / "none.py")
    assert ran.code == 2
    assert "--config: there is no file" in ran.err
