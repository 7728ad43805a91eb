"""Whether the question bank of an edition yields the paper that its blueprint asks for."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from school.assessment.models import Question
from school.courses.models import Edition
from school.courses.rules.content import Content
from school.courses.soundness import Finding

TOO_SMALL = _(
    "The bank has %(have)s approved questions for the exam, a paper asks %(asked)s."
)
NONE_OF_MODULE = _(
    "The bank has no approved question of this module for the exam. Approve some."
)
TOO_FEW_OF_MODULE = _(
    "A paper asks %(asked)s questions of this module, the bank has %(have)s approved ones."
)


def findings(edition: Edition, content: Content) -> list[Finding]:
    have = Counter(
        Question.objects.for_exam()
        .filter(edition=edition)
        .order_by()
        .values_list("module__code", flat=True)
    )
    found = []
    free = [one.code for one in content.modules if one["exam_questions"] is None]
    own = sum(one["exam_questions"] or 0 for one in content.modules)
    asked = content.facts["exam_questions"] - own
    if (there := sum(have[code] for code in free)) < asked:
        text = str(TOO_SMALL) % {"have": there, "asked": asked}
        found.append(Finding("bank_too_small", text))
    for module in content.modules:
        wanted, there = module["exam_questions"], have[module.code]
        if not there:
            found.append(Finding("module_without_questions", NONE_OF_MODULE, module))
        elif wanted and there < wanted:
            text = str(TOO_FEW_OF_MODULE) % {"have": there, "asked": wanted}
            found.append(Finding("module_short_of_questions", text, module))
    return found
