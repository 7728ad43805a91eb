"""The school's own settings."""

from pathlib import Path

from school.lib import env
from school.lib.pades import tokens
from school.settings.core import DEBUG, VAR

# Hours that an offered place is held before it goes to the next in line.
OFFER_HOURS = env.number("OFFER_HOURS", 24, least=1)
# Hours in which somebody may confirm an application that another began for her.
INVITATION_HOURS = env.number("INVITATION_HOURS", 72, least=1)
# Hours before the first evening until which a place is given back or changed in time.
WITHDRAW_HOURS = env.number("WITHDRAW_HOURS", 48, least=0)
# Hours before the first evening from which nobody is offered a place by itself any more.
FREEZE_HOURS = env.number("FREEZE_HOURS", 2, least=0)
# Minutes that a household may look at a training record after its holder released it.
RECORD_MINUTES = env.number("RECORD_MINUTES", 10, least=1)
ORDER_PLATFORM_TOKEN = env.text("ORDER_PLATFORM_TOKEN")
ORDER_PLATFORM_SECRET = env.text("ORDER_PLATFORM_SECRET")
# Days after which the picture of another body's certificate that was refused is deleted.
REFUSED_PICTURE_DAYS = env.number("REFUSED_PICTURE_DAYS", 30, least=1)
JOURNAL_ANCHORS = Path(env.text("JOURNAL_ANCHORS", str(VAR / "anchors")))
# Whom the school has erased, noted outside the database: a backup of before knows her still.
ERASURE_LIST = Path(env.text("ERASURE_LIST", str(VAR / "erasures")))
# Where a backup is put every night, and the public key that it is locked to.
BACKUP_DIR = env.text("BACKUP_DIR")
BACKUP_KEY = env.text("BACKUP_KEY")
# The key that signs (in development one made for itself), and the public former ones.
SIGNING_DIR = Path(env.text("SIGNING_DIR", str(VAR / "signing")))
SIGNING_DEVELOPMENT_KEY = DEBUG
SIGNING_TOKEN, CREDENTIALS_TOKEN = tokens.named()
TIMESTAMP_URL = env.text("TIMESTAMP_URL", "")
TIMESTAMP_CHAIN = env.text("TIMESTAMP_CHAIN", "")
POINTS_PUBLICATION_DAYS = env.number("POINTS_PUBLICATION_DAYS", 7, least=1)
SIGNATURE_VISIBLE = env.flag("SIGNATURE_VISIBLE", False)
SCHOOL_COUNTY_CODE = env.text("SCHOOL_COUNTY_CODE", "361027")
CERTIFICATES_BY_TWO = env.flag("CERTIFICATES_BY_TWO", False)
SCHOOL_SIGNATORY = env.text("SCHOOL_SIGNATORY", "")
SCHOOL_NAME = {"zh": "赋能夜校", "en": "Empowerment Night School"}
ASSOCIATION_NAME = {
    "zh": "县网约家政服务协会",
    "en": "County Association of Online-Booked Home Services",
}
