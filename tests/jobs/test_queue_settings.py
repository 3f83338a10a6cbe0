"""Where the queue is: read from settings and the environment, and told to nobody."""

from __future__ import annotations

import ssl
from dataclasses import fields

import pytest

from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.jobs.settings import QueueSettings, QueueTimes, with_password

SECRET = "s3cret/with@signs:"
QUOTED = "s3cret%2Fwith%40signs%3A"


def test_without_a_url_there_is_no_queue():
    assert QueueSettings.read({"CODEMM_QUEUE_PASSWORD": SECRET}) is None


def test_a_setting_goes_before_the_environment():
    environ = {"CODEMM_QUEUE_URL": "redis://other/1"}
    assert QueueSettings.read(environ, "redis://one/0").url == "redis://one/0"
    assert QueueSettings.read(environ).url == "redis://other/1"


@pytest.mark.parametrize(
    ("url", "full"),
    [
        ("redis://host:6379/0", f"redis://:{QUOTED}@host:6379/0"),
        ("rediss://judge@host/0", f"rediss://judge:{QUOTED}@host/0"),
        ("redis://:own@host/0", "redis://:own@host/0"),
        ("redis://[::1]:7/0", f"redis://:{QUOTED}@[::1]:7/0"),
    ],
)
def test_a_password_of_its_own_variable_goes_into_the_url(url, full):
    assert with_password(url, SECRET) == full
    assert with_password(url, "") == url


def test_nothing_that_is_printed_holds_the_password():
    settings = QueueSettings(with_password("redis://host/0", SECRET))
    assert "s3cret" not in repr(settings)


@pytest.mark.parametrize(
    "url", ["http://:s3cret@host", "s3cret", "redis://", "redis:s3cret", "://"]
)
def test_what_is_no_address_is_refused_in_words_without_it(url):
    with pytest.raises(InvalidInputError, match="queue_url") as refused:
        QueueSettings(url)
    assert "s3cret" not in refused.value.message


@pytest.mark.parametrize("ca", ["/there/is/none", "nul\0"])
def test_a_certificate_that_is_not_there_is_named(ca):
    with pytest.raises(InvalidInputError, match="queue_ca"):
        QueueSettings("rediss://host/0", ca)


def test_a_certificate_is_always_checked(tmp_path):
    ca = tmp_path / "ca.pem"
    ca.write_text("")
    assert QueueSettings("redis://host/0").tls == {}
    assert QueueSettings("rediss://host/0").tls == {"ssl_cert_reqs": ssl.CERT_REQUIRED}
    assert QueueSettings("rediss://host/0", str(ca)).tls["ssl_ca_certs"] == str(ca)


def test_times_are_in_the_order_that_they_rely_on():
    times = QueueTimes()
    assert times.limit_s < times.kill_s < times.visibility_s < times.kept_s
    assert 2 * times.notice_s < times.silent_s
    assert {field.name for field in fields(times)} >= {"look_s", "retry_s"}
