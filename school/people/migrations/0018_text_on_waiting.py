from datetime import datetime, timedelta
from datetime import timezone as zone

from django.db import migrations
from django.db.models import Max

PUBLISHED = datetime(2026, 11, 23, tzinfo=zone(timedelta(hours=8)))

TEXT_ZH = """\
夜校想知道三件事：学了以后，收入到底有没有变；没上课的人，收入变了多少；拿到证书的人，在本县能挣多少。

收集什么：报名时的收入，结业后第 3、6、12 个月的收入和就业情况，您自己交来的工资条。候补到开班还没排上的，开班半年后只问一次收入和就业情况；这以前排上了，就不问了。收入属于敏感信息，所以单独问您。

怎么用，只有三样：

一、算全班和全校的人数、中位数和平均数。少于五个人的数字不公布。

二、把上了课的人和没排上的人放在一起比：两边的收入平均各涨了多少。两边至少各有二十个人才公布。

三、算“持证的人挣多少”：按课程、按乡镇，公布有多少人、中间的数和大致的范围，不写名字。中间的数至少有九个人才公布，范围至少有十七个人才公布。每个人只算一次。这些数所有人都能看到。

您个人的收入不给企业看，不给同学看，也不公布。

谁能看到您个人的收入：您自己、就业专员，以及审计时的审计人员。

保存多久：收入记录和培训档案一起保存，法律和合同要求培训档案保存多久，就保存多久；写错了可以更正，记录不删。撤回同意后，以后的数都不再算您的收入，您交来的工资条照片当即删除，已有的记录仍只有上面这些人能看到。已经公布的总数不改。

不同意没有任何影响：照样报名、候补、上课、考试、拿证、得积分。同意以后也可以随时在“我的”里撤回，撤回后不再回访，下一次公布也不再算您。"""

TEXT_EN = """\
The school wants to know three things: whether pay changes after training, how it changes without, and what people with a certificate earn in this county.

What we collect: your pay when you apply, your pay and work 3, 6 and 12 months after you complete, and payslips that you hand in. Who waits until the class begins and gets no place is asked once about pay and work, half a year after it began; with a place before that, not at all. Pay is sensitive data; that is why we ask about it separately.

What for, three things only:

First, numbers, medians and means of whole classes and of the school. Figures of fewer than five people are not published.

Second, to set those who were in class beside those who got no place: by how much the pay of each rose on average. It is published from twenty people on each side on.

Third, “what people with this certificate earn”: by course and by town, how many people, the middle sum and a rough range, without names. The middle is published from nine people on, the range from seventeen on. Each person counts once. Everybody can see these figures.

Your own pay is not shown to companies or classmates, and is never published.

Who sees your own pay: you, the outcomes officer, and an auditor during an audit.

How long: pay records are kept with the training records, as long as law and contract ask for those; a wrong one can be corrected, none is deleted. Once you take this consent back, no later figure counts your pay, pictures of payslips that you handed in are deleted at once, and the records that exist are still seen only by those named above. Figures that were published stay as they are.

Refusing costs you nothing: you enrol, wait, study, sit exams, get your certificate and earn points all the same. You may take this consent back at any time under “Me”; nobody will ask you about pay after that, and you are not in the next publication."""


def publish(apps, schema_editor):
    """The next version: a school may have published texts of its own."""
    texts = apps.get_model("people", "ConsentText").objects.filter(purpose="wages")
    newest = texts.aggregate(newest=Max("version"))["newest"] or 0
    if not texts.filter(covers_waiting=True).exists():
        texts.create(
            purpose="wages",
            version=newest + 1,
            text_zh=TEXT_ZH,
            text_en=TEXT_EN,
            covers_bands=True,
            covers_waiting=True,
            published_at=PUBLISHED,
        )


class Migration(migrations.Migration):
    dependencies = [("people", "0017_waiting_in_consent_texts")]

    operations = [
        # The database lets nobody delete a text: going back leaves it where it is.
        migrations.RunPython(publish, migrations.RunPython.noop)
    ]
