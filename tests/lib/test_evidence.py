"""PAdES B-LT: what a reader without a network finds in the file, and what it is worth."""

import asyncio
import io
import re
from collections.abc import Iterator
from functools import cache, partial
from types import SimpleNamespace

import pikepdf
import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    PdfSignatureStatus,
    async_add_validation_info,
    validate_pdf_signature,
)
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko_certvalidator import ValidationContext

from school.lib import pdf
from school.lib.pades import checking, evidence, signing
from school.lib.pades.apart import apart
from school.lib.pades.checking import Level
from school.lib.pades.evidence import Evidence, NoEvidence, Revoked
from school.lib.pades.keys import Chain, Key
from tests.factories import authorities, timestamps
from tests.factories.archives import faults
from tests.factories.authorities import DAY, Authority
from tests.factories.timestamps import Service
from tests.lib.test_pades import new_key

ADDRESS = "https://school.example/certificates/verify/abc/"


@pytest.fixture
def authority() -> Iterator[Authority]:
    with authorities.authority() as made:
        yield made


@pytest.fixture
def service(authority: Authority, tmp_path) -> Iterator[Service]:
    with timestamps.service(tmp_path, authority) as made:
        yield made


@pytest.fixture
def key(authority: Authority) -> Key:
    return authority.key_of("夜校")


@pytest.fixture
def stamped_by(authority: Authority) -> Chain:
    return Chain((authority.root,))


@pytest.fixture
def ask(key: Key, service: Service, stamped_by: Chain):
    return partial(
        evidence.collected,
        key.chain,
        timestamps=service.address,
        stamped_by=stamped_by,
    )


@cache
def plain() -> bytes:
    return pdf.render("<html lang='zh'><title>证书</title><h1>证书</h1>")


def signed(key: Key, service: Service, found: Evidence | None) -> bytes:
    return signing.sign(
        plain(), key=key, address=ADDRESS, timestamps=service.address, evidence=found
    )


def read_alone(document: bytes, root: bytes) -> PdfSignatureStatus:
    """By a reader that asks nobody, trusts the root and wants to know of revocation."""
    reader = PdfFileReader(io.BytesIO(document))
    trusted = {
        "trust_roots": [x509.Certificate.load(root)],
        "allow_fetching": False,
        "revocation_mode": "require",
    }
    try:
        store = DocumentSecurityStore.read_dss(reader)
        context = store.as_validation_context(trusted)
    except NoDSSFoundError:
        context = ValidationContext(crls=[], **trusted)
    [signature] = reader.embedded_signatures
    return apart(lambda: validate_pdf_signature(signature, context))


def test_a_reader_without_a_network_finds_all_that_it_needs(
    ask, key: Key, service: Service
) -> None:
    document = signed(key, service, ask())
    status = read_alone(document, key.chain.der[-1])
    assert status.bottom_line and status.timestamp_validity.trusted
    assert status.coverage.name == "ENTIRE_FILE"
    assert checking.level(document) == Level.LASTING
    # All of it in the revision that is signed.
    assert checking.signer(checking.signed(document), [key.chain]) == key.chain
    assert faults(document) == set()
    with pikepdf.open(io.BytesIO(document)) as read:
        assert read.check_pdf_syntax() == []
        assert read.pdf_version == "1.7"


def test_without_it_the_same_reader_cannot_tell(key: Key, service: Service) -> None:
    document = signed(key, service, None)
    assert not read_alone(document, key.chain.der[-1]).bottom_line
    assert checking.level(document) == Level.TIMED
    bare = signing.sign(plain(), key=key, address=ADDRESS)
    assert checking.level(bare) == Level.BASIC
    assert checking.level(plain()) is None


def test_evidence_for_another_stamp_is_none(
    ask, authority: Authority, key: Key, tmp_path
) -> None:
    found = ask()
    (tmp_path / "another").mkdir()
    with timestamps.service(tmp_path / "another", authority) as another:
        assert checking.level(signed(key, another, found)) == Level.TIMED


def test_the_same_put_in_afterwards_by_others_is_a_change(
    authority: Authority, key: Key, service: Service
) -> None:
    document = signed(key, service, None)
    [signature] = PdfFileReader(io.BytesIO(document)).embedded_signatures
    root = x509.Certificate.load(key.chain.der[-1])
    context = ValidationContext(
        trust_roots=[root], allow_fetching=True, revocation_mode="require"
    )
    added = async_add_validation_info(signature, context)
    later = apart(lambda: asyncio.run(added)).getvalue()
    assert later.startswith(document) and len(later) > len(document)
    assert checking.signed(later) is None


def test_why_there_is_none_is_said(
    ask, authority: Authority, service: Service, stamped_by: Chain
) -> None:
    authority.is_away = True
    with pytest.raises(NoEvidence, match="no revocation information"):
        ask()
    authority.is_away, authority.lasts = False, DAY / 2
    with pytest.raises(NoEvidence, match="not recent enough"):
        ask()
    more = {"timestamps": service.address, "stamped_by": stamped_by}
    for chain, words in (
        (new_key().chain, "nobody could revoke"),
        (authority.key_of("夜校", with_root=False).chain, "to its root"),
    ):
        with pytest.raises(NoEvidence, match=words):
            evidence.collected(chain, **more)
    authority.lasts = 7 * DAY
    with (
        authorities.authority() as other,
        pytest.raises(NoEvidence, match="signature"),
    ):
        evidence.collected(
            other.key_of("夜校").chain,
            timestamps=service.address,
            stamped_by=Chain((other.root,)),
        )


def test_a_revoked_one_is_told_from_one_that_nobody_answers_for(
    ask, authority: Authority, key: Key, service: Service
) -> None:
    theirs = x509.Certificate.load(service.certificate).serial_number
    for serial in (key.chain.leaf.serial_number, theirs):
        authority.revoked = [serial]
        with pytest.raises(Revoked):
            ask()


def test_answers_one_by_one_do_as_well_as_lists(
    authority: Authority, tmp_path, stamped_by: Chain
) -> None:
    authority.answers = True
    key = authority.key_of("夜校")
    with timestamps.service(tmp_path, authority) as service:
        ask = partial(
            evidence.collected,
            key.chain,
            timestamps=service.address,
            stamped_by=stamped_by,
        )
        found = ask()
        assert len(found.ocsps) == 2 and "/issuing.crl" not in authority.asked
        document = signed(key, service, found)
        assert read_alone(document, key.chain.der[-1]).bottom_line
        assert checking.level(document) == Level.LASTING
        authority.revoked = [key.chain.leaf.serial_number]
        with pytest.raises(Revoked):
            ask()


def test_the_authority_is_asked_once_and_not_a_sheet(
    authority: Authority, key: Key, service: Service, stamped_by: Chain
) -> None:
    more = {"timestamps": service.address, "stamped_by": stamped_by}
    found = evidence.held(key.chain, **more)
    asked = len(authority.asked)
    assert evidence.held(key.chain, **more) is found
    assert len(authority.asked) == asked
    authority.is_away = True
    evidence.forget()
    for _sheet in range(2):
        with pytest.raises(NoEvidence):
            evidence.held(key.chain, **more)
    assert len(authority.asked) <= 2 * asked


def test_a_token_has_its_own_room_and_a_longer_one_gets_it(
    key: Key, service: Service
) -> None:
    def room_left(document: bytes) -> int:
        contents = re.search(rb"/Contents <([0-9A-F]{1000,})>", document)
        assert contents
        return len(contents[1]) - len(contents[1].rstrip(b"0"))

    plainly = partial(signing.sign, plain(), key=key, address=ADDRESS)
    document = plainly(timestamps=service.address)
    assert checking.level(document) == Level.TIMED
    assert room_left(document) < 2 * (signing.SPARE + signing.ATTRIBUTES)
    # It sent fewer certificates when it was first asked.
    short = SimpleNamespace(dump=lambda: b"")
    signing._service(service.address)._dummy_response_cache[signing.DIGEST] = short
    assert checking.level(plainly(timestamps=service.address)) == Level.TIMED
