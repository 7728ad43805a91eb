"""Content packages of questions as other systems write them, each element as the standard has it."""

import io
import zipfile
from collections.abc import Mapping

from school.assessment.exchange.examining import read_file
from school.assessment.exchange.reading import Reading
from school.courses.models import Edition

SECOND = "http://www.imsglobal.org/xsd/imsqti_v2p1"
CORRECT = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"


def packed(
    items: Mapping[str, str | bytes],
    *,
    kind: str = "imsqti_item_xmlv2p1",
    folder: str = "",
    manifest: str = "",
) -> bytes:
    """`items` by their paths; what is no .xml lies beside them."""
    named = [name for name in items if name.endswith(".xml")]
    resources = "".join(
        f'<resource identifier="item-{serial}" type="{kind}" href="{name}">'
        f'<file href="{name}"/></resource>'
        for serial, name in enumerate(named, 1)
    )
    manifest = manifest or (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m">'
        "<metadata><schema>QTIv2.1 Package</schema></metadata><organizations/>"
        f"<resources>{resources}</resources></manifest>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(f"{folder}imsmanifest.xml", manifest)
        for name, content in items.items():
            archive.writestr(folder + name, content)
    return out.getvalue()


def item(
    body: str,
    *,
    name: str = "choice",
    declared: str = "",
    processing: str = f'<responseProcessing template="{CORRECT}"/>',
    root: str = "",
    feedback: str = "",
) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- Made by another system. -->
<assessmentItem xmlns="{SECOND}" identifier="{name}" title="Unattended"
    adaptive="false" timeDependent="false" toolName="Elsewhere">
  {declared}
  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
  {root}
  <itemBody>
    {body}
  </itemBody>
  {processing}
  {feedback}
</assessmentItem>"""


def declaration(*right: str, cardinality: str, base: str, more: str = "") -> str:
    values = "".join(f"<value>{value}</value>" for value in right if value)
    correct = f"<correctResponse>{values}</correctResponse>" if values else ""
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" '
        f'baseType="{base}">{correct}{more}</responseDeclaration>'
    )


def choice(
    *,
    name: str = "choice",
    correct: str = "B",
    cardinality: str = "single",
    most: int = 1,
    more: str = "",
    picture: str = "",
) -> str:
    image = f'<p><img src="{picture}" alt="A sign"/></p>' if picture else ""
    return item(
        f"""<p>Look at the
        <strong>text</strong>.</p>{image}
    <choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="{most}">
      <prompt>What does it say?</prompt>
      <simpleChoice identifier="A">Stay &amp;
        wait<feedbackInline outcomeIdentifier="F" identifier="A">No</feedbackInline>
      </simpleChoice>
      <simpleChoice identifier="B"><p>Go</p></simpleChoice>
      <simpleChoice identifier="C" fixed="true">Sit</simpleChoice>
    </choiceInteraction>""",
        name=name,
        declared=declaration(
            correct, cardinality=cardinality, base="identifier", more=more
        ),
    )


TRUE_FALSE = item(
    """<choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1">
      <prompt>Jung was a psychoanalyst.</prompt>
      <simpleChoice identifier="true" fixed="true">True </simpleChoice>
      <simpleChoice identifier="false" fixed="true">False </simpleChoice>
    </choiceInteraction>""",
    declared=declaration("true", cardinality="single", base="identifier"),
    feedback=(
        '<modalFeedback outcomeIdentifier="FEEDBACK" identifier="correct" '
        'showHide="show">Yes, that is so.</modalFeedback>'
    ),
)
ORDER = item(
    """<orderInteraction responseIdentifier="RESPONSE" shuffle="true">
      <prompt>Who came first?</prompt>
      <simpleChoice identifier="DriverA">Rubens</simpleChoice>
      <simpleChoice identifier="DriverB">Jenson</simpleChoice>
      <simpleChoice identifier="DriverC" fixed="true">Michael</simpleChoice>
    </orderInteraction>""",
    declared=declaration(
        *("DriverC", "DriverA", "DriverB"), cardinality="ordered", base="identifier"
    ),
)
TEXT = item(
    """<p>The missing word:</p><blockquote><p>this sun of
    <textEntryInteraction responseIdentifier="RESPONSE" expectedLength="15"/>;<br/>
    and all the clouds</p></blockquote>""",
    name="text",
    declared=declaration("York", cardinality="single", base="string"),
)
PICTURES = item(
    """<p>Who lies on the side?</p>
    <choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">
      <simpleChoice identifier="A">
        <img src="../img/a%20b.png" alt="On the back"/>
      </simpleChoice>
      <simpleChoice identifier="B"><p><img src="../img/b.png" alt=""/></p></simpleChoice>
    </choiceInteraction>""",
    declared=declaration("B", cardinality="single", base="identifier"),
)
THIRD = """<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
    identifier="hot" title="Hot" time-dependent="false" xml:lang="en-US">
  <qti-response-declaration base-type="identifier" cardinality="multiple"
      identifier="RESPONSE">
    <qti-correct-response>
      <qti-value>choice_a</qti-value><qti-value>choice_c</qti-value>
    </qti-correct-response>
  </qti-response-declaration>
  <qti-outcome-declaration base-type="float" cardinality="single" identifier="SCORE"/>
  <qti-item-body>
    <qti-choice-interaction max-choices="0" response-identifier="RESPONSE">
      <qti-prompt>Which are hot?</qti-prompt>
      <qti-simple-choice identifier="choice_a">Fire</qti-simple-choice>
      <qti-simple-choice identifier="choice_b">Ice</qti-simple-choice>
      <qti-simple-choice identifier="choice_c">Steam</qti-simple-choice>
    </qti-choice-interaction>
  </qti-item-body>
  <qti-response-processing
    template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/>
  <qti-modal-feedback outcome-identifier="FEEDBACK" identifier="always" show-hide="show">
    <qti-content-body><p>Fire and steam are.</p></qti-content-body>
  </qti-modal-feedback>
</qti-assessment-item>"""


def number(test: str) -> str:
    """A question for a number, whose answer is right where `test`, an element, says so."""
    name = test.removeprefix("<").split(" ")[0].rstrip(">")
    condition = (
        f"""<responseProcessing><responseCondition><responseIf>
      {test}<variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></{name}>
      <setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>
      </setOutcomeValue></responseIf></responseCondition></responseProcessing>"""
        if test
        else f'<responseProcessing template="{CORRECT}"/>'
    )
    return item(
        """<p>How warm is the water?</p>
    <p><textEntryInteraction responseIdentifier="RESPONSE" expectedLength="5"/> ℃</p>""",
        name="number",
        declared=declaration("40.0", cardinality="single", base="float"),
        processing=condition,
    )


def read_packed(edition: Edition, data: bytes) -> Reading:
    """As taken in for the first module."""
    return read_file(data, edition, edition.modules.first())
