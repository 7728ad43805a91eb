"""Made-up people: names, numbers that are nobody's, and how each of them gets on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random

from stdnum.cn import ric

SEED = 1905
# A range of numbers for inventing.
PHONES = 19900000000
FIRST_TRAINEE = 1001
SYNTHETIC_REGION = "999999"

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
    "顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
WOMEN = [
    "秀英",
    "桂兰",
    "玉珍",
    "春花",
    "秋菊",
    "丽华",
    "美玲",
    "小红",
    "金凤",
    "秀兰",
    "玉梅",
    "月娥",
    "建芳",
    "冬梅",
    "海燕",
    "雪琴",
    "小燕",
    "爱华",
    "翠萍",
    "桂香",
    "红霞",
    "玉兰",
    "丽萍",
    "春梅",
    "国英",
    "菊香",
    "水莲",
    "细妹",
    "招娣",
    "巧云",
    "凤英",
    "素珍",
    "慧敏",
    "晓霞",
    "婷婷",
    "丽娟",
    "艳红",
    "彩霞",
    "志芳",
    "美华",
    "文静",
    "林芝",
    "银花",
    "木兰",
    "小玲",
    "云香",
    "秋香",
    "荣华",
    "琴",
    "娟",
    "芳",
    "敏",
    "莲",
    "霞",
    "萍",
    "燕",
    "玲",
    "蓉",
]
MEN = [
    "建国",
    "志强",
    "文斌",
    "水生",
    "国平",
    "海波",
    "小军",
    "永福",
    "德华",
    "金根",
    "春生",
    "勇",
    "伟",
    "辉",
]
# Characters that fonts and old systems lack, and names that are written with a dot.
UNUSUAL = {
    2: ("卢𬭎", False),
    7: ("古丽巴哈尔·艾山", True),
    12: ("龚䶮", False),
    17: ("邱㛃", True),
    24: ("阿卜杜热西提·阿布都外力", False),
    31: ("谭𡌴", False),
    58: ("卓玛央宗", True),
    77: ("阿依古丽·买买提", True),
    101: ("努尔比娅·麦麦提依明", True),
    118: ("欧阳秀珍", True),
    131: ("麦合木提江·阿卜杜热合曼·图尔荪尼亚孜", False),
}


@dataclass(frozen=True, slots=True)
class Identity:
    name: str
    phone: str
    id_number: str
    # Of what is asked in the theory exam and at the stations, how much is right.
    skill: float
    # Of the evenings, how many are attended.
    diligence: float


class Identities:
    """Hands out people, always the same ones in the same order."""

    def __init__(self, seed: int = SEED) -> None:
        self.chance = Random(seed)
        self.serials = count(1)
        self.phones = count(PHONES + FIRST_TRAINEE)
        self.taken: set[str] = set()
        self.unnamed = self._unnamed()

    def named(
        self, name: str, phone: str, *, skill: float = 0.9, is_female: bool = True
    ) -> Identity:
        self.taken.add(name)
        number = self._id_number(is_female=is_female)
        return Identity(name, phone, number, skill=skill, diligence=0.97)

    def some(self, how_many: int) -> list[Identity]:
        return [next(self.unnamed) for _turn in range(how_many)]

    def _unnamed(self) -> Iterator[Identity]:
        for position in count():
            name, is_female = UNUSUAL.get(position) or self._usual()
            yield Identity(
                name,
                str(next(self.phones)),
                self._id_number(is_female=is_female),
                skill=self.chance.uniform(0.8, 0.97),
                diligence=self.chance.uniform(0.92, 1.0),
            )

    def _usual(self) -> tuple[str, bool]:
        while True:
            is_female = self.chance.random() < 0.88
            name = self.chance.choice(SURNAMES) + self.chance.choice(
                WOMEN if is_female else MEN
            )
            if name not in self.taken:
                self.taken.add(name)
                return name, is_female

    def _id_number(self, *, is_female: bool) -> str:
        birth = date(1966, 1, 1) + timedelta(days=self.chance.randrange(9_000))
        # The last digit of the serial is even for women, odd for men.
        serial = 2 * next(self.serials) + (not is_female)
        body = f"{SYNTHETIC_REGION}{birth:%Y%m%d}{serial % 1000:03d}"
        return body + ric.calc_check_digit(body + "0")
