from datetime import datetime, timedelta
from datetime import timezone as zone

from django.db import migrations

PUBLISHED = datetime(2026, 11, 22, tzinfo=zone(timedelta(hours=8)))

TEXT_ZH = """\
实操考核时，考评员可以给某一个步骤拍照、拍不超过20秒的短视频，或者录一段语音说明。这样成绩有据可查，您对成绩有不同意见时也说得清楚。

拍什么：只拍做这个步骤的样子，每一步最多三份。拍到的可能有您的脸和声音，属于敏感信息，所以单独问您。

谁能看到：这一站的考评员在交卷以前；被请来复核或听取申诉的考评员；教务；成绩公布以后，您自己在“我的成绩”里。不给企业看，不给同学看，不公布，不用来做宣传。

保存多久：成绩公布以后按课程规定的天数保存（一般180天），到期自动删除；您提出申诉的，保存到申诉有了结果。删除以后只留下一行记录和文件的校验码，看不出内容。照片里的拍摄地点等信息，收到时就去掉。

您的权利：随时可以在“我的”里撤回同意，撤回后已经拍的马上全部删除。

不同意没有任何影响：考评员照样打分，成绩不变。"""

TEXT_EN = """\
At the practical assessment an examiner may take a photo or a clip of up to 20 seconds of a step, or speak a note. So a mark can be looked at again, and can be talked about if you disagree with it.

What is taken: the doing of that step and nothing else, at most three for each. Your face and voice may be in it. That is sensitive data; that is why we ask about it separately.

Who sees it: the examiner of the station until the sheet is handed in; an examiner who is called to decide or to hear your appeal; the registrar; and you, with your result, once it is out. Companies and classmates do not see it; it is never published and never used to advertise.

How long: as many days after your result is out as the course says (usually 180), then it is deleted by itself; if you appeal, until the appeal is decided. What stays is a line that it was there and the checksum of the file, which show nothing. Where a photo was taken is removed from it on arrival.

Your rights: you may take this consent back at any time under "Me". Everything taken is then deleted at once.

Refusing costs you nothing: the examiners mark all the same, and your result does not change."""


def publish(apps, schema_editor):
    apps.get_model("people", "ConsentText").objects.get_or_create(
        purpose="pictures",
        version=1,
        defaults={
            "text_zh": TEXT_ZH,
            "text_en": TEXT_EN,
            "published_at": PUBLISHED,
        },
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0009_consent_to_pictures")]

    operations = [
        # The database lets nobody delete a text: going back leaves it where it is.
        migrations.RunPython(publish, migrations.RunPython.noop)
    ]
