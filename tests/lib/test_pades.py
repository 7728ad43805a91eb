"""Keys in their folder, and signatures as pyHanko's own validator reads them."""

import asyncio
import io
import re
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.template.loader import get_template
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.status import SignatureCoverageLevel

from school.lib import diploma, pdf
from school.lib.diploma.fitting import MILLIMETRE
from school.lib.diploma.layouts import LAYOUTS
from school.lib.pades import checking, keys, making, signing
from school.lib.pades.keys import Key, Keyring
from tests.factories import diplomas, timestamps
from tests.factories.signatures import validated

SCALE = 3
ADDRESS = "https://school.example/certificates/verify/abc/"


def new_key(name: str = "夜校 证书签名") -> Key:
    return making.made(name=name, organization="夜校", at=datetime.now(UTC))


@cache
def our_key() -> Key:
    return new_key()


@cache
def plain() -> bytes:
    return pdf.render("<title>证书</title><h1>证书</h1>")


@cache
def signed() -> bytes:
    return signing.sign(plain(), key=our_key(), address=ADDRESS)


def is_ours(document: bytes) -> bool:
    found = checking.signed(document)
    return found is not None and checking.signer(found, [our_key().chain]) is not None


def test_the_signature_is_good_and_covers_the_whole_file() -> None:
    status = validated(signed(), our_key().chain.der)
    assert status.bottom_line and status.intact and status.trusted
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert is_ours(signed())


def test_it_signs_where_an_event_loop_is_under_way() -> None:
    async def ask() -> bytes:
        return signing.sign(plain(), key=our_key(), address=ADDRESS)

    # In a thread of its own: one of a browser may be under way in this.
    with ThreadPoolExecutor(max_workers=1) as aside:
        assert is_ours(aside.submit(lambda: asyncio.run(ask())).result())


def test_it_is_a_pades_signature_that_allows_no_change() -> None:
    reader = PdfFileReader(io.BytesIO(signed()))
    [signature] = reader.embedded_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.docmdp_level.value == 1
    names = {one["type"].native for one in signature.signer_info["signed_attrs"]}
    assert names >= {"content_type", "message_digest", "signing_certificate_v2"}
    # The time stands in the file: as an attribute PAdES forbids it.
    assert "signing_time" not in names
    assert reader.input_version == (1, 7)
    assert "/Version" not in reader.root
    with (
        pikepdf.open(io.BytesIO(plain())) as before,
        pikepdf.open(io.BytesIO(signed())) as after,
    ):
        assert dict(before.docinfo) == dict(after.docinfo)
        assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()


def test_the_next_signature_is_put_together_as_the_first_was() -> None:
    other = pdf.render("<title>证书</title><h1>又一张</h1>")
    for document in (plain(), other, plain()):
        again = signing.sign(document, key=our_key(), address=ADDRESS)
        assert validated(again, our_key().chain.der).bottom_line
    [signature] = PdfFileReader(io.BytesIO(again)).embedded_signatures
    # Nothing that would be written otherwise, were it put together from its parts.
    content = signature.signed_data
    assert content.dump() == content.dump(force=True)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: layout.key)
def test_a_signature_is_seen_by_the_seal_and_nothing_else_changes(layout) -> None:
    claims = diplomas.claims(design={"layout": layout.key})
    place = diploma.place_by_seal(claims)
    with diploma.press([claims]) as press:
        sheet = press.print(diploma.page(claims))
    seen = signing.sign(sheet, key=our_key(), address=ADDRESS, place=place)
    unseen = signing.sign(sheet, key=our_key(), address=ADDRESS)
    assert validated(seen, our_key().chain.der).bottom_line and is_ours(seen)
    # Some lines: no font, no picture.
    assert len(seen) - len(unseen) < 1200
    with pikepdf.open(io.BytesIO(seen)) as document:
        assert document.check_pdf_syntax() == []
        assert document.open_metadata().pdfa_status == "3A"
        [field] = document.Root.AcroForm.Fields
        assert field.F & 4 and not field.F & 0b100011
        assert "/N" in field.AP and "/Font" not in field.AP.N.Resources
    difference = ImageChops.difference(drawn(seen), drawn(unseen))
    left, top, right, bottom = difference.getbbox()
    assert left >= (place.left - 1) * SCALE and right <= (place.right + 1) * SCALE
    assert top >= (layout.height - place.top - 1) * SCALE
    assert bottom <= (layout.height - place.bottom + 1) * SCALE
    # It stands on paper, neither on the seal nor on words.
    box = left, top, right, bottom
    assert min(low for low, _high in drawn(unseen).crop(box).getextrema()) > 215


def drawn(document: bytes) -> Image.Image:
    page = pypdfium2.PdfDocument(document)
    page.init_forms()
    return page[0].render(scale=SCALE, may_draw_forms=True).to_pil().convert("RGB")


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: layout.key)
def test_the_seal_stands_where_its_style_sheet_says(layout) -> None:
    name = f"documents/certificate/{layout.key}.css"
    rules = Path(get_template(name).origin.name).read_text()
    rule = re.search(r"\.seal \{(.*?)\}", rules, re.DOTALL)[1]
    said = dict(re.findall(r"(left|top|width|height): ([\d.]+)mm", rule))
    left, above, side = (length / MILLIMETRE for length in layout.seal)
    assert {key: float(value) for key, value in said.items()} == pytest.approx(
        {"left": left, "top": above, "width": side, "height": side}
    )


def test_long_names_have_room() -> None:
    key = making.made(name="夜" * 21, organization="校" * 21, at=datetime.now(UTC))
    document = signing.sign(plain(), key=key, address=ADDRESS)
    assert validated(document, key.chain.der).bottom_line


def test_a_service_says_when_it_was_signed(tmp_path: Path) -> None:
    with timestamps.service(tmp_path) as service:
        document = signing.sign(
            plain(), key=our_key(), address=ADDRESS, timestamps=service.address
        )
    status = validated(document, [*our_key().chain.der, service.certificate])
    assert status.bottom_line
    assert status.timestamp_validity is not None
    assert status.timestamp_validity.intact and status.timestamp_validity.trusted
    assert is_ours(document)
    # Nobody is there any more: worth another try, unlike a key that is wrong.
    with pytest.raises(OSError):
        signing.sign(
            plain(), key=our_key(), address=ADDRESS, timestamps=service.address
        )


def test_a_signature_of_somebody_else_is_none_of_ours() -> None:
    theirs = signing.sign(plain(), key=new_key(), address=ADDRESS)
    assert checking.signed(theirs) is not None
    assert not is_ours(theirs)


def test_what_was_added_afterwards_shows() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed()))
    writer.root["/Lang"] = writer.root["/Lang"]
    writer.update_root()
    added = io.BytesIO()
    writer.write(added)
    assert added.getvalue().startswith(signed())
    assert not is_ours(added.getvalue())
    assert not is_ours(signed() + b"\n")


@given(st.data())
def test_one_changed_byte_shows(data: st.DataObject) -> None:
    document = bytearray(signed())
    covered = document.index(b"/ByteRange [0 ")
    first, second = map(int, document[covered + 14 :].split()[:2])
    at = data.draw(st.integers(0, first - 1) | st.integers(second, len(document) - 1))
    document[at] ^= data.draw(st.integers(1, 255))
    assert not is_ours(bytes(document))


@given(st.binary(max_size=300), st.integers(0, 2000))
def test_no_rubbish_in_the_place_of_the_signature_is_taken_or_falls_over(
    rubbish: bytes, at: int
) -> None:
    found = checking.signed(signed())
    assert found is not None
    cms = bytearray(found.signature)
    cms[at : at + len(rubbish)] = rubbish
    altered = checking.Signed(bytes(32), bytes(cms))
    assert checking.signer(altered, [our_key().chain]) is None


def test_a_key_is_for_its_owner_alone_and_its_certificate_for_everyone(
    tmp_path: Path,
) -> None:
    ring = Keyring(tmp_path / "signing")
    with pytest.raises(keys.NoKey):
        ring.key()
    ring.begin(new_key())
    held = ring.key()
    assert held is ring.key()
    mode = ring.path_of_key(held.fingerprint).stat().st_mode
    assert stat.S_IMODE(mode) == 0o600
    assert [one.fingerprint for one in ring.chains()] == [held.fingerprint]
    assert held.chain.ends > datetime.now(UTC) + timedelta(days=3000)


def test_of_two_that_begin_at_once_one_signs(tmp_path: Path) -> None:
    ring = Keyring(tmp_path)
    first, second = new_key(), new_key()
    ring.begin(first)
    ring.begin(second)
    assert ring.current() == first.fingerprint
    assert {path.suffix for path in tmp_path.iterdir()} == {"", ".pem", ".key"}
    assert len(list(tmp_path.iterdir())) == 3


def test_another_key_leaves_of_the_former_what_is_public(tmp_path: Path) -> None:
    ring = Keyring(tmp_path)
    former, next_one = our_key(), new_key()
    ring.begin(former)
    ring.change_to(next_one)
    assert ring.key().fingerprint == next_one.fingerprint
    assert not ring.path_of_key(former.fingerprint).exists()
    found = checking.signed(signed())
    assert found is not None
    chain = checking.signer(found, ring.chains())
    assert chain is not None and chain.fingerprint == former.fingerprint


def test_what_does_not_belong_together_is_no_key() -> None:
    one, other = our_key(), new_key()
    with pytest.raises(keys.UnusableKey, match="belongs to another"):
        Key.read(one.pem, other.chain.pem)
    with pytest.raises(keys.UnusableKey, match="not in order"):
        Key.read(one.pem, one.chain.pem + other.chain.pem)
    with pytest.raises(keys.UnusableKey):
        Key.read(b"no key", one.chain.pem)
