"""A question of each kind, as one writes them into the template."""

from dataclasses import replace

from school.assessment.rules.written import Option, Written

# Pictures of the bank stand in for these.
PICTURES = ("PICTURE1", "PICTURE2")
EXAMPLES = (
    Written(
        code="EX-1",
        module="",
        kind="single",
        difficulty="easy",
        stem_zh="给老人喂饭时，床头应该怎样？",
        stem_en="How should the head of the bed be while you feed an older person?",
        options=(
            Option("A", "放平", "Flat"),
            Option("B", "摇高，让老人坐起", "Raised, so that she sits up"),
            Option("C", "怎样都行", "It does not matter"),
        ),
        answer=("B",),
        explanation_zh="坐起来吃，不容易呛到。",
        explanation_en="Whoever sits up chokes less easily.",
    ),
    Written(
        code="EX-2",
        module="",
        kind="multiple",
        difficulty="medium",
        stem_zh="哪些时候必须洗手？（多选）",
        stem_en="When must you wash your hands? (several answers)",
        options=(
            Option("A", "做饭前", "Before cooking"),
            Option("B", "换尿布后", "After changing a nappy"),
            Option("C", "看电视前", "Before watching television"),
            Option("D", "倒垃圾后", "After taking the rubbish out"),
        ),
        answer=("A", "B", "D"),
        explanation_zh="入口之前、脏了之后都要洗。",
        explanation_en="Before anything that is eaten and after anything dirty.",
    ),
    Written(
        code="EX-3",
        module="",
        kind="true_false",
        stem_zh="可以把客户家的钥匙借给同事。",
        stem_en="You may lend a client's key to a colleague.",
        options=(Option("A", "正确", "True"), Option("B", "错误", "False")),
        answer=("B",),
        explanation_zh="钥匙只交给客户或公司。",
        explanation_en="A key goes back to the client or the company only.",
    ),
    Written(
        code="EX-4",
        module="",
        kind="picture",
        stem_zh="哪张图里老人的睡姿是侧卧？",
        stem_en="In which picture does the older person lie on the side?",
        options=(
            Option("A", "平躺", "On the back", PICTURES[0]),
            Option("B", "侧卧", "On the side", PICTURES[1]),
        ),
        answer=("B",),
        explanation_zh="侧卧时身体的一侧贴着床。",
        explanation_en="One side of the body rests on the bed.",
    ),
    Written(
        code="EX-5",
        module="",
        kind="ordering",
        stem_zh="按先后排好：七步洗手的前三步。",
        stem_en="Put in order: the first three of the seven steps of washing hands.",
        options=(
            Option("A", "掌心对手背搓", "Palm over the back of the hand"),
            Option("B", "掌心对掌心搓", "Palm to palm"),
            Option("C", "手指交叉搓", "Fingers interlaced"),
        ),
        answer=("B", "A", "C"),
        explanation_zh="先内，再外，再夹。",
        explanation_en="Palms, backs, then between the fingers.",
    ),
    Written(
        code="EX-6",
        module="",
        kind="numeric",
        difficulty="hard",
        use="practice_only",
        stem_zh="体温从多少度起算发热？",
        stem_en="From which temperature on does one speak of a fever?",
        answer=("37.3",),
        tolerance=None,
        unit_zh="℃",
        unit_en="℃",
        explanation_zh="腋下 37.3℃ 起算发热。",
        explanation_en="37.3 °C under the arm and above.",
    ),
)


def examples(module: str) -> list[Written]:
    return [replace(one, module=module) for one in EXAMPLES]
