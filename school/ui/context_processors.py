from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from school.ui import display


def ui(request: HttpRequest) -> dict[str, Any]:
    language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    return {
        "school_name": settings.SCHOOL_NAME[language],
        "association_name": settings.ASSOCIATION_NAME[language],
        "display_size": display.size(request),
        "display_theme": display.theme(request),
        "saves_data": display.saves_data(request),
        "large_mode": display.size(request) == "large",
    }
