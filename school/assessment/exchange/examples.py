"""A question of each kind, as one writes them into the template."""

from dataclasses import replace
from itertools import zip_longest
from typing import Any

from school.assessment.rules.written import LETTERS, Option, Written

# Pictures of the bank stand in for these.
PICTURES = ("PICTURE1", "PICTURE2")


def _example(
    kind: str,
    asked: str,
    answer: tuple[str, ...],
    why: str,
    *options: str,
    pictures: tuple[str, ...] = (),
    **more: Any,
) -> Written:
    """Of each text the Chinese stands before the line, the English behind it."""
    stem_zh, stem_en = asked.split(" | ")
    explanation_zh, explanation_en = why.split(" | ")
    offered = zip_longest(options, pictures, fillvalue="")
    return Written(
        code="",
        module="",
        kind=kind,
        stem_zh=stem_zh,
        stem_en=stem_en,
        answer=answer,
        explanation_zh=explanation_zh,
        explanation_en=explanation_en,
        options=tuple(
            _option(letter, text, picture)
            for letter, (text, picture) in zip(LETTERS, offered, strict=False)
        ),
        **more,
    )


def _option(letter: str, text: str, picture: str) -> Option:
    zh, en = text.split(" | ")
    return Option(letter, zh, en, picture)


EXAMPLES = (
    _example(
        "single",
        "给老人喂饭时，床头应该怎样？ | "
        "How should the head of the bed be while you feed an older person?",
        ("B",),
        "坐起来吃，不容易呛到。 | Whoever sits up chokes less easily.",
        "放平 | Flat",
        "摇高，让老人坐起 | Raised, so that she sits up",
        "怎样都行 | It does not matter",
        difficulty="easy",
    ),
    _example(
        "multiple",
        "哪些时候必须洗手？（多选） | When must you wash your hands? (several answers)",
        ("A", "B", "D"),
        "入口之前、脏了之后都要洗。 | "
        "Before anything that is eaten and after anything dirty.",
        "做饭前 | Before cooking",
        "换尿布后 | After changing a nappy",
        "看电视前 | Before watching television",
        "倒垃圾后 | After taking the rubbish out",
        difficulty="medium",
    ),
    _example(
        "true_false",
        "可以把客户家的钥匙借给同事。 | You may lend a client's key to a colleague.",
        ("B",),
        "钥匙只交给客户或公司。 | A key goes back to the client or the company only.",
        "正确 | True",
        "错误 | False",
    ),
    _example(
        "picture",
        "哪张图里老人的睡姿是侧卧？ | "
        "In which picture does the older person lie on the side?",
        ("B",),
        "侧卧时身体的一侧贴着床。 | One side of the body rests on the bed.",
        "平躺 | On the back",
        "侧卧 | On the side",
        pictures=PICTURES,
    ),
    _example(
        "ordering",
        "按先后排好：七步洗手的前三步。 | "
        "Put in order: the first three of the seven steps of washing hands.",
        ("B", "A", "C"),
        "先内，再外，再夹。 | Palms, backs, then between the fingers.",
        "掌心对手背搓 | Palm over the back of the hand",
        "掌心对掌心搓 | Palm to palm",
        "手指交叉搓 | Fingers interlaced",
    ),
    _example(
        "numeric",
        "体温从多少度起算发热？ | From which temperature on does one speak of a fever?",
        ("37.3",),
        "腋下 37.3℃ 起算发热。 | 37.3 °C under the arm and above.",
        difficulty="hard",
        use="practice_only",
        unit_zh="℃",
        unit_en="℃",
    ),
)


def examples(module: str) -> list[Written]:
    return [
        replace(one, code=f"EX-{number}", module=module)
        for number, one in enumerate(EXAMPLES, start=1)
    ]
