"""Those who work for the school, its rooms and the companies it trains for."""

from functools import cache

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from school.courses.models import Instructor, Venue
from school.journal.actors import SYSTEM
from school.people.actions import record_account
from school.people.models import Company, CompanyContact, User
from school.portal.demonstration.logins import PASSWORD, STAFF, Member

# Invented, like everything here: name, town.
COMPANIES = (
    ("青禾桥家政", "河东街道"),
    ("乐邻到家服务", "城关街道"),
    ("椿晖养老服务", "青石镇"),
    ("明窗保洁", "河东街道"),
    ("襁安母婴护理", "柳塘乡"),
)
TOWNS = ("城关街道", "河东街道", "青石镇", "柳塘乡", "云岭镇", "南坑镇")


@cache
def password_hash() -> str:
    """Hashed once: hashing is slow on purpose, and all accounts share the password."""
    return make_password(PASSWORD)


class Staff(dict[str, User]):
    """The colleagues, by what they are called in `logins.STAFF`."""

    @classmethod
    def engaged(cls) -> "Staff":
        return cls({key: _engage(key, member) for key, member in STAFF.items()})


def _engage(key: str, member: Member) -> User:
    user = User(
        phone=member.phone,
        phone_verified=True,
        display_name=member.name,
        is_superuser=key == "superuser",
        password=password_hash(),
    )
    user.save()
    if member.role:
        user.groups.add(Group.objects.get(name=member.role.value))
    if member.speciality:
        Instructor.objects.create(
            user=user,
            kind=member.speciality,
            headline_zh=member.headline_zh,
            headline_en=member.headline_en,
        )
    record_account(user, by=SYSTEM, changed=["groups"])
    return user


def companies(staff: Staff) -> list[Company]:
    made = [Company.objects.create(name=name, town=town) for name, town in COMPANIES]
    CompanyContact.objects.create(user=staff["company_contact"], company=made[0])
    return made


def venues() -> dict[str, Venue]:
    return {
        "centre": Venue.objects.create(
            name="夜校城关教学点",
            address="城关街道文昌路甲 18 号，三楼",
            directions_zh="文昌路小学对面，从药店旁的楼梯上三楼。",
            directions_en="Opposite the primary school; the stairs beside the pharmacy.",
            capacity=40,
        ),
        "annex": Venue.objects.create(
            name="河东社区实训室",
            address="河东街道堤北巷乙 6 号",
            directions_zh="河东菜场后门右转，红色铁门。",
            directions_en="Right of the market's back gate: the red iron door.",
            capacity=30,
        ),
        "mobile": Venue.objects.create(
            name="流动课堂·青石镇",
            address="青石镇文化站一楼",
            directions_zh="从镇卫生院往东走两分钟，院里有停车的地方。",
            directions_en="Two minutes east of the clinic; one can park in the yard.",
            kind=Venue.Kind.MOBILE,
            capacity=24,
        ),
    }
