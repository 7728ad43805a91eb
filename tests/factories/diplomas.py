"""Claims for certificates, and photos to go with them."""

import base64
import io
from datetime import date
from typing import Any

from PIL import Image, ImageDraw

from school.lib import qr
from school.lib.diploma import Claims


def claims(serial: int = 1, **changes: Any) -> Claims:
    number = f"FNYX-999999-2026-EC-{serial:05d}-7"
    address = f"https://school.example/verify/{number}"
    defaults = {
        "number": number,
        "name": "张丽珍",
        "photo_uri": None,
        "course_title_zh": "居家养老护理（含阿尔茨海默病照护）",
        "course_title_en": "Home elder care, including Alzheimer’s care",
        "track": "EC",
        "hours_theory": 18,
        "hours_practical": 36,
        "hours_total": 60,
        "hours_credited": "52",
        "theory_points": 92,
        "practical_points": 95,
        "started_on": date(2026, 3, 2),
        "ended_on": date(2026, 4, 10),
        "issued_on": date(2026, 4, 20),
        "issuer_zh": "赋能夜校",
        "issuer_en": "Empowerment Night School",
        "association_zh": "示范县网约家政服务协会",
        "signatory": "周敏",
        "edition": "EC-1.0",
        "verify_url": address,
        "qr_uri": qr.png_uri(address),
        "is_demonstration": False,
        "is_test_signed": False,
    }
    return Claims(**{**defaults, **changes})


def photo(size: tuple[int, int] = (295, 413), kind: str = "JPEG") -> bytes:
    width, height = size
    picture = Image.new("RGB", size, "#f4f4f4")
    drawing = ImageDraw.Draw(picture)
    middle = width // 2
    drawing.ellipse(
        (middle - width // 5, height // 5, middle + width // 5, height * 3 // 5),
        fill="#d9b08c",
    )
    drawing.ellipse((width // 8, height * 3 // 5, width * 7 // 8, height * 4 // 3))
    # Grain, so that it weighs what a photo weighs.
    grain = Image.effect_noise(size, 24).convert("RGB")
    target = io.BytesIO()
    Image.blend(picture, grain, 0.2).save(target, kind, quality=85)
    return target.getvalue()


def photo_uri() -> str:
    return "data:image/jpeg;base64," + base64.b64encode(photo()).decode()
