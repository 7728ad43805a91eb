"""What a reader sees of an item, as plain text in lines."""

from collections.abc import Iterator

from school.lib.markup import Node

LINES = frozenset(
    {
        *("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "prompt"),
        *("blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "br", "itemBody"),
        *("section", "simpleChoice", "modalFeedback", "contentBody", "promptBody"),
    }
)
# Not for the candidate, or not text at all.
HIDDEN = frozenset(
    {"rubricBlock", "feedbackBlock", "feedbackInline", "stylesheet", "style", "script"}
)
BLANK = "____"
BREAK = "\0"


def is_interaction(node: Node) -> bool:
    return node.name.endswith("Interaction")


def prose(node: Node, *, is_ours: bool, blank: bool = False) -> str:
    """The text of an element, a line for each block. Of ours every sign counts."""
    text = "".join(_signs(node, blank))
    lines = text.split(BREAK)
    if is_ours:
        return "\n".join(_own_lines(node, blank))
    plain = (" ".join(line.split()) for line in lines)
    return "\n".join(line for line in plain if line)


def _signs(node: Node, blank: bool) -> Iterator[str]:
    if node.name in HIDDEN:
        return
    is_line = node.name in LINES
    if is_line:
        yield BREAK
    for part in node.parts:
        if isinstance(part, str):
            yield part
        elif is_interaction(part):
            yield BLANK if blank else ""
        else:
            yield from _signs(part, blank)
    if is_line:
        yield BREAK


def _own_lines(node: Node, blank: bool) -> list[str]:
    """Our own paragraphs, empty ones too; those with a picture or a box hold no text."""
    paragraphs = [one for one in node.children if one.name == "p"]
    if not paragraphs:
        return [node.text]
    return [one.text for one in paragraphs if not one.children]
