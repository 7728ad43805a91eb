"""What keeps a class from being printed, how the desk says so, and that it goes on when mended."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from school.certificates import actions, refusals, tasks
from school.certificates.actions import printing
from school.certificates.models import Batch, Certificate
from school.lib import fonts
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort

pytestmark = pytest.mark.django_db
Status = Certificate.Status
NAMES = ("李春花", "王秀英", "赵桂兰", "周敏")


@pytest.fixture
def batch(registrar) -> Batch:
    return actions.issue(make_assessed_cohort(*NAMES), by=registrar)


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch) -> Iterator[Path]:
    """A folder of fonts in which one has lost its end, as after a full disk."""
    for face in (*fonts.FACES, *fonts.RARE_FACES):
        path, _member = fonts._locate(face)
        there = tmp_path / face.file
        if not there.exists():
            there.symlink_to(path)
    broken = tmp_path / fonts.FACES[0].file
    whole = broken.resolve()
    broken.unlink()
    broken.write_bytes(whole.read_bytes()[:4096])
    forget()
    monkeypatch.setattr(fonts, "DIRECTORIES", (tmp_path,))
    yield broken
    monkeypatch.undo()
    forget()


def forget() -> None:
    for kept in (fonts._open, fonts._unicodes, fonts._is_covered, fonts.advance):
        kept.cache_clear()


def page(batch: Batch, by) -> str:
    """What the desk says of a batch, without all that stands around it."""
    text = signed_in(by).get(f"/desk/certificate-desk/batches/{batch.code}/").text
    return text.partition('<p role="status">')[2].partition("</main>")[0]


def check_each_has_one() -> None:
    found = Certificate.objects.order_by("number")
    assert {one.status for one in found} == {Status.VALID}
    assert len({one.enrollment_id for one in found}) == len(found) == len(NAMES)
    serials = [one.number.split("-")[4] for one in found]
    assert serials == [f"{n:05d}" for n in range(1, len(NAMES) + 1)]
    assert not Batch.objects.exclude(waits_because=None).exists()


def test_a_disk_that_fills_up_half_way_is_said_and_waited_for(
    batch, registrar, monkeypatch
) -> None:
    whole = FileSystemStorage._save
    written = []

    def save(self, name: str, content: File) -> str:
        written.append(name)
        if len(written) < 3:
            return whole(self, name, content)
        whole(self, name, File(content.file, name))
        Path(self.path(name)).write_bytes(b"%PDF-1.7 ha")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", save)
    with pytest.raises(OSError, match="No space"):
        tasks.print_batch(batch.pk)
    states = Certificate.objects.order_by("number").values_list("status", flat=True)
    assert list(states) == [Status.VALID] * 2 + [Status.QUEUED] * 2
    assert "磁盘已满，打印暂停" in page(batch, registrar)
    monkeypatch.undo()
    tasks.print_batch(batch.pk)
    check_each_has_one()
    assert "磁盘已满" not in page(batch, registrar)


def test_a_service_that_is_away_is_said(batch, registrar, monkeypatch) -> None:
    def is_away(*_words, **_more):
        raise ConnectionRefusedError("nobody answers")

    monkeypatch.setattr(printing.signing, "sign", is_away)
    with pytest.raises(ConnectionRefusedError):
        tasks.print_batch(batch.pk)
    assert "暂时连不上，打印暂停" in page(batch, registrar)


def test_a_damaged_font_stops_each_until_it_is_put_back(
    batch, registrar, damaged
) -> None:
    tasks.print_batch(batch.pk)
    assert {one.status for one in Certificate.objects.all()} == {Status.STOPPED}
    assert "重新安装软件包 fonts-noto-cjk" in page(batch, registrar)
    face = fonts.FACES[0]
    damaged.unlink()
    damaged.symlink_to(next(Path("/usr/share/fonts").rglob(face.file)))
    tasks.print_batch(actions.issue(batch.cohort, by=registrar).pk)
    check_each_has_one()


def test_one_whose_page_cannot_be_set_keeps_no_other_back(
    batch, registrar, monkeypatch
) -> None:
    whole = printing.diploma.page

    def fails_for_one(claims):
        if claims["name"] == "王秀英":
            raise LookupError("the template asks for what is not there")
        return whole(claims)

    monkeypatch.setattr(printing.diploma, "page", fails_for_one)
    tasks.print_batch(batch.pk)
    states = Certificate.objects.order_by("number").values_list("status", flat=True)
    assert sorted(states) == [Status.STOPPED] + [Status.VALID] * 3
    assert str(refusals.PrintingFailed()) in page(batch, registrar)
    monkeypatch.undo()
    tasks.print_batch(actions.issue(batch.cohort, by=registrar).pk)
    check_each_has_one()
