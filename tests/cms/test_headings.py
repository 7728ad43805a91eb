from django.core.management import call_command
from wagtail.models import Page

from tests.cast import signed_in
from tests.headings import faults


def test_every_page_of_the_site_is_headed_in_order(db: None) -> None:
    call_command("load_curriculum", verbosity=0)
    client = signed_in(None)
    found = {}
    for page in Page.objects.live().filter(depth__gt=1).specific():
        answer = client.get(page.url)
        assert answer.status_code == 200, page.url
        found[page.url] = faults(answer.content.decode())
    assert len(found) > 80
    assert {url: wrong for url, wrong in found.items() if wrong} == {}
