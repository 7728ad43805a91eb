from datetime import datetime, timedelta
from datetime import timezone as zone

from django.db import migrations

PUBLISHED = datetime(2025, 1, 1, tzinfo=zone(timedelta(hours=8)))

ENROLMENT_ZH = """\
为了给您安排学习、考核和发证，夜校（由县网约家政服务协会举办）需要您同意处理下面的信息。

收集什么：姓名、手机号、所在企业和乡镇；报名、签到、学习、考试和评分记录；证书和积分。

敏感信息单独说明：身份证号码只用来确认是您本人、给证书编号、按规定向主管部门报名册。号码加密保存，页面上只显示前三位和后四位。照片只印在您的证书和考核表上。

谁能看到：教务、任课老师和考评员只看工作需要的部分。别人扫证书上的码，只看到隐去部分字的姓名、课程和证书状态，看不到身份证号码和手机号。

保存多久：培训档案保存十年，用于核查；期满删除。

您的权利：随时可以查看、更正、复印自己的记录，也可以在“我的”里撤回同意。撤回后不能再报新班；已经产生的培训和发证记录按规定继续保存。

不同意就不能报名，因为没有这些信息无法确认学员身份，也无法发证。"""

ENROLMENT_EN = """\
To teach, examine and certify you, the night school (run by the county association of online-booked home services) asks you to agree to the following use of your data.

What we collect: your name, mobile number, company and town; your enrolment, attendance, learning, exam and practical records; your certificates and points.

Sensitive data, said separately: your ID number is used only to make sure that it is you, to keep the certificate register, and for the rosters that the authority asks for. It is stored encrypted; screens show its first three and last four signs only. Your photo is printed on your certificate and assessment sheets only.

Who sees it: the registrar, your teachers and your examiners, each what their work needs. Whoever scans the code on your certificate sees a partly hidden name, the course and whether the certificate is valid; never your ID number or mobile number.

How long: training records are kept for ten years, so that they can be checked, and are then deleted.

Your rights: you may see, correct and copy your records at any time, and take this consent back under "Me". You cannot join new classes then; records of training and certificates that exist are kept as the rules require.

Without this consent we cannot enrol you: we could neither know who is examined nor certify anyone."""

WAGES_ZH = """\
夜校想知道：学了以后，收入到底有没有变。

收集什么：报名时的收入，结业后第 3、6、12 个月的收入和就业情况。收入属于敏感信息，所以单独问您。

怎么用：只算全班的人数、中位数和平均数；少于五个人的数字不公布。您个人的收入不给企业看，不给同学看，也不公布。

谁能看到：您自己、就业专员，以及审计时的审计人员。

保存多久：结业后三年，到期删除。

不同意没有任何影响：照样报名、上课、考试、拿证、得积分。同意以后也可以随时在“我的”里撤回，撤回后不再回访。"""

WAGES_EN = """\
The school wants to know honestly whether pay changes after training.

What we collect: your pay when you enrol, and your pay and work 3, 6 and 12 months after you complete. Pay is sensitive data; that is why we ask about it separately.

What for: numbers, medians and means of whole classes only; figures of fewer than five people are not published. Your own pay is not shown to companies or classmates, and is never published.

Who sees it: you, the outcomes officer, and an auditor during an audit.

How long: three years after completion, then it is deleted.

Refusing costs you nothing: you enrol, study, sit exams, get your certificate and earn points all the same. You may take this consent back at any time under "Me"; nobody will ask you about pay after that."""

COMPANY_ZH = """\
您可以让自己所在的企业看到您在夜校的学习情况。

企业能看到：姓名、隐去中间四位的手机号、报了哪个班、学时完成多少、证书是否有效。

企业看不到：身份证号码、照片、考试分数、收入、积分明细。

只对您在“我的”里选的这家企业有效。换了企业，这份同意自动失效，要不要给新企业看由您重新决定。

不同意没有任何影响。同意以后可以随时撤回，撤回后企业马上看不到。"""

COMPANY_EN = """\
You may let the company you work for see how you are getting on at the night school.

It will see: your name, your mobile number with four digits hidden, the classes you are in, your hours done, and whether your certificates are valid.

It will not see: your ID number, photo, marks, pay, or entries of your points.

This holds only for the company you named under "Me". When you change company it ends by itself, and you decide anew.

Refusing costs you nothing. You may take this back at any time, and the company stops seeing you at once."""

TEXTS = {
    "enrolment": (ENROLMENT_ZH, ENROLMENT_EN),
    "wages": (WAGES_ZH, WAGES_EN),
    "company": (COMPANY_ZH, COMPANY_EN),
}


def publish(apps, schema_editor):
    consent_text = apps.get_model("people", "ConsentText")
    for purpose, (text_zh, text_en) in TEXTS.items():
        consent_text.objects.create(
            purpose=purpose,
            version=1,
            text_zh=text_zh,
            text_en=text_en,
            published_at=PUBLISHED,
        )


def take_back(apps, schema_editor):
    apps.get_model("people", "ConsentText").objects.filter(version=1).delete()


class Migration(migrations.Migration):
    dependencies = [("people", "0002_grant_roles")]

    operations = [migrations.RunPython(publish, take_back)]
