"""What the standard calls things, and what we add to it in the places that it leaves free."""

MANIFEST = "imsmanifest.xml"
ITEM = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
LOM = "http://www.imsglobal.org/xsd/imsmd_v1p2"
METADATA = "http://www.imsglobal.org/xsd/imsqti_metadata_v2p1"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
MATCH_CORRECT = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
ITEM_TYPE = "imsqti_item_xmlv2p1"
TOOL = "night-school"
# Of the elements of the third version, which is otherwise the second.
PREFIX = "qti-"
LANGUAGES = {"zh": "zh-CN", "en": "en"}
RESPONSE, SCORE, EXPLANATION = "RESPONSE", "SCORE", "EXPLANATION"
# Fields that a taxonomy of ours holds; the difficulty has a place of its own.
TAXONOMIES = ("module", "lesson", "standard", "use", "replaces")
DIFFICULTIES = {"easy": "easy", "medium": "medium", "hard": "difficult"}
INTERACTIONS = {
    "single": "choiceInteraction",
    "multiple": "choiceInteraction",
    "true_false": "choiceInteraction",
    "picture": "choiceInteraction",
    "ordering": "orderInteraction",
    "numeric": "textEntryInteraction",
}
CARDINALITIES = {"multiple": "multiple", "ordering": "ordered"}


def taxonomy(field: str) -> str:
    return f"{TOOL}:{field}"
