from school.lib.personal import (
    MONEY,
    PROCESS,
    After,
    Cleared,
    Gone,
    Hers,
    Kept,
    NotHers,
    Told,
)
from school.lib.story import Chapter, Subject

HELD: dict[str, Told] = {
    "wages.WageRecord": Hers("person"),
    "wages.Objection": Hers("record__person"),
    "wages.CompanyReport": Hers("record__person", without=("upload",)),
    "wages.Baseline": Hers("enrollment__person"),
    "wages.FollowUp": Hers("enrollment__person"),
    "wages.AnswerLink": Hers("follow_up__enrollment__person", without=("digest",)),
    "wages.Call": Hers("follow_up__enrollment__person"),
    "wages.OwedPay": Hers("person"),
    "wages.OwedStep": Hers("owed__person"),
    "wages.Payslip": Hers("person", files=("file",)),
    "wages.WageUpload": NotHers("a company's table of all its workers"),
    "wages.UploadRow": NotHers(
        "a line of a company's table, known by no person; what was taken in is told"
    ),
}
AFTER: dict[str, After] = {
    "wages.WageRecord": Kept(MONEY),
    "wages.Objection": Cleared({"words": "", "answer": ""}, MONEY),
    "wages.CompanyReport": Kept(MONEY),
    "wages.Baseline": Kept(MONEY),
    "wages.FollowUp": Cleared({"workplace": ""}, MONEY),
    "wages.AnswerLink": Gone(),
    "wages.Call": Kept(MONEY),
    "wages.OwedPay": Cleared({"words": "", "employer": ""}, PROCESS),
    "wages.OwedStep": Kept(PROCESS),
    "wages.Payslip": Cleared({"file": "", "reason": ""}, MONEY),
}
STORY = {
    "wages": Chapter(
        Subject.PAY,
        "wages.view_wagerecord",
        things={
            "wages.WageRecord": "wages.view_wagerecord",
            "wages.Baseline": "wages.view_baseline",
            "wages.FollowUp": "wages.view_followup",
            "wages.Payslip": "wages.view_wagerecord",
            "wages.OwedPay": "wages.view_owedpay",
        },
    )
}
