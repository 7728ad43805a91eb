from school.lib.personal import PROOF, After, Cleared, Hers, Kept, Told
from school.lib.story import Chapter, Subject

HELD: dict[str, Told] = {
    "privacy.PersonalExport": Hers("person"),
    "privacy.Erasure": Hers("person"),
    "privacy.EmergencyLook": Hers("person"),
    "privacy.EmergencyReview": Hers("look__person"),
}
AFTER: dict[str, After] = {
    "privacy.PersonalExport": Cleared({"file": "", "reason": ""}, PROOF),
    "privacy.Erasure": Kept(PROOF),
    "privacy.EmergencyLook": Kept(PROOF),
    "privacy.EmergencyReview": Kept(PROOF),
}
STORY = {"privacy": Chapter(Subject.ACCOUNT, "people.view_user")}
