"""One account a role, and a few trainees at different stages, to sign in with."""

from dataclasses import dataclass

from school.courses.models import Instructor
from school.people.roles import Role

# Of every account of the demonstration, and of no other.
PASSWORD = "yexiao2026"


@dataclass(frozen=True, slots=True)
class Login:
    phone: str
    name: str
    role_zh: str
    role_en: str
    try_zh: str
    try_en: str


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works for the school."""

    phone: str
    name: str
    role: Role | None = None
    speciality: str = ""
    headline_zh: str = ""
    headline_en: str = ""


Kind = Instructor.Kind
STAFF = {
    "superuser": Member("19900000001", "管理员"),
    "registrar": Member("19900000002", "吴晓岚", Role.REGISTRAR),
    "certificate_officer": Member("19900000003", "钱立萍", Role.CERTIFICATE_OFFICER),
    "points_officer": Member("19900000004", "孙文婧", Role.POINTS_OFFICER),
    "outcomes_officer": Member("19900000005", "郑建桦", Role.OUTCOMES_OFFICER),
    "editor": Member("19900000006", "王书雅", Role.EDITOR),
    "auditor": Member("19900000007", "冯国樑", Role.AUDITOR),
    "inspector": Member("19900000009", "胡德明", Role.INSPECTOR),
    "village_desk": Member("19900000008", "熊满香", Role.VILLAGE_DESK),
    "nurse": Member(
        "19900000011",
        "周敏慧",
        Role.INSTRUCTOR,
        Kind.NURSE,
        "主管护师，老年科二十年",
        "Charge nurse, twenty years in geriatrics",
    ),
    "second_nurse": Member(
        "19900000012",
        "何婉清",
        Role.INSTRUCTOR,
        Kind.NURSE,
        "产科护师，母乳喂养指导",
        "Maternity nurse, breastfeeding counsellor",
    ),
    "elder_care": Member(
        "19900000013",
        "陈德铭",
        Role.INSTRUCTOR,
        Kind.ELDER_CARE,
        "养老院护理主管",
        "Head of care in a home for the elderly",
    ),
    "maternity": Member(
        "19900000014",
        "黄桂岚",
        Role.INSTRUCTOR,
        Kind.MATERNITY,
        "高级母婴护理员，带教十年",
        "Senior maternity carer, ten years of teaching",
    ),
    "cleaning": Member(
        "19900000015",
        "罗志坚",
        Role.INSTRUCTOR,
        Kind.CLEANING,
        "家居保洁与收纳培训师",
        "Trainer in home cleaning and organising",
    ),
    "assistant": Member("19900000021", "刘小芳", Role.ASSISTANT),
    "second_assistant": Member("19900000022", "曾小军", Role.ASSISTANT),
    "head_teacher": Member("19900000023", "欧阳静怡", Role.ASSISTANT),
    "examiner": Member("19900000031", "韩雪枫", Role.EXAMINER),
    "second_examiner": Member("19900000032", "杨立群", Role.EXAMINER),
    "third_examiner": Member("19900000033", "谢宝珊", Role.EXAMINER),
    "company_contact": Member("19900000041", "万家茗"),
}

# The trainees that one can sign in as: stage -> phone and name.
TRAINEES = {
    "running": ("19900000101", "李春花"),
    "ready": ("19900000102", "熊㛃"),
    "certified": ("19900000103", "刘𬭎"),
    "follow_up": ("19900000104", "阿依夏木·买买提"),
    "offered": ("19900000105", "邓秀云"),
    "waitlisted": ("19900000106", "万细妹"),
    "newcomer": ("19900000107", "章水莲"),
    "failed": ("19900000108", "涂金凤"),
    "retraining": ("19900000109", "黎秋莲"),
    "red": ("19900000110", "桂香云"),
}


def _staff(key: str, *words: str) -> Login:
    return Login(STAFF[key].phone, STAFF[key].name, *words)


def _trainee(stage: str, *words: str) -> Login:
    return Login(*TRAINEES[stage], *words)


LOGINS = (
    _staff(
        "registrar",
        "教务",
        "registrar",
        "/desk/ 开班、报名、放榜、发证",
        "run classes at /desk/",
    ),
    _staff(
        "certificate_officer",
        "证书专员",
        "certificate officer",
        "发证、中止、吊销",
        "issue, suspend, revoke",
    ),
    _staff(
        "points_officer",
        "积分专员",
        "points officer",
        "记积分、冲正、发放兑换",
        "award, reverse, hand over",
    ),
    _staff(
        "outcomes_officer",
        "就业专员",
        "outcomes officer",
        "回访登记、班级成效",
        "follow-ups, outcomes",
    ),
    _staff(
        "editor", "编辑", "editor", "改课程页、课文、新闻", "edit pages, lessons, news"
    ),
    _staff("auditor", "审计", "auditor", "查看全部记录，只读", "read everything"),
    _staff(
        "inspector",
        "督导员",
        "inspector",
        "提出扣分、补充证据",
        "propose deductions",
    ),
    _staff(
        "village_desk",
        "村帮办点",
        "helper in a village",
        "帮没有智能手机的人报名",
        "help who has no smartphone to apply",
    ),
    _staff(
        "nurse",
        "护士讲师",
        "nurse-instructor",
        "今天点名、课程签核",
        "tonight's roll, sign-off",
    ),
    _staff(
        "second_nurse",
        "护士讲师",
        "nurse-instructor",
        "母婴班讲师",
        "teaches postpartum care",
    ),
    _staff("assistant", "助教", "assistant", "手机点名", "call the roll on a phone"),
    _staff(
        "examiner",
        "考评员",
        "examiner",
        "接着评未完成的评分表",
        "go on with an open sheet",
    ),
    _staff(
        "second_examiner",
        "考评员",
        "examiner",
        "同一考生的另一张评分表",
        "the second sheet",
    ),
    _staff(
        "third_examiner",
        "考评员",
        "examiner",
        "两人相差大，由第三人复评",
        "moderate where two differ",
    ),
    _staff(
        "company_contact",
        "企业联系人",
        "company contact",
        "看本企业学员，集体报名，报工资",
        "see the company's workers, enrol them together, report their pay",
    ),
    _trainee(
        "running",
        "在读学员",
        "trainee in class",
        "今天上课、学时、课文",
        "tonight, hours, lessons",
    ),
    _trainee(
        "ready",
        "待考学员",
        "trainee to be examined",
        "现在就能考理论",
        "sit the theory exam now",
    ),
    _trainee(
        "certified",
        "持证学员",
        "certified trainee",
        "证书、积分、回访",
        "certificate, points",
    ),
    _trainee(
        "follow_up",
        "待回访学员",
        "trainee to be asked",
        "回答三个月回访",
        "answer the 3-month question",
    ),
    _trainee(
        "offered",
        "有留位的学员",
        "trainee with an offer",
        "确认留给您的名额",
        "accept the place",
    ),
    _trainee(
        "waitlisted",
        "候补学员",
        "trainee in line",
        "看排在第几位",
        "see the place in line",
    ),
    _trainee(
        "newcomer", "新学员", "new trainee", "报名抢最后一个名额", "take the last place"
    ),
    _trainee(
        "failed", "未通过学员", "trainee who failed", "看没通过的原因", "see why not"
    ),
    _trainee(
        "retraining",
        "要复训的学员",
        "trainee in retraining",
        "为复训选一个班",
        "choose a class for the retraining",
    ),
    _trainee(
        "red",
        "红牌学员",
        "trainee with a red card",
        "看红牌怎么转绿，对扣分提异议",
        "see the way back to green, appeal a deduction",
    ),
    _staff("superuser", "管理员", "superuser", "全部权限", "everything"),
)
