import io
import stat

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from school.certificates import actions, key_changes, signing
from school.certificates.badges import keys as badges
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.pades import keys
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ring(settings, tmp_path):
    settings.SIGNING_DIR = tmp_path / "signing"
    settings.SIGNING_DEVELOPMENT_KEY = False
    return signing.keyring()


def told(*words) -> str:
    said = io.StringIO()
    call_command(*words, stdout=said)
    return said.getvalue()


def test_a_key_is_made_once(ring):
    with pytest.raises(CommandError, match="cannot be used"):
        told("make_signing_key", "--name", "夜" * 22)
    told("make_signing_key", "--name", "夜校")
    first = ring.current()
    assert "CN=夜校" in ring.chain(first).subject
    assert not ring.chain(first).is_development
    with pytest.raises(CommandError, match="signs already"):
        told("make_signing_key")
    assert ring.current() == first


def test_who_made_and_changed_the_keys_is_journalled(ring, superuser):
    told("make_signing_key", "--name", "夜校")
    former = ring.current()
    told("rotate_signing_key")
    made, badge, changed = Entry.objects.order_by("pk")
    assert {made.actor_label, badge.actor_label} == {"manage.py make_signing_key"}
    assert [made.data["signs"], badge.data["signs"]] == ["documents", "credentials"]
    assert badge.data["fingerprint"] == badges.keyring().current()
    assert changed.actor_label == "manage.py rotate_signing_key"
    assert changed.data["former"] == made.data["fingerprint"] == former
    assert changed.data["fingerprint"] == ring.current()
    page = signed_in(superuser).get(reverse("journal:index")).text
    assert "启用了签名密钥" in page and "manage.py rotate_signing_key" in page
    assert changed.get_actor_type_display() == "服务器上的命令"
    assert changed.get_object_type_display() == "签名密钥"


def test_what_did_not_come_about_is_not_journalled(ring, monkeypatch):
    def full(*_told):
        raise OSError("the disk is full")

    monkeypatch.setattr(keys.Keyring, "change_to", full)
    with pytest.raises(OSError):
        told("make_signing_key")
    assert not Entry.objects.exists()


def test_a_development_key_gives_way(ring, settings):
    settings.SIGNING_DEVELOPMENT_KEY = True
    first = signing.key().fingerprint
    told("make_signing_key")
    assert ring.current() != first
    assert {one.is_development for one in ring.chains()} == {True, False}


def test_a_development_key_is_journalled_by_whichever_process_made_it(ring, settings):
    settings.SIGNING_DEVELOPMENT_KEY = True
    begun = signing.key().fingerprint
    made = Entry.objects.get()
    assert made.actor_type == "system"
    assert (made.data["fingerprint"], made.data["former"]) == (begun, "")
    assert keys.DEVELOPMENT in made.object_label
    # Of two that begin at once the second leaves neither key nor line.
    key_changes.begin_key(ring, signing.make(name="夜校"), by=SYSTEM)
    assert Entry.objects.get() == made
    assert [one.fingerprint for one in ring.chains()] == [begun]


def test_a_key_is_changed_for_another(ring):
    with pytest.raises(CommandError, match="No key signs yet"):
        told("rotate_signing_key")
    told("make_signing_key")
    first = ring.current()
    told("rotate_signing_key")
    assert ring.current() != first
    assert {first, ring.current()} == {one.fingerprint for one in ring.chains()}
    assert not ring.path_of_key(first).exists()


def test_the_key_of_the_credentials_is_changed_by_itself(ring):
    told("make_signing_key")
    documents, credentials = ring.current(), badges.keyring().current()
    assert documents != credentials
    told("rotate_signing_key", "--credentials")
    assert ring.current() == documents
    assert badges.keyring().current() != credentials
    assert badges.keyring().chain(credentials)
    assert len(badges.methods()) == 2


def test_a_key_made_elsewhere_is_taken_over(ring, tmp_path):
    theirs = signing.make(name="夜校")
    key, chain = tmp_path / "theirs.key", tmp_path / "theirs.pem"
    key.write_bytes(theirs.pem)
    chain.write_bytes(theirs.chain.pem)
    with pytest.raises(CommandError, match="Name both"):
        told("make_signing_key", "--key", str(key))
    with pytest.raises(CommandError, match="cannot be used"):
        told("make_signing_key", "--key", str(chain), "--chain", str(chain))
    told("make_signing_key", "--key", str(key), "--chain", str(chain))
    assert ring.current() == theirs.fingerprint
    mode = ring.path_of_key(theirs.fingerprint).stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_the_keys_are_listed_with_what_they_signed(ring, certificate_officer):
    told("make_signing_key", "--name", "旧钥")
    cohort = make_assessed_cohort("李春花")
    actions.print_batch(actions.issue(cohort, by=certificate_officer))
    told("rotate_signing_key", "--name", "新钥")
    lines = told("check_signing_keys").splitlines()
    [former] = [line for line in lines if "1 PDFs" in line]
    [credentials] = [line for line in lines if "1 credentials" in line]
    [present] = [line for line in lines if "0 PDFs" in line]
    assert "kept" in former and "旧钥" in former
    assert "signs" in credentials and "旧钥" in credentials
    assert "signs" in present and "新钥" in present


def test_what_is_wrong_with_the_keys_is_said(ring, settings, certificate_officer):
    with pytest.raises(CommandError, match="No key signs PDFs"):
        told("check_signing_keys")
    told("make_signing_key", "--name", keys.DEVELOPMENT)
    ring.path_of_key(ring.current()).chmod(0o644)
    cohort = make_assessed_cohort("李春花")
    actions.print_batch(actions.issue(cohort, by=certificate_officer))
    lost = ring.current()
    with pytest.raises(CommandError, match="chmod 600") as wrong:
        told("check_signing_keys")
    assert "A development key signs PDFs" in str(wrong.value)
    told("rotate_signing_key")
    (ring.folder / f"{lost}.pem").unlink()
    signing.keys._kept.cache_clear()
    with pytest.raises(CommandError, match=f"Put {lost}.pem back"):
        told("check_signing_keys")
    ring.path_of_key(ring.current()).unlink()
    with pytest.raises(CommandError, match="cannot be used"):
        told("check_signing_keys")
