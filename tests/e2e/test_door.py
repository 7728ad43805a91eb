"""The door of the evening: a code shown without a signal, scanned, compared with the face, sent later."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, expect

from school.attendance import codes
from school.attendance.models import Event
from school.courses.models import Cohort, Duty, Session
from school.enrollment.models import Enrollment
from school.lib import barcodes, qr
from school.people.models import Person, User
from tests.e2e.conftest import PHONE, School, launch
from tests.e2e.line import Line
from tests.e2e.sitting import find_signal, lose_signal, sign_in
from tests.factories.attendance import hold_tonight
from tests.factories.courses import assign, make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee

# A browser that reads codes itself, as those of phones do; Chromium on a computer does not.
READS_CODES = """
window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect() {
    const found = window.beforeTheCamera ? [{ rawValue: window.beforeTheCamera }] : [];
    window.beforeTheCamera = "";
    return found;
  }
};
"""


@pytest.fixture
def cohort(school: School, assistant: User) -> Cohort:
    cohort = make_cohort(starts_on=timezone.localdate(), seats=50)
    assign(cohort, assistant, Duty.Kind.ASSISTANT)
    return cohort


@pytest.fixture
def evening(cohort: Cohort) -> Session:
    return hold_tonight(cohort, begun=timedelta(minutes=5))


@pytest.fixture
def place(cohort: Cohort, trainee: Person) -> Enrollment:
    return make_enrollment(cohort, trainee)


def address(name: str, evening: Session) -> str:
    return reverse(f"attendance:{name}", args=[evening.code])


def film(code: str, path: Path) -> Path:
    """A film of one code, for Chromium's camera that is none."""
    picture = Image.open(io.BytesIO(qr.png(code, pixels_per_module=9))).convert("RGB")
    scene = Image.new("RGB", (640, 480), "#8a8078")
    scene.paste(picture, ((640 - picture.width) // 2, (480 - picture.height) // 2))
    target = io.BytesIO()
    scene.save(target, "JPEG", quality=90)
    path.write_bytes(target.getvalue() * 5)
    return path


@pytest.fixture
def camera(
    playwright: Playwright,
    school: School,
    evening: Session,
    place: Enrollment,
    tmp_path: Path,
) -> Iterator[Browser]:
    code = codes.trainee_code(place.code, evening.code, at=timezone.now())
    yield from launch(
        playwright,
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film(code, tmp_path / 'code.mjpeg')}",
    )


@pytest.fixture
def door(
    camera: Browser, school: School, evening: Session, assistant: User, line: Line
) -> Iterator[Page]:
    context = camera.new_context(
        base_url=school.url,
        viewport=PHONE,
        locale="zh-CN",
        permissions=["camera"],
        proxy=line.proxy,
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    sign_in(page, school, assistant)
    yield page
    context.close()
    assert errors == []


def test_a_code_before_the_camera_is_read_and_the_face_compared(
    door: Page, evening: Session, place: Enrollment, assistant: User, line: Line
) -> None:
    """The second time it is a picture of the code, in somebody else's hand; the third time there is no signal."""
    door.goto(address("door", evening))
    door.locator("[data-shoot]").click()
    expect(door.locator("[data-card] [data-name]")).to_have_text(place.person.name)
    door.locator("[data-face=self]").click()
    expect(door.locator("[data-sent]")).to_have_text("1")
    door.locator("[data-shoot]").click()
    door.locator("[data-face=other]").click()
    expect(door.locator("[data-sent]")).to_have_text("2")
    lose_signal(door.context, line)
    door.locator("[data-shoot]").click()
    expect(door.locator("[data-waiting]")).to_have_text("1")
    find_signal(door.context, line)
    expect(door.locator("[data-sent]")).to_have_text("3", timeout=15000)
    found = Event.objects.order_by("noted_at").values_list("kind", "level")
    assert list(found) == [
        (Event.Kind.ARRIVED, Event.Level.STRONG),
        (Event.Kind.NOT_SELF, Event.Level.STRONG),
        (Event.Kind.ARRIVED, Event.Level.FAIR),
    ]
    # Taken off the class meanwhile.
    Duty.objects.filter(user=assistant).delete()
    door.locator("[data-shoot]").click()
    expect(door.locator("[data-refused] li")).to_contain_text("不在这个班任职")


def test_a_picture_without_a_code_takes_the_card_of_the_last_one_away(
    door: Page, evening: Session, place: Enrollment
) -> None:
    """Nobody is signed in by a tap on a card that is not hers."""
    door.goto(address("door", evening))
    door.locator("[data-shoot]").click()
    card = door.locator("[data-card]")
    expect(card.locator("[data-name]")).to_have_text(place.person.name)
    wall = io.BytesIO()
    Image.new("RGB", (640, 480), "#8a8078").save(wall, "PNG")
    door.locator("[data-file]").set_input_files(
        {"name": "wall.png", "mimeType": "image/png", "buffer": wall.getvalue()}
    )
    line = door.locator("[data-line]")
    expect(line).to_have_text(line.get_attribute("data-nothing-seen") or "")
    expect(card).to_be_hidden()


def test_without_a_signal_scans_wait_through_a_closed_page(
    door: Page, evening: Session, place: Enrollment, cohort: Cohort, line: Line
) -> None:
    second = make_enrollment(cohort, make_trainee("王秀英"))
    third = make_enrollment(cohort, make_trainee("赵桂兰"))
    door.context.add_init_script(READS_CODES)
    door.goto(address("door", evening))
    expect(door.locator("[data-kept]:not([hidden])")).to_be_visible()
    lose_signal(door.context, line)
    at = timezone.now()
    shown = [
        codes.trainee_code(one.code, evening.code, at=at) for one in (place, second)
    ]
    for code in (*shown, shown[0][:-12] + "A" * 12):
        door.evaluate("code => { window.beforeTheCamera = code }", code)
        door.locator("[data-face=self]").click()
    expect(door.locator("[data-waiting]")).to_have_text("3")
    door.close()
    again = door.context.new_page()
    again.goto(address("door", evening))
    expect(again.locator("[data-waiting]")).to_have_text("3")
    again.locator("summary").click()
    again.locator(f"[data-tap='{third.code}']").click()
    expect(again.locator("[data-waiting]")).to_have_text("4")
    assert not Event.objects.exists()
    find_signal(again.context, line)
    expect(again.locator("[data-sent]")).to_have_text("3", timeout=15000)
    expect(again.locator("[data-waiting]")).to_have_text("0")
    expect(again.locator("[data-refused] li")).to_contain_text(place.person.name)
    found = Event.objects.order_by("noted_at").values_list("enrollment", "method")
    assert list(found) == [
        (place.pk, "code"),
        (second.pk, "code"),
        (third.pk, "roll"),
    ]


def test_the_trainee_s_phone_makes_its_codes_without_a_signal(
    page: Page,
    line: Line,
    school: School,
    evening: Session,
    place: Enrollment,
    trainee: Person,
    assistant: User,
) -> None:
    sign_in(page, school, trainee)
    page.goto(address("code", evening))
    expect(page.locator("[data-kept]")).not_to_be_empty()
    lose_signal(page.context, line)
    page.reload()
    drawing = page.locator("[data-code] svg[data-text]")
    text = drawing.get_attribute("data-text")
    picture = page.locator("[data-code]").screenshot()
    assert barcodes.read(picture) == text
    assert text
    code = codes.read(text)
    assert code.is_genuine
    assert (code.enrollment, code.session) == (place.code, evening.code)
    assert abs(code.made_at - timezone.now()) < timedelta(seconds=60)
    # Her session runs out, and somebody else signs in on the same phone.
    find_signal(page.context, line)
    page.context.clear_cookies()
    page.goto(reverse("account_login"))
    page.locator("main [type=tel]").fill(assistant.phone.removeprefix("+86"))
    page.locator("main form button").first.click()
    page.wait_for_url("**/confirm/")
    names = page.evaluate("caches.keys()")
    assert [name for name in names if name.startswith("evening-")] == []


def test_the_room_s_code_signs_a_trainee_in(
    page: Page,
    school: School,
    evening: Session,
    place: Enrollment,
    trainee: Person,
    assistant: User,
) -> None:
    sign_in(page, school, assistant)
    page.goto(address("room", evening))
    shown = barcodes.read(page.locator("#room-code").screenshot())
    assert re.fullmatch(r"http://[^/]+/attendance/rooms/\w+/here/[\w-]+/", shown)
    page.context.clear_cookies()
    sign_in(page, school, trainee)
    page.goto(shown)
    page.locator("button[value=arrived]").click()
    expect(page.locator("[role=status], .notice").first).to_be_attached()
    assert Event.objects.get().method == Event.Method.ROOM
