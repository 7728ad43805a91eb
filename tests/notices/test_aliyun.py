"""SMS through Aliyun's own SDK, against a stand-in of its interface on this machine."""

import json
import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from school.lib import sms
from school.lib.unsent import NotSent, Refused, Unsure
from school.notices import actions
from school.notices.models import Delivery
from school.people.models import Person
from tests.factories.notices import make_delivery, make_notice
from tests.notices.stand_in import StandIn, serving

pytest.importorskip("alibabacloud_dysmsapi20170525")
PHONE = "13800001234"


@pytest.fixture
def carrier(settings: Any) -> Iterator[StandIn]:
    with serving() as stand_in:
        stand_in.answer = lambda asked: said("OK")
        settings.SMS_BACKEND = "school.lib.aliyun.Backend"
        settings.ALIYUN_SMS = {
            "access_key_id": "stand-in",
            "access_key_secret": "stand-in-secret",
            "sign_name": "赋能夜校",
            "endpoint": f"http://{stand_in.address}",
            "templates": {
                "login_code": ("SMS_1", ["code"]),
                "place_offered": ("SMS_2", ["cohort", "until"]),
                "*": ("SMS_9", ["text"]),
            },
        }
        yield stand_in


def said(code: str, status: int = 200) -> tuple[int, bytes]:
    words = {"Code": code, "Message": code, "RequestId": "1", "BizId": "2"}
    return status, json.dumps(words).encode()


def test_a_code_goes_out_as_its_template(carrier: StandIn) -> None:
    sms.send(PHONE, "您的验证码是123456", kind="login_code", facts={"code": "123456"})
    (asked,) = carrier.asked
    sent = asked.query
    assert asked.headers.get("x-acs-action", sent.get("Action")) == "SendSms"
    assert sent["PhoneNumbers"] == PHONE
    assert (sent["SignName"], sent["TemplateCode"]) == ("赋能夜校", "SMS_1")
    assert json.loads(sent["TemplateParam"]) == {"code": "123456"}
    # Signed, and the secret itself stays here.
    assert "Signature" in str(sent) + str(asked.headers.get("authorization"))
    assert "stand-in-secret" not in str(asked)


def test_a_notice_fills_its_template_with_facts(
    carrier: StandIn, trainee: Person
) -> None:
    later = timezone.now() + timedelta(days=1)
    notice = actions.notify(
        trainee,
        kind="place_offered",
        context={"cohort": {"zh": "养老班", "en": "Elder care"}, "until": later},
    )
    delivery = make_delivery(notice=notice)
    actions.deliver(delivery, at=timezone.now())
    assert delivery.status == Delivery.Status.SENT
    facts = json.loads(carrier.asked[0].query["TemplateParam"])
    assert facts["cohort"] == "养老班"
    assert "月" in facts["until"]


def test_other_kinds_share_a_template(carrier: StandIn, trainee: Person) -> None:
    actions.deliver(make_delivery(trainee), at=timezone.now())
    sent = carrier.asked[0].query
    assert sent["TemplateCode"] == "SMS_9"
    assert "成绩" in json.loads(sent["TemplateParam"])["text"]


def test_a_kind_without_template_is_not_sent(
    carrier: StandIn, settings: Any, trainee: Person
) -> None:
    del settings.ALIYUN_SMS["templates"]["*"]
    delivery = make_delivery(notice=make_notice(trainee))
    actions.deliver(delivery, at=timezone.now())
    assert (delivery.status, delivery.problem) == ("failed", "no template")
    assert carrier.asked == []


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (said("isv.BUSINESS_LIMIT_CONTROL"), NotSent),
        (said("isp.SYSTEM_ERROR"), NotSent),
        (said("isv.MOBILE_NUMBER_ILLEGAL"), Refused),
        (said("InvalidAccessKeyId.NotFound", 404), Refused),
        (said("ServiceUnavailable", 503), NotSent),
        (said("Throttling.User", 400), NotSent),
        (None, Unsure),
    ],
)
def test_what_the_carrier_says_decides_whether_to_try_again(
    carrier: StandIn, answer: Any, error: type[NotSent]
) -> None:
    carrier.answer = lambda asked: answer
    with pytest.raises(NotSent) as caught:
        sms.send(PHONE, "甲")
    assert type(caught.value) is error
    assert PHONE not in caught.value.code
    # The SDK has not asked a second time by itself.
    assert len(carrier.asked) == 1


def test_a_carrier_that_cannot_be_reached_is_tried_again(
    carrier: StandIn, settings: Any
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.ALIYUN_SMS["endpoint"] = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(NotSent) as caught:
        sms.send(PHONE, "甲")
    assert type(caught.value) is NotSent
