"""Forty people of one class, with every awkward case; the figures are worked out on paper.

`before`, `at 3` and `at 6` are pay in yuan and how it is paid: M a calendar month, T 26
days, H an hour, D180*22.5 by the day so many days a month, O by the order, S by the
square metre; G a month before deductions, all others in hand. After @ the employer.
`-` not asked, `?` no answer, `work` in work and pay not told, `out` not in work.

    01..17  paid by the month (or what comes to one) both times: 17 pairs
    05      two employers; the sums of both are told as one
    18..22  26 days both times: 5 pairs, and never mixed with months
    23, 24  the only pair by the hour, the only pair before deductions: not shown
    25      before deductions, then in hand: like with unlike, no pair
    26      26 days, then a month; 27 by the day, then by the hour: no pairs
    28      was not asked before the course
    29      told everything, then took the consent back; 30 never gave it
    31      month 3 is missing, month 6 is there
    32      left the area: in work there, pay not told
    33..35  not in work
    34      completed, and holds no certificate of ours
    36..40  did not complete, 38 with pay told before
"""

from decimal import Decimal

from school.outcomes.rules import Answer, Row
from school.outcomes.rules.rows import employer_key
from school.wages.rules import Pay, comparable

TABLE = """
no end  cert ext consent before    at3            at6
01 done cert ext yes   M5000       M5800@美家       M5900@美家
02 done cert ext yes   M4500       M4500@美家       M4600@美家
03 done cert ext yes   M6000       M5200@美家       M5000@美家
04 done cert ext yes   M4800.50    M5600.75@美家    M5600.75@美家
05 done cert ext yes   M4200       M6100@美家、洁家 M6100@美家、洁家
06 done cert ext yes   D180*22.5   M5200@美家       M5300@洁家
07 done cert ext yes   O100*42.25  M5000.10@ＭＪ家政 M5000.10@mj家政
08 done cert -   yes   S3.35*1200.5 M4400@洁家      M4400@洁家
09 done cert -   yes   M5500       M5400@洁家       M5600
10 done cert -   yes   M3900       M4950@洁家       M4950@洁家
11 done cert -   yes   M5000       M5600@洁家       out
12 done cert -   yes   M5200       M5200@洁家       out
13 done cert -   yes   M4700       M5650@洁家       out
14 done cert -   yes   M5100       M4300.05@洁家    out
15 done cert -   yes   M4400       D200*26        out
16 done cert -   yes   M4600       M5300          out
17 done cert -   yes   M4000       M5250.50       ?
18 done cert -   yes   T7000       T8000@母婴之家   T8000@安家
19 done cert -   yes   T8000       T9800@母婴之家   T9800@母婴之家
20 done cert -   yes   T7600       T7600@母婴之家   T7600@母婴之家
21 done cert -   yes   T9000       T8500          T8500
22 done cert -   yes   T6800.10    T7900.05       T7900.05
23 done cert -   yes   H20         H25            ?
24 done cert -   yes   G6000       G6600          ?
25 done cert -   yes   G6000       M5500          ?
26 done cert -   yes   T7000       M6500          ?
27 done cert -   yes   D180*22     H26            ?
28 done cert -   yes   -           M5000          ?
29 done cert -   took  M4000       M9000          ?
30 done cert -   no    -           ?              ?
31 done cert -   yes   M5000       ?              M5100@洁家
32 done cert -   yes   M4600       work           ?
33 done cert -   yes   M5000       out            ?
34 done -    -   yes   M5000       out            ?
35 done cert -   yes   -           out            ?
36 left -    -   yes   -           ?              ?
37 left -    -   yes   -           ?              ?
38 left -    -   yes   M5200       ?              ?
39 left -    -   yes   -           ?              ?
40 left -    -   no    -           ?              ?
"""
UNITS = {
    "M": "month",
    "G": "month",
    "T": "26_day",
    "H": "hour",
    "D": "day",
    "O": "order",
    "S": "sqm",
}


def people() -> list[dict[str, str]]:
    heading, *lines = (line.split() for line in TABLE.strip().splitlines())
    return [dict(zip(heading, line, strict=True)) for line in lines]


def pay_of(words: str) -> Pay | None:
    told, _at, employer = words.partition("@")
    if told[0] not in UNITS or told == "out":
        return None
    amount, _times, quantity = told[1:].partition("*")
    return Pay(
        amount_fen=hundredfold(amount),
        unit=UNITS[told[0]],
        quantity_hundredths=hundredfold(quantity or "1"),
        basis="gross" if told[0] == "G" else "net",
        employer=employer,
    )


def hundredfold(number: str) -> int:
    return int(Decimal(number) * 100)


def rows() -> list[Row]:
    return [row_of(one) for one in people()]


def row_of(one: dict[str, str]) -> Row:
    before, is_completed = pay_of(one["before"]), one["end"] == "done"
    answers = {3: answer(one["at3"]), 6: answer(one["at6"]), 12: Answer(is_due=False)}
    return Row(
        is_completed=is_completed,
        is_certified=one["cert"] == "cert",
        has_external=one["ext"] == "ext",
        has_consented=one["consent"] == "yes",
        baseline=comparable(before) if before else None,
        answers=answers if is_completed else {},
    )


def answer(words: str) -> Answer:
    if words == "?":
        return Answer(is_due=True)
    if words == "out":
        return Answer(is_due=True, employed=False)
    pay = pay_of(words)
    return Answer(
        is_due=True,
        employed=True,
        wage=comparable(pay) if pay else None,
        employer=employer_key(pay.employer) if pay else "",
    )


# What the two classes of test_breakdown.py cost, in fen: 甲 is 01..22, 乙 the others.
# Of 甲 the venue was noted as 3,200 and corrected to 2,200.
SPENT = {
    "甲": {
        "teaching": 2_160_000,
        "examiners": 300_000,
        "venue": 220_000,
        "materials": 198_050,
    },
    "乙": {"teaching": 1_800_000, "travel": 199_999},
}

# What 甲's 22 said when they were asked, 20 of them: lessons, teachers, practice, time and
# place, would recommend. Of 乙's 18 four answered.
SAID = {
    "甲": """
55555 55555 55555 55554 55354 54354 54344 54344 54344 54334
45334 45334 45234 45234 45235 45235 44225 44225 44115 44115
""",
    "乙": "55555 44444 11111 33333",
}


def marks(said: str) -> list[dict[str, int]]:
    names = ("lessons", "teachers", "practice", "times", "recommend")
    return [dict(zip(names, map(int, one), strict=True)) for one in said.split()]
