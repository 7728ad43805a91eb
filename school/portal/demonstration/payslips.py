"""Payslips that a worker handed in: one read, one that waits for the outcomes officer."""

import io
from datetime import date, timedelta

from PIL import Image, ImageDraw

from school.portal.demonstration.clock import at
from school.portal.demonstration.school import Member, School
from school.wages.payslips import actions, rules
from school.wages.rules import FEN, MONTH, Pay

YUAN, EMPLOYER = 6480, "赣鄱家政服务有限公司（虚构）"


def handed_in(school: School, member: Member) -> None:
    person, by = member.enrollment.person, member.trainee.user
    last, before, *_earlier = rules.months(school.today)
    with at(school.now - timedelta(days=5)):
        payslip = actions.hand_in_payslip(
            person, month=before, file=picture(before), by=by
        )
    with at(school.now - timedelta(days=4)):
        pay = Pay(amount_fen=YUAN * FEN, unit=MONTH, employer=EMPLOYER)
        actions.read_payslip(payslip, pay=pay, by=school.staff["outcomes_officer"])
    with at(school.now - timedelta(days=1)):
        actions.hand_in_payslip(person, month=last, file=picture(last), by=by)


def picture(month: date) -> io.BytesIO:
    """A strip of figures: nobody's."""
    paper = Image.new("RGB", (1000, 700), "#fbf9f4")
    pen = ImageDraw.Draw(paper)
    rows = [f"{month:%Y-%m}", f"{YUAN + 320}.00", "-320.00", f"{YUAN}.00"]
    for place, words in enumerate(rows):
        top = 80 + 140 * place
        pen.rectangle((80, top, 920, top + 140), outline="#5c5048", width=3)
        pen.text((120, top + 40), words, fill="#221c18", font_size=56)
    target = io.BytesIO()
    paper.save(target, "JPEG", quality=80)
    target.seek(0)
    return target
