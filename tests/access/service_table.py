"""Who may do what with what the order platform tells."""

from tests.access.points_table import PROPOSERS
from tests.access.rows import EVERYONE, SIGNED_IN, Row, named, of

SERVICE: dict[str, Row] = {
    "service:mine": Row(SIGNED_IN),
    # By a signature alone: see tests/service/test_api.py.
    "api:events": Row(EVERYONE, post=True),
}
TAKERS = named("points_officer registrar")
_matter, _upload = of("service.matter.code"), of("service.upload.code")
SERVICE_SCREENS: dict[str, Row] = {
    "service_desk:matters": Row(PROPOSERS),
    "service_desk:open_matter": Row(PROPOSERS, _matter),
    "service_desk:dismiss_matter": Row(PROPOSERS, _matter),
    "service_desk:uploads": Row(TAKERS),
    "service_desk:template_sheet": Row(TAKERS),
    "service_desk:upload": Row(TAKERS, _upload),
    "service_desk:take_upload": Row(TAKERS, _upload, True),
    "service_desk:drop_upload": Row(TAKERS, _upload, True),
    "service_desk:refused_rows_sheet": Row(TAKERS, _upload),
}
SERVICE_VIEW: dict[str, frozenset[str]] = {
    "serviceevent": named("auditor points_officer registrar"),
}
