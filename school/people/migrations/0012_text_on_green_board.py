from datetime import datetime, timedelta
from datetime import timezone as zone

from django.db import migrations

PUBLISHED = datetime(2026, 11, 22, tzinfo=zone(timedelta(hours=8)))

TEXT_ZH = """\
协会每月公布一份绿牌名单，让客户看到认真学习、服务规范的从业人员。上不上榜由您自己决定。

公布什么：只有四项——隐去部分字的姓名（如“张*丽”）、您的企业、您的等级（绿牌或绿牌·示范）、您取得的课程名称。不公布手机号、身份证号、照片、分数和住址。

在哪里公布：学校网站的“绿牌名单”，任何人都能看。

公布多久：每月1日按当时的情况生成，当月有效，过了当月自动撤下。您不再是绿牌时，当时就撤下。

您的权利：随时可以在“我的”里撤回同意，撤回后马上从名单上撤下。

不同意没有任何影响：您的诚信分、等级、积分和派单都不变。红牌、观察期从不公布个人。"""

TEXT_EN = """\
Each month the association publishes a list of green cards, so that households see who learns seriously and works well. Whether you are on it, you decide.

What is published: four things only: your name with signs left out (such as 张*丽), your company, your tier (green, or green · model), and the courses you hold certificates of. Not your telephone or ID number, photo, score or address.

Where: on the school's website under “Green list”, for everybody.

How long: it is made on the first of the month as things stand then, counts for that month and is taken down by itself afterwards. If your card is no longer green, you are taken off at once.

Your rights: you may take this consent back at any time under “Me”; you are taken off at once.

Refusing costs you nothing: your score, tier, points and orders stay as they are. Of red cards and watch periods no person is ever published."""


def publish(apps, schema_editor):
    apps.get_model("people", "ConsentText").objects.get_or_create(
        purpose="green_board",
        version=1,
        defaults={
            "text_zh": TEXT_ZH,
            "text_en": TEXT_EN,
            "published_at": PUBLISHED,
        },
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0011_consent_to_green_board")]

    operations = [
        # The database lets nobody delete a text: going back leaves it where it is.
        migrations.RunPython(publish, migrations.RunPython.noop)
    ]
