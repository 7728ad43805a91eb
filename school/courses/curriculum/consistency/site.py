"""What the words of the public pages must satisfy."""

from school.courses.curriculum.consistency.identity import check_unique
from school.courses.curriculum.problems import Report
from school.courses.curriculum.site import Site


def check_site(site: Site, report: Report) -> None:
    check_unique(site.articles, report, key="slug")
