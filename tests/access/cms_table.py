"""Who works with what that spans the school: the pages that are not out, the desk's search."""

from tests.access.rows import Row, named

CMS_SCREENS: dict[str, Row] = {
    "cms_desk:pages": Row(named("editor registrar")),
    # Each finds what she may see.
    "cms_desk:search": Row(
        named("auditor certificate_officer outcomes_officer points_officer registrar")
    ),
}
