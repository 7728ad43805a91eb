"""The drawings that lessons are taught with: templates/cms/drawings/<name>.svg."""

from collections.abc import Mapping
from types import MappingProxyType

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# What each shows, for whoever cannot see it: read with the lesson, so in its language.
DRAWINGS: Mapping[str, str] = MappingProxyType(
    {
        "at-the-door": "敲门后退一步，站在猫眼看得清的地方，手里亮着证件",
        "bath-hold": "给新生儿洗澡：一手托牢头颈肩，水温38到40℃",
        "bathroom-order": "卫生间的顺序：镜台、淋浴、马桶，最后地面由里往外退",
        "bed-bath-order": "床上擦浴的顺序：脸、手臂、胸腹、背、腿、脚，最后会阴",
        "bedpan-wide-end": "床上用便盆：屈膝，宽平的一头朝腰，便盆先暖一暖",
        "belly-clockwise": "宝宝仰卧，绕开肚脐，在肚子上顺时针画圈",
        "blood-pressure": "坐直靠椅背，袖带绑上臂，手臂放桌上，和心脏一样高",
        "bottle-parts": "奶瓶拆成瓶身、奶嘴、奶嘴圈、盖子，里外刷，奶孔冲通",
        "burp": "竖抱拍嗝：宝宝下巴靠在肩上，口鼻露出来，空心掌从下往上轻拍",
        "choking-adult": "噎住还清醒：身子前倾，在两肩胛骨中间拍5次；再从背后向里向上冲5次",
        "choking-infant": "宝宝趴在前臂上，头低过身子，掌根在肩胛骨中间拍5次",
        "cloth-colours": "四色抹布：红管马桶周围，黄管洗手台和淋浴，绿管厨房，蓝管客厅卧室",
        "dilute-bleach": "配84：先放凉水，再加有效氯5%的原液10毫升，配成1升，每升500毫克，贴上标签",
        "ear-shoulder-hip": "喂奶时宝宝头、肩、屁股一条线；头扭着是错的",
        "feed-upright": "喂饭时坐直、头略向前是对的；头后仰容易呛，是错的",
        "fold-to-eight": "抹布对折再对折，八个面轮着用",
        "four-bins": "四个垃圾桶：厨余、可回收、有害、其他",
        "hot-water-bag": "热水袋灌一半到三分之二，排空气拧紧，不超过50℃，套厚布套",
        "infant-compressions": "婴儿心肺复苏：按两乳连线下方，每分钟100到120次，深约4厘米，按30次吹2口气",
        "kitchen-before-work": "厨房开工前：断电、关火、移开、试一小块",
        "lift-with-legs": "搬重物：弯腰提是错的；蹲下抱、腰背直是对的",
        "medicine-six-checks": "协助吃药核对六样：姓名、药名、剂量、时间、途径、有效期",
        "mouth-care-on-the-side": "口腔清洁：头偏一侧，下巴下垫毛巾放弯盘，棉球拧到不滴水、数清楚",
        "nappy-below-navel": "尿布前边折到脐下，脐部露着，松紧放一指",
        "never-mix": "84不能和酸、氨、酒精混用，会放出毒气",
        "press-the-chest": "胸外按压：跪在旁边，手臂伸直，每分钟100到120次，深5到6厘米",
        "pressure-points": "容易压坏的地方：耳廓、肩、骶尾、髋、踝、足跟",
        "raw-and-cooked": "生的和熟的用两套刀板，不混用",
        "roll-then-sit": "起床三步：屈膝侧身，手撑床，坐一会；头不晕再站",
        "safe-sleep": "宝宝仰着睡，床上不放枕头、厚被和玩具",
        "same-eye-level": "和老人说话：蹲下来，眼睛和他一样高，握着手",
        "turn-thirty-degrees": "侧卧斜靠约30度，背后、胸前、两膝间垫软枕",
        "up-after-a-fall": "没伤、自己想起来：先侧身，再跪起扶椅，最后坐稳",
        "wardrobe-zones": "衣柜分区：高处放少用的，顺手处放常用的，低处放重的和孩子的",
        "wash-hands": "搓手七个动作：内、外、夹、弓、大、立、腕，一共搓够20秒",
        "water-then-level-scoop": "冲奶先量水，再加粉，一平勺，不冒尖",
        "wheelchair-beside-bed": "从上往下看：轮椅放在健侧，和床成30到45度，先刹车，收起脚踏",
        "wipe-glass": "刮玻璃从上到下，一刀压一刀，每刀擦净刮条，人不探出窗",
        "wrap-broken-glass": "碎玻璃：夹大块，粘细渣，包好写上“碎玻璃，小心”",
    }
)


def choices() -> list[tuple[str, str]]:
    return [(name, shows) for name, shows in DRAWINGS.items()]


def drawn(name: str) -> SafeString:
    """Inline, so that it is there without a signal and follows the reader's colours."""
    if name not in DRAWINGS:
        return mark_safe("")
    drawing = render_to_string(f"cms/drawings/{name}.svg").strip()
    words = format_html(
        '<svg class="drawing" role="img" aria-label="{}" ', DRAWINGS[name]
    )
    return mark_safe(drawing.replace("<svg ", words, 1))
