"""PDF/A as a checker from elsewhere reads it, but for what it is mistaken in."""

import page

MISTAKEN = {
    # Forbidden by the first part of ISO 19005 alone; ours follow the third.
    "PDFA3A-METADATA-FILTER-001",
    # A compressed stream may end with a carriage return, which it takes for a line's end.
    "PDFA3A-STREAM-LENGTH-001",
    # It reads digits of Noto Serif Bold by the widths of another part of the font.
    "PDFA3A-TRUETYPE-GLYPH-WIDTH-001",
}


def faults(document: bytes) -> set[str]:
    """By the level that the document claims for itself."""
    found = page.validate_pdf_bytes(document)
    assert found.profile == page.ValidationProfile.PDF_A_3A
    return {one.rule_id for one in found.failures} - MISTAKEN
