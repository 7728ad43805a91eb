from school.lib.personal import PROOF, After, Cleared, Hers, Kept, Told

HELD: dict[str, Told] = {
    "privacy.PersonalExport": Hers("person"),
    "privacy.Erasure": Hers("person"),
}
AFTER: dict[str, After] = {
    "privacy.PersonalExport": Cleared({"file": "", "reason": ""}, PROOF),
    "privacy.Erasure": Kept(PROOF),
}
