"""Every verb in an `actions` module is atomic and leaves its trace in the journal."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Given by the hundred in an evening, each with its own who and when; to begin and to
# hand in are journalled.
KEEPS_ITS_OWN_RECORD = {
    "assessment.keep_marks",
    "assessment.mark_critical",
    "assessment.mark_item",
    # Decides nothing, by the hundred.
    "assessment.practise",
    "assessment.save_answer",
    "assessment.save_answers",
    "assessment.write_note",
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources(app: Path) -> list[Path]:
    return [*app.glob("actions.py"), *app.glob("actions/*.py")]


@cache
def functions(app: Path) -> dict[str, Function]:
    return {
        node.name: node
        for file in sources(app)
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, Function)
    }


def exported(app: Path) -> set[str]:
    """What a package of actions offers; in a single module that is everything."""
    package = app / "actions/__init__.py"
    if not package.exists():
        return set(functions(app))
    body = ast.parse(package.read_text(encoding="utf-8")).body
    imports = [node for node in body if isinstance(node, ast.ImportFrom)]
    return {alias.name for node in imports for alias in node.names}


def verbs() -> Iterator[object]:
    """The public functions that are told who is acting."""
    for app in sorted((ROOT / "school").iterdir()):
        for name in sorted(exported(app) & functions(app).keys()):
            told = {argument.arg for argument in functions(app)[name].args.kwonlyargs}
            if "by" in told and not name.startswith("_") and app.name != "journal":
                yield pytest.param(app, name, id=f"{app.name}.{name}")


@cache
def calls(function: Function) -> list[ast.Call]:
    return [node for node in ast.walk(function) if isinstance(node, ast.Call)]


@cache
def called(call: ast.Call) -> str:
    return ast.unparse(call.func)


def does(app: Path, name: str) -> Iterator[str]:
    """Everything that the verb calls, through its own app's functions too."""
    ours, waiting, seen = functions(app), [name], set()
    while waiting:
        seen.add(current := waiting.pop())
        for call in calls(ours[current]):
            yield called(call)
            if called(call) in ours.keys() - seen:
                waiting.append(called(call))


def is_atomic(app: Path, name: str) -> bool:
    ours = functions(app)
    decorated = [
        ast.unparse(decorator)
        for each in {name, *does(app, name)} & ours.keys()
        for decorator in ours[each].decorator_list
    ]
    # What is done one by one is done wholly or not at all for each.
    wholly = ("transaction.atomic", "one_by_one")
    return any(each.startswith(wholly) for each in (*decorated, *does(app, name)))


def hands_the_actor_on(app: Path, name: str) -> bool:
    """It is made of another app's verbs, which keep the journal themselves."""
    return any(
        keyword.arg == "by" and called(call).split(".")[0] != "journal"
        for call in calls(functions(app)[name])
        for keyword in call.keywords
        if called(call) not in functions(app)
    )


@pytest.mark.parametrize(("app", "name"), list(verbs()))
def test_a_verb_is_journalled(app: Path, name: str) -> None:
    if f"{app.name}.{name}" in KEEPS_ITS_OWN_RECORD:
        return
    recorded = {"journal.record", "journal.record_each"} & set(does(app, name))
    assert recorded or hands_the_actor_on(app, name)


@pytest.mark.parametrize(("app", "name"), list(verbs()))
def test_a_verb_happens_wholly_or_not_at_all(app: Path, name: str) -> None:
    assert is_atomic(app, name)
