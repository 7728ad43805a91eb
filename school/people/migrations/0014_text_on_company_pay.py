from datetime import datetime, timedelta
from datetime import timezone as zone

from django.db import migrations

PUBLISHED = datetime(2026, 11, 23, tzinfo=zone(timedelta(hours=8)))

TEXT_ZH = """\
您可以让自己所在的企业把付给您的工资报给夜校，省得您自己一次次填。让不让报，由您决定。

报什么：每个月付给您多少、按什么算（按月、按26天、按天、按小时、按单、按平方米）、税前还是到手。不报银行卡号，不报身份证号。

怎么对上人：企业从夜校下载一张表，上面只有您的姓名和一个编号，所以企业会知道您是夜校学员。

谁能看到：您自己、就业专员，以及审计时的审计人员。企业只知道自己报的数，看不到您自己填的数，也看不到别家企业报的数。

怎么用：和“学习前后的收入”一样，只算人数、中位数这类总数。您两项都同意，企业才能报；只同意这一项，什么也不会记。

报错了怎么办：每次有企业报数，我们都告诉您。您可以说“不对”，再报您自己的数；两个数放在一起，您没认的数不算进统计。企业不能改您自己填的数。

您的权利：随时可以在“我的”里撤回同意，撤回后企业马上不能再报。换了企业，这份同意自动失效。

不同意没有任何影响：照样报名、上课、考试、拿证、得积分。"""

TEXT_EN = """\
You may let the company you work for report to the school what it pays you, so that you need not fill it in again and again. Whether it may, you decide.

What is reported: how much it pays you for each month, by what it is counted (month, 26 days, day, hour, order, square metre), and whether before deductions or in hand. No bank account and no ID number.

How the rows find you: the company takes a table from the school with your name and a code, so it learns that you are a trainee here.

Who sees it: you, the outcomes officer, and an auditor during an audit. The company knows only what it reported itself; it sees neither what you told nor what another company reported.

What for: as with “Pay before and after training”, only for numbers and medians of many people. It may be reported only if you agreed to both; with this one alone nothing is noted.

If it is wrong: each time a company reports, we tell you. You may say that it is not right and tell your own sum; both stand side by side, and a sum that you dispute counts in no figure. A company cannot change what you told.

Your rights: you may take this consent back at any time under “Me”; the company can report nothing from then on. When you change company it ends by itself.

Refusing costs you nothing: you enrol, study, sit exams, get your certificate and earn points all the same."""


def publish(apps, schema_editor):
    apps.get_model("people", "ConsentText").objects.get_or_create(
        purpose="company_pay",
        version=1,
        defaults={
            "text_zh": TEXT_ZH,
            "text_en": TEXT_EN,
            "published_at": PUBLISHED,
        },
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0013_consent_to_company_pay")]

    operations = [
        # The database lets nobody delete a text: going back leaves it where it is.
        migrations.RunPython(publish, migrations.RunPython.noop)
    ]
