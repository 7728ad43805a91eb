"""A passkey is made, signs in by itself and is the second step, with Chromium's virtual device."""

import pytest
from playwright.sync_api import Page, expect

from school.people.models import User
from tests.e2e.conftest import School

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def by_name(school: School) -> str:
    """Browsers make passkeys for an address with a name alone."""
    return school.url.replace("127.0.0.1", "localhost")


def virtual_device(page: Page) -> str:
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return str(made["authenticatorId"])


def sign_in_by_code(page: Page, school: School, url: str, user: User) -> None:
    page.goto(f"{url}/account/login/")
    page.get_by_label("手机号").fill(user.phone)
    page.get_by_role("button", name="获取验证码").click()
    page.get_by_label("验证码", exact=True).fill(school.codes()[-1])
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url(lambda there: "/login/" not in there)


def test_a_passkey_opens_the_account_alone_and_as_the_second_step(
    page: Page, school: School, by_name: str, registrar: User
) -> None:
    virtual_device(page)
    sign_in_by_code(page, school, by_name, registrar)
    page.goto(f"{by_name}/account/2fa/")
    page.get_by_role("link", name="添加通行密钥").click()
    page.get_by_role("button", name="建通行密钥").click()
    expect(page.get_by_role("heading", name="备用码")).to_be_visible()
    assert page.locator(".recovery-codes li").count() == 10

    page.context.clear_cookies()
    page.goto(f"{by_name}/account/login/?next=/desk/")
    page.get_by_role("button", name="用通行密钥登录").click()
    page.wait_for_url("**/desk/")
    page.wait_for_load_state("networkidle")

    page.context.clear_cookies()
    sign_in_by_code(page, school, by_name, registrar)
    expect(page.get_by_role("heading", name="第二步验证")).to_be_visible()
    page.goto(f"{by_name}/desk/")
    assert "/desk/" not in page.url.partition("?")[0], "one step alone opens nothing"
    page.goto(f"{by_name}/account/2fa/authenticate/")
    page.get_by_role("button", name="用通行密钥").click()
    page.wait_for_url("**/desk/")


def test_a_device_that_does_not_know_its_owner_is_told_of_in_words(
    page: Page, school: School, by_name: str, registrar: User
) -> None:
    sign_in_by_code(page, school, by_name, registrar)
    page.goto(f"{by_name}/account/2fa/webauthn/add/")
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    device = {**DEVICE, "isUserVerified": False}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    page.get_by_role("button", name="建通行密钥").click()
    expect(page.get_by_text("没有成功。")).to_be_visible()
