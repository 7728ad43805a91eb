from datetime import time

import pytest
from django.core.exceptions import ImproperlyConfigured

from school.lib import env, messages
from school.lib.masking import mask_email


def test_a_mail_server_is_read_from_one_address() -> None:
    found = messages.mail_server("smtp://li%40x:p%3Aq@mail.example.org")
    assert (found.host, found.port, found.user, found.password) == (
        "mail.example.org",
        587,
        "li@x",
        "p:q",
    )
    assert (found.backend, found.starttls, found.tls) == ("smtp", True, False)
    assert messages.mail_server("smtps://mail.example.org").port == 465
    assert messages.mail_server(None).backend == "console"


@pytest.mark.parametrize(
    "url", ["mail.example.org", "http://x", "smtp://:p@", "smtp://h:x"]
)
def test_a_bad_address_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL=smtp") as caught:
        messages.mail_server(url)
    assert ":p@" not in str(caught.value)


def test_aliyun_templates_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIYUN_SMS_TEMPLATES", "login_code=SMS_1:code, *=SMS_2")
    assert messages.aliyun()["templates"] == {
        "login_code": ("SMS_1", ["code"]),
        "*": ("SMS_2", ["text"]),
    }
    monkeypatch.setenv("ALIYUN_SMS_TEMPLATES", "SMS_1")
    with pytest.raises(ImproperlyConfigured, match="kind=template"):
        messages.aliyun()


def test_hours_of_the_day_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.hours("HOURS_NOT_SET", "21:30-07:30") == (time(21, 30), time(7, 30))
    for wrong in ("21:30", "25:00-07:00", "night"):
        monkeypatch.setenv("QUIET_HOURS", wrong)
        with pytest.raises(ImproperlyConfigured, match="QUIET_HOURS=21:30-07:30"):
            env.hours("QUIET_HOURS", "21:30-07:30")


@pytest.mark.parametrize(
    ("address", "shown"),
    [("chunhua@example.org", "c***@example.org"), ("nothing", "***")],
)
def test_an_email_address_is_masked(address: str, shown: str) -> None:
    assert mask_email(address) == shown
