"""Questions of the newer kinds, written and reviewed after the last exam of the past."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from school.assessment import actions
from school.assessment.models import Question
from school.lib import sketches
from school.portal.demonstration.clock import at
from school.portal.demonstration.school import School

Kind = Question.Kind
Pair = tuple[str, str]
WRITTEN = timedelta(days=12)
REVIEWED = timedelta(days=9)


@dataclass(frozen=True, slots=True)
class Draft:
    module: str
    code: str
    kind: str
    stem: Pair
    why: Pair
    # Steps in their right order; of pictures the right one first.
    options: tuple[Pair, ...] = ()
    pictures: tuple[Callable[[], bytes], ...] = ()
    number: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


DRAFTS = [
    Draft(
        "EC-M10",
        "EC-X01",
        Kind.NUMERIC,
        (
            "给没有反应、没有正常呼吸的成人做胸外按压，每分钟按多少次？写一个合适的数。",
            "An adult does not respond or breathe normally. How many chest compressions "
            "a minute? Give one suitable number.",
        ),
        (
            "每分钟100到120次，深5到6厘米，让胸廓完全弹回来。",
            "100 to 120 a minute, 5 to 6 cm deep, letting the chest come all the way up.",
        ),
        number="110",
        facts={
            "tolerance": Decimal(10),
            "unit_zh": "次/分",
            "unit_en": "a minute",
        },
    ),
    Draft(
        "EC-M04",
        "EC-X02",
        Kind.ORDERING,
        ("给老人喂饭，按先后排好。", "Feeding an elder: put the steps in order."),
        (
            "先核对医嘱，再摆体位、试温、试一小口，咽下再喂；喂完原姿势坐满30分钟。",
            "Check the orders, then posture, warmth and a sip; each bite after the last "
            "is swallowed, and 30 minutes upright afterwards.",
        ),
        options=(
            ("核对老人和饮食医嘱", "Check the person and the diet order"),
            ("扶成坐位或半卧位，头略向前", "Sit up or half up, head a little forward"),
            ("手腕内侧试温", "Try the warmth on the inner wrist"),
            ("先给一小口水，看呛不呛", "Give a sip of water and watch for coughing"),
            ("小半勺，看到咽下再喂", "Half a spoon, and wait for the swallow"),
            ("原姿势再坐30分钟", "Stay upright for 30 minutes"),
        ),
    ),
    Draft(
        "EC-M04",
        "EC-X03",
        Kind.PICTURE,
        ("老人刚吃完饭，床头怎么放？", "An elder has just eaten. How is the bed set?"),
        (
            "坐位或半卧位保持至少30分钟，防止食物反流呛到。",
            "Half sitting for at least 30 minutes, so that food does not come back up.",
        ),
        options=(
            ("床头摇得高，上身斜靠着", "The head of the bed is high"),
            ("床头平放，人平躺着", "The bed is flat"),
            ("床头只抬起一点", "The head of the bed is up a little"),
        ),
        pictures=(
            lambda: sketches.bed(2),
            lambda: sketches.bed(0),
            lambda: sketches.bed(1),
        ),
    ),
    Draft(
        "PC-M09",
        "PC-X01",
        Kind.NUMERIC,
        (
            "给新生儿洗澡，水温计读数多少度合适？写一个合适的数。",
            "Bathing a newborn: what should the water thermometer read? Give one "
            "suitable number.",
        ),
        (
            "38到40℃，再用手肘内侧试一次。",
            "38 to 40 °C, then tried again with the inside of the elbow.",
        ),
        number="39",
        facts={"tolerance": Decimal(1), "unit_zh": "℃", "unit_en": "°C"},
    ),
    Draft(
        "PC-M09",
        "PC-X02",
        Kind.ORDERING,
        ("给宝宝洗澡前，按先后排好。", "Before a baby's bath: put the steps in order."),
        (
            "先冷水后热水，量好、试好，最后才抱宝宝来。",
            "Cold before hot, measured and tried; the baby comes last of all.",
        ),
        options=(
            ("关好门窗，调好室温", "Close the windows and warm the room"),
            ("衣服尿布摆在手边", "Lay clothes and nappy within reach"),
            ("先放冷水，再加热水", "Run cold water, then add hot"),
            ("水温计量，手肘再试", "Measure it, then try it with the elbow"),
            ("抱宝宝过来", "Bring the baby"),
        ),
    ),
    Draft(
        "PC-M09",
        "PC-X03",
        Kind.PICTURE,
        ("哪一盆水可以给新生儿洗澡？", "Which water may a newborn be bathed in?"),
        ("38到40℃。热水几秒钟就会烫伤。", "38 to 40 °C. Hot water scalds in seconds."),
        options=(
            ("水温计，红线在35和40之间靠近40", "Red line below 40"),
            ("水温计，红线在45", "Red line at 45"),
            ("水温计，红线在32", "Red line at 32"),
        ),
        pictures=(
            lambda: sketches.thermometer(39),
            lambda: sketches.thermometer(45),
            lambda: sketches.thermometer(32),
        ),
    ),
    Draft(
        "CL-M02",
        "CL-X01",
        Kind.NUMERIC,
        (
            "消毒液标签写着有效氯4%。配1升500毫克/升的消毒水，取原液多少毫升？",
            "The label says 4% available chlorine. How many millilitres make one litre "
            "at 500 mg/L?",
        ),
        (
            "4%就是每升40000毫克，40000除以500得80；1000毫升除以80，取12.5毫升。",
            "4% is 40,000 mg/L; divided by 500 that is 80; 1,000 ml by 80 is 12.5 ml.",
        ),
        number="12.5",
        facts={"tolerance": Decimal("0.5"), "unit_zh": "毫升", "unit_en": "ml"},
    ),
    Draft(
        "CL-M05",
        "CL-X02",
        Kind.ORDERING,
        ("清洁卫生间，按先后排好。", "Cleaning a bathroom: put the steps in order."),
        (
            "先干后湿，先净后脏，马桶靠后，地面最后。",
            "Dry before wet, clean before dirty, the toilet late and the floor last.",
        ),
        options=(
            ("开排风，门口放防滑牌", "Air it and put the sign at the door"),
            ("收垃圾，捡干头发", "Take out rubbish and dry hair"),
            ("擦镜面、洗手台、龙头", "Wipe mirror, basin and taps"),
            ("擦淋浴区", "Wipe the shower"),
            ("擦马桶", "Wipe the toilet"),
            ("清地漏、洗地面，退着擦干", "Drain and floor, drying backwards"),
        ),
    ),
    Draft(
        "CL-M02",
        "CL-X03",
        Kind.PICTURE,
        (
            "分装好的清洁剂，哪一瓶放得对？",
            "Which bottle of decanted cleaner is right?",
        ),
        (
            "用专门的瓶子，贴上名称、浓度和日期；不装饮料瓶，不用没有标签的瓶子。",
            "A bottle for it alone, with name, strength and date; never a drink bottle "
            "and never one without a label.",
        ),
        options=(
            ("专用瓶，贴着写了字的标签", "A plain bottle with a written label"),
            ("饮料瓶，上面有水果图", "A drink bottle with a fruit on it"),
            ("没有标签的瓶子", "A bottle without a label"),
        ),
        pictures=(
            lambda: sketches.bottle(label=True),
            lambda: sketches.bottle(label=False, drink=True),
            lambda: sketches.bottle(label=False),
        ),
    ),
]
# One waits for a reader, and one is not handed in yet.
WAITING, UNFINISHED = "PC-X03", "CL-X03"


def written(school: School) -> None:
    """By the editor; read by the nurse-instructors."""
    editor, nurse = school.staff["editor"], school.staff["nurse"]
    with at(school.now - WRITTEN):
        questions = [_write(school, draft) for draft in DRAFTS]
        handed_in = [
            actions.submit_for_review(question, by=editor)
            for question in questions
            if question.code != UNFINISHED
        ]
    with at(school.now - REVIEWED):
        for question in handed_in:
            if question.code != WAITING:
                actions.approve(question, by=nurse)


def _write(school: School, draft: Draft) -> Question:
    edition = school.editions[draft.module[:2]]
    question = Question(
        edition=edition,
        module=edition.modules.get(code=draft.module),
        code=draft.code,
        kind=draft.kind,
        difficulty=Question.Difficulty.MEDIUM,
        stem_zh=draft.stem[0],
        stem_en=draft.stem[1],
        explanation_zh=draft.why[0],
        explanation_en=draft.why[1],
        **draft.facts,
    )
    question.options = _options(school, draft)
    question.answer = _answer(draft)
    return actions.write_question(question, by=school.staff["editor"])


def _options(school: School, draft: Draft) -> list[dict[str, str]]:
    options = [
        {"key": key, "zh": zh, "en": en}
        for key, (zh, en) in zip("ABCDEF", draft.options, strict=False)
    ]
    for option, draw in zip(options, draft.pictures, strict=False):
        picture = actions.keep_picture(
            BytesIO(draw()),
            alt_zh=option["zh"],
            alt_en=option["en"],
            by=school.staff["editor"],
        )
        option["picture"] = picture.code
    return options


def _answer(draft: Draft) -> list[str]:
    if draft.kind == Kind.NUMERIC:
        return [draft.number]
    if draft.kind == Kind.ORDERING:
        return list("ABCDEF"[: len(draft.options)])
    return ["A"]
