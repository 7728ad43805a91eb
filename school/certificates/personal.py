from school.lib.personal import (
    PROOF,
    REGISTER,
    WORK,
    After,
    Gone,
    Hers,
    Kept,
    NotHers,
    Told,
)
from school.lib.story import Chapter, Subject

HELD: dict[str, Told] = {
    "certificates.Certificate": Hers("enrollment__person", files=("pdf",)),
    "certificates.StatusChange": Hers("certificate__enrollment__person"),
    "certificates.Badge": Hers("certificate__enrollment__person"),
    "certificates.CheckCount": Hers("certificate__enrollment__person"),
    "certificates.CompanyCheck": WORK,
    "certificates.CompanyLook": Hers(
        "certificate__enrollment__person",
        without=("check_made",),
        also=("check_made__company", "check_made__at"),
    ),
    "certificates.ApprovalRequest": NotHers(
        "a proposal of the desk, mostly for a class; what came of it is told"
    ),
    "certificates.Batch": NotHers("the printing of a whole class"),
    "certificates.DesignPicture": WORK,
    "certificates.DesignVersion": WORK,
    "certificates.ExternalCertificate": Hers("person", files=("evidence",)),
    "certificates.HomeServiceCard": Hers("person"),
    "certificates.Renewal": Hers("enrollment__person"),
    "certificates.RenewalWithdrawal": Hers("renewal__enrollment__person"),
    "certificates.RefresherReminder": Hers("enrollment__person"),
    "certificates.Showing": Hers("person"),
    "certificates.Look": Hers("showing__person"),
}
AFTER: dict[str, After] = {
    "certificates.Certificate": Kept(REGISTER),
    "certificates.StatusChange": Kept(REGISTER),
    "certificates.Badge": Kept(REGISTER),
    "certificates.CheckCount": Kept(REGISTER),
    "certificates.CompanyLook": Kept(PROOF),
    "certificates.ExternalCertificate": Gone(),
    "certificates.HomeServiceCard": Gone(),
    "certificates.Renewal": Kept(REGISTER),
    "certificates.RenewalWithdrawal": Kept(REGISTER),
    "certificates.RefresherReminder": Kept(REGISTER),
    "certificates.Showing": Kept(PROOF),
    "certificates.Look": Kept(PROOF),
}
STORY = {
    "certificates": Chapter(
        Subject.CERTIFICATES,
        "certificates.view_certificate",
        things={
            "certificates.Certificate": "certificates.view_certificate",
            "certificates.ExternalCertificate": "certificates.view_externalcertificate",
        },
    )
}
