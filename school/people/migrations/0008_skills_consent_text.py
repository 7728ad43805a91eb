from datetime import datetime, timedelta
from datetime import timezone as zone

from django.db import migrations

PUBLISHED = datetime(2025, 1, 1, tzinfo=zone(timedelta(hours=8)))

TEXT_ZH = """\
您可以让别人看到您在实操考核中展示过的技能。

谁扫了证书上的码：能看到这门课您做到了几项技能、是哪几项。看不到分数、每一步的情况和还没有做到的。

您所在的企业：能看到您展示过哪些技能、最近一次的程度和日期。看不到分数、每一步的情况和考评员是谁。企业要看，您还得另外同意“我的企业能看到什么”；换了企业，那一份自动失效。

不同意没有任何影响：证书照样有效，照样能查验。同意以后可以随时撤回，撤回后别人马上看不到。"""

TEXT_EN = """\
You may let others see the skills that you have shown in your practical assessments.

Whoever scans the code on your certificate sees how many skills of the course you can do, and which. They do not see marks, single steps, or what you have not shown yet.

The company you work for sees which skills you have shown, how well the last time, and on what day. It does not see marks, single steps, or who examined you. For this you also have to agree to "What my company may see", which ends by itself when you change company.

Refusing costs you nothing: your certificate stays valid and can be checked all the same. You may take this back at any time, and others stop seeing it at once."""


def publish(apps, schema_editor):
    consent_text = apps.get_model("people", "ConsentText")
    consent_text.objects.get_or_create(
        purpose="skills",
        version=1,
        defaults={
            "text_zh": TEXT_ZH,
            "text_en": TEXT_EN,
            "published_at": PUBLISHED,
        },
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0007_skills_consent")]

    operations = [
        # The database lets nobody delete a text: going back leaves it where it is.
        migrations.RunPython(publish, migrations.RunPython.noop)
    ]
