"""The key that signs certificates, in a token: SoftHSM's, behind the door of every other."""

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from asn1crypto.core import PrintableString
from django.core.management import CommandError, call_command
from django.urls import reverse
from joserfc import jwt
from joserfc.jwk import KeySet

from school.certificates import actions, signing
from school.certificates.badges import keeping
from school.certificates.badges import keys as badges
from school.certificates.models import Certificate
from school.lib.pades import keys, tokens
from school.lib.pades.tokens import Token, TokenAway
from tests.cast import signed_in
from tests.factories import credentials
from tests.factories.certificates import make_assessed_cohort
from tests.factories.signatures import validated

MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "271828"
EDWARDS = PrintableString("edwards25519").dump()
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not (MODULE.exists() and shutil.which("softhsm2-util")),
        reason="softhsm2 is not installed",
    ),
]


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory):
    pkcs11 = pytest.importorskip("pkcs11")
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder}/tokens\n")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SOFTHSM2_CONF", str(settings))
        words = ["--init-token", "--free", "--label", "school", "--so-pin", "314159"]
        subprocess.run(
            ["softhsm2-util", *words, "--pin", PIN], check=True, capture_output=True
        )
        library = pkcs11.lib(str(MODULE))
        library.reinitialize()
        curve = pkcs11.util.ec.encode_named_curve_parameters("secp256r1")
        with library.get_token(token_label="school").open(True, PIN) as session:
            parameters = session.create_domain_parameters(
                pkcs11.KeyType.EC, {pkcs11.Attribute.EC_PARAMS: curve}, local=True
            )
            for label in ("2026", "2027"):
                parameters.generate_keypair(store=True, label=label)
            edwards = session.create_domain_parameters(
                pkcs11.KeyType.EC_EDWARDS,
                {pkcs11.Attribute.EC_PARAMS: EDWARDS},
                local=True,
            )
            edwards.generate_keypair(store=True, label="badges")
        yield Token(str(MODULE), "school", "2026", PIN)


@pytest.fixture
def ring(settings, tmp_path, token):
    settings.SIGNING_DIR = tmp_path / "signing"
    settings.SIGNING_DEVELOPMENT_KEY = False
    settings.SIGNING_TOKEN = token
    return signing.keyring()


def issued(by) -> Certificate:
    actions.print_batch(actions.issue(make_assessed_cohort("李春花"), by=by))
    return Certificate.objects.latest("pk")


def holds(certificate: Certificate, ring: keys.Keyring) -> bool:
    with certificate.pdf.open("rb") as file:
        roots = [chain.der[0] for chain in ring.chains()]
        return validated(file.read(), roots).bottom_line


def test_the_token_signs_and_keeps_its_key(ring, certificate_officer, settings):
    call_command("make_signing_key", "--name", "夜校")
    one = issued(certificate_officer)
    assert one.signed_by == ring.current()
    assert holds(one, ring)
    assert not list(ring.folder.glob("*.key"))
    call_command("check_signing_keys")
    with pytest.raises(CommandError, match="lies in the token"):
        call_command("rotate_signing_key", "--key", "x", "--chain", "x")
    settings.SIGNING_TOKEN = Token(str(MODULE), "school", "2027", PIN)
    with pytest.raises(CommandError, match="belongs to another key"):
        call_command("check_signing_keys")
    call_command("rotate_signing_key")
    assert signing.keyring().current() != one.signed_by
    call_command("check_signing_keys")
    assert holds(one, ring)


@pytest.fixture
def badges_ring(ring, settings, token):
    settings.CREDENTIALS_TOKEN = replace(token, key="badges", curve="Ed25519")
    call_command("make_signing_key")
    return badges.keyring()


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
def test_the_token_signs_credentials_too(badges_ring, certificate_officer):
    one = issued(certificate_officer)
    badge = one.badges.get()
    assert badge.signed_by == badges_ring.current()
    assert not list(badges_ring.folder.glob("*.key"))
    signed = keeping.document(badge)
    [method] = badges.methods()
    assert signed["proof"]["verificationMethod"] == method["id"]
    assert credentials.holds(signed, credentials.public_key(method["id"]))
    keys_published = KeySet.import_key_set(badges.jwks())
    read = jwt.decode(keeping.token(badge), keys_published, algorithms=["EdDSA"])
    assert read.claims["jti"] == signed["id"]
    call_command("check_signing_keys")


def test_without_its_key_credentials_wait_and_the_page_says_later(
    badges_ring, certificate_officer, settings
):
    away = replace(settings.CREDENTIALS_TOKEN, label="elsewhere")
    settings.CREDENTIALS_TOKEN = away
    with pytest.raises(TokenAway):
        issued(certificate_officer)
    assert Certificate.objects.get().status == Certificate.Status.QUEUED
    list_of_bits = reverse("certificates:status_list", args=[1])
    assert signed_in(None).get(list_of_bits).status_code == 503


def test_a_child_of_the_process_signs_as_well(ring):
    call_command("make_signing_key")
    key = signing.key()
    key.sign(b"before")
    child = os.fork()
    if not child:
        signature = b""
        try:
            signature = key.sign(b"after")
        finally:
            os._exit(0 if signature else 1)
    assert os.waitpid(child, 0)[1] == 0
    key.sign(b"and here")


def test_a_token_that_is_away_is_waited_for(
    ring, certificate_officer, settings, monkeypatch
):
    call_command("make_signing_key")
    settings.SIGNING_TOKEN = Token(str(MODULE), "elsewhere", "2026", PIN)
    with pytest.raises(TokenAway):
        issued(certificate_officer)
    assert Certificate.objects.get().status == Certificate.Status.QUEUED
    with pytest.raises(CommandError, match="cannot be used"):
        call_command("check_signing_keys")


def test_a_refused_pin_is_tried_once(token, tmp_path):
    file = tmp_path / "pin"
    file.write_text("000000\n")
    wrong = Token(token.module, token.label, token.key, pin_file=str(file))
    # Logged in already, the module would not ask for it.
    cryptoki = tokens.import_module("school.lib.pades.cryptoki")
    cryptoki.pkcs11.lib(token.module).reinitialize()
    with pytest.raises(tokens.UnusableToken, match="PinIncorrect"):
        wrong.private()
    with pytest.raises(tokens.UnusableToken, match="not tried again"):
        wrong.private()
    file.write_text(PIN)
    assert wrong.private().public_key() == token.private().public_key()
    assert PIN not in repr(token)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (Token("/nowhere.so", "school", "2026", PIN), "no module"),
        (Token(str(MODULE), "school", "1999", PIN), "NoSuchKey"),
        (Token(str(MODULE), "school", "2026", pin_file="/nowhere"), "PIN cannot"),
    ],
)
def test_what_somebody_has_to_see_to_is_said(ring, settings, changed, words):
    call_command("make_signing_key")
    settings.SIGNING_TOKEN = changed
    with pytest.raises(CommandError, match=words):
        call_command("check_signing_keys")


def test_without_the_library_it_says_what_to_install(token, monkeypatch):
    def lacking(_name):
        raise ImportError

    monkeypatch.setattr(tokens, "import_module", lacking)
    with pytest.raises(tokens.UnusableToken, match=r"pip install '\.\[pkcs11\]'"):
        token.private()
