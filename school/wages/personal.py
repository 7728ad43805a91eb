from school.lib.personal import Hers, NotHers, Told

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
