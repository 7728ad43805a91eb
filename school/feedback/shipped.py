"""The kinds of complaints that the school begins with, one or more to a service standard."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Shipped:
    """`rule`: whose cases are of this kind, where one kind alone answers to it."""

    code: str
    standard: str
    title: tuple[str, str]
    advice: tuple[str, str]
    rule: str = ""


KINDS: Final = (
    Shipped(
        "late",
        "STD01",
        ("迟到", "Late"),
        (
            "出门前查好路线，留出二十分钟。会晚就在约定时间之前打电话，说清几点到，到了先道歉再进门。",
            "Check the way before leaving and allow twenty minutes. If it gets late, call before the agreed time, say when you arrive, and apologise first.",
        ),
        "N01",
    ),
    Shipped(
        "no_show",
        "STD01",
        ("没有到", "Did not come"),
        (
            "接了单就要到。生病、有急事去不了，尽早告诉公司换人，也给客户打个电话，不要一声不响。",
            "Who takes an order comes. If you cannot, tell the company early so that somebody else goes, and call the household.",
        ),
        "N02",
    ),
    Shipped(
        "no_id",
        "STD02",
        ("没有亮证", "No ID shown"),
        (
            "证件和胸牌放在工具包外袋。进门前主动亮出来，客户要扫码就配合，不借别人的证。",
            "Keep card and badge in the outer pocket. Show them before you enter, let the household scan, never use another's.",
        ),
        "N04",
    ),
    Shipped(
        "untidy",
        "STD03",
        ("不整洁", "Untidy"),
        (
            "上户前照一照：衣服干净，指甲剪短，首饰摘下。身体不舒服先告诉公司，由公司调单。",
            "Look in the mirror first: clean clothes, short nails, no jewellery. If you are ill, tell the company, who gives the order to somebody else.",
        ),
    ),
    Shipped(
        "shoe_covers",
        "STD04",
        ("没穿鞋套、工具乱放", "No shoe covers, kit put down anywhere"),
        (
            "鞋套和垫布放在包的最上面。门口先穿鞋套，进门先铺垫布，工具只放垫布上。",
            "Keep shoe covers and mat on top. Covers on at the door, mat down first, and the kit only on the mat.",
        ),
    ),
    Shipped(
        "tools_not_disinfected",
        "STD05",
        ("工具没有消毒", "Tools not disinfected"),
        (
            "出门前把工具和抹布洗净消毒，分袋装好。到户先给客户看一眼，再开始干活。一家一套布。",
            "Wash and disinfect tools and cloths before leaving, bag them apart, show them before you begin. One set a home.",
        ),
        "N03",
    ),
    Shipped(
        "scope",
        "STD06",
        ("项目没说清、漏做", "Tasks not agreed or left out"),
        (
            "动手前和客户一条一条说：做哪些、做到什么样、多久、多少钱。复述一遍再做，要加项目先说好价钱。",
            "Before you begin go through it: what, how well, how long, how much. Say it back. Agree the price of extras first.",
        ),
    ),
    Shipped(
        "damage",
        "STD07",
        ("碰坏东西说不清", "Damage in dispute"),
        (
            "先看一圈，有旧伤、易碎的当面指给客户看。要拍照先问，只拍那一处。",
            "Look round first and point out old marks and fragile things. Ask before a photo, and take only that spot.",
        ),
    ),
    Shipped(
        "valuables",
        "STD08",
        ("贵重物品", "Valuables"),
        (
            "开工前请客户收好现金、首饰、证件。看见没收的，不碰，叫客户来收。",
            "Ask for cash, jewellery and papers to be put away. What still lies there is not touched: call the household.",
        ),
    ),
    Shipped(
        "privacy",
        "STD09",
        ("不尊重隐私", "Privacy"),
        (
            "柜子、手机、文件不翻。客户家的事不拍、不发、不说。照护时一律不拍。",
            "Leave cupboards, phones and papers alone. Nothing of a home is filmed, sent or told. Care is never filmed.",
        ),
        "N10",
    ),
    Shipped(
        "cloths_mixed",
        "STD10",
        ("抹布混用", "Cloths mixed"),
        (
            "四色布分四袋：马桶、洗手台、厨房、房间。马桶布不出卫生间，用完分开洗、分开晾。",
            "Four colours, four bags: toilet, basin, kitchen, rooms. The toilet's cloth stays there; wash and dry apart.",
        ),
    ),
    Shipped(
        "products",
        "STD11",
        ("清洁剂使用不当", "Cleaning products misused"),
        (
            "看标签再用，开窗、戴手套。一次只用一种，冲干净再换。含氯的和酸的、洁厕剂绝不混。",
            "Read the label, open a window, wear gloves. One product at a time, rinsed before the next. Never chlorine with acid.",
        ),
    ),
    Shipped(
        "power_gas",
        "STD12",
        ("水电气火不安全", "Water, power, gas or fire unsafe"),
        (
            "擦电器先断电，灶具先关火放凉。走之前和客户一起看：水、电、气、窗。",
            "Power off before wiping, gas off and cool first. Before you go, check water, power, gas and windows together.",
        ),
    ),
    Shipped(
        "heights",
        "STD13",
        ("登高、搬重物不安全", "Heights or heavy lifting unsafe"),
        (
            "窗台不站，身子不探出窗外。重的两个人搬，够不着的不做，照实告诉客户。",
            "Never stand on a sill or lean out. Two lift what is heavy. What you cannot reach safely you do not do, and say so.",
        ),
    ),
    Shipped(
        "not_clean",
        "STD14",
        ("没打扫干净、要返工", "Not clean, to be done again"),
        (
            "从上到下、从里到外、先干后湿。每做完一间，站门口看一遍再走下一间。",
            "Top to bottom, inside out, dry before wet. After each room look back from the door before the next.",
        ),
    ),
    Shipped(
        "material",
        "STD15",
        ("伤了材质", "Material spoilt"),
        (
            "不认识的材质先问，再在角落试一小块。石材不用酸，木地板不泡水，屏幕不喷液。",
            "Ask about a material you do not know and try a corner. No acid on stone, no water on wood, no spray on screens.",
        ),
    ),
    Shipped(
        "frail",
        "STD16",
        ("照护老幼孕产不当", "Careless with old, young or expecting"),
        (
            "先洗手，再试温，人不离开。剪刀、药、清洁剂、热水不放低处，不离手。",
            "Wash hands, test the warmth, stay. Scissors, medicine, cleaners and hot water never low down or out of hand.",
        ),
    ),
    Shipped(
        "attitude",
        "STD17",
        ("态度不好、玩手机", "Rude, or on the phone"),
        (
            "客户说完再答，有不同意见慢慢说。手机调静音放包里，急事说一声再接。吵起来就先停，打给公司。",
            "Let people finish, then answer calmly. Phone silent and in the bag. If it turns into a quarrel, stop and call the company.",
        ),
        "N05",
    ),
    Shipped(
        "concealed",
        "STD18",
        ("出了事没有说", "An incident not told"),
        (
            "东西坏了、人伤了，先顾人，马上告诉客户和公司，照实写下来。说了不算错，瞒了才算。",
            "Broken or hurt: people first, then tell household and company at once and write it down. Telling is no fault; hiding is.",
        ),
        "N17",
    ),
    Shipped(
        "overcharge",
        "STD19",
        ("私下加价、要好评", "Extra charge, or asking for good reviews"),
        (
            "只收约定的钱，加项先走公司。做完请客户一项一项看，不满意当场改。好评由客户自己写。",
            "Only the agreed price; extras go through the company. Walk through the work together. Reviews are theirs to write.",
        ),
        "N08",
    ),
    Shipped(
        "waste",
        "STD20",
        ("垃圾没处理、没收拾就走", "Waste left behind"),
        (
            "走之前三件事：垃圾分好带走，工具点一遍，门口擦一遍。尖的包好写上字，丢不丢问客户。",
            "Three things before leaving: waste sorted and taken, tools counted, doorway wiped. Wrap and mark what is sharp.",
        ),
    ),
)
