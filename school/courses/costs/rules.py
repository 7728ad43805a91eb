"""What a class cost: of which kind, and who paid."""

from typing import Final

TEACHING: Final = "teaching"
EXAMINERS: Final = "examiners"
VENUE: Final = "venue"
MATERIALS: Final = "materials"
TRAVEL: Final = "travel"
OTHER: Final = "other"

SUBSIDY: Final = "subsidy"
ASSOCIATION: Final = "association"
FEES: Final = "fees"
COMPANY: Final = "company"
