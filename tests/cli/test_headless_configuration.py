"""The server for kernels alone obeys what the server's configuration says of us, and only that."""

from __future__ import annotations

import json

from jupyter_codemm.configuration import HeadlessServer, own_part


def test_our_part_of_the_servers_configuration_counts(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    text = "c.JupyterCodemm.author = 'builtin'\nc.ServerApp.port = 1\nc.ServerApp.password = 'x'\n"
    (tmp_path / "jupyter_server_config.py").write_text(text)
    server = HeadlessServer()
    server.load_config_file()
    assert server.config.JupyterCodemm.author == "builtin"
    assert "port" not in server.config.ServerApp
    assert "password" not in server.config.ServerApp


def test_the_first_folder_wins(tmp_path):
    near, far = tmp_path / "near", tmp_path / "far"
    for folder in (near, far):
        folder.mkdir()
    said = {"JupyterCodemm": {"author": "llm", "graded_tier": "bwrap"}, "ServerApp": {"port": 2}}
    (far / "jupyter_server_config.json").write_text(json.dumps(said))
    (near / "jupyter_server_config.py").write_text("c.JupyterCodemm.author = 'builtin'\n")
    found = own_part([str(near), str(far)])
    assert found == {"JupyterCodemm": {"author": "builtin", "graded_tier": "bwrap"}}


def test_no_file_says_nothing(tmp_path):
    assert own_part([str(tmp_path), str(tmp_path / "missing")]) == {}
