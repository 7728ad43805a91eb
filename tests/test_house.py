"""The habits of the house that a machine can check."""

import ast
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = ("school", "cms", "tests", "bin")


@cache
def files(pattern: str) -> list[Path]:
    found = [file for place in OURS for file in (ROOT / place).rglob(pattern)]
    found += (ROOT / "templates").rglob(pattern)
    return sorted(file for file in found if "migrations" not in file.parts)


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def nodes(file: Path) -> list[ast.AST]:
    return list(ast.walk(tree(file)))


def name(file: Path, line: int | None = None) -> str:
    return f"{file.relative_to(ROOT)}" + (f":{line}" if line else "")


def length(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


@cache
def functions() -> list[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    return [
        (file, node)
        for file in files("*.py")
        for node in nodes(file)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def tracked() -> list[Path]:
    """Every text file that git knows or would add; in a copy without git, none."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True)
    return [
        ROOT / line for line in answer.stdout.splitlines() if (ROOT / line).is_file()
    ]


def test_no_module_is_longer_than_300_lines() -> None:
    assert [name(file) for file in files("*.py") if length(file) > 300] == []


def test_no_template_is_longer_than_120_lines() -> None:
    assert [name(file) for file in files("*.html") if length(file) > 120] == []


def test_no_function_is_longer_than_40_lines() -> None:
    assert [
        f"{name(file, node.lineno)} {node.name}"
        for file, node in functions()
        if node.end_lineno - node.lineno + 1 > 40
    ] == []


def test_every_folder_of_tests_is_a_package() -> None:
    """Two folders may have files of one name only then."""
    folders = {file.parent for file in (ROOT / "tests").rglob("test_*.py")}
    assert [name(each) for each in folders if not (each / "__init__.py").exists()] == []


def test_our_own_modules_are_imported_at_the_top() -> None:
    """An import inside a function hides a layer that is crossed."""
    assert [
        name(file, inner.lineno)
        for file, node in functions()
        if "tests" not in file.relative_to(ROOT).parts
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom) and is_ours(inner)
    ] == []


def is_ours(node: ast.Import | ast.ImportFrom) -> bool:
    names = [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        names = [node.module or ""]
    return any(each.split(".")[0] in OURS for each in names)


def test_only_actions_assign_a_status() -> None:
    """A change of state is one verb, which journals; nothing goes round it."""
    assert [
        name(file, node.lineno)
        for file in files("*.py")
        if is_domain(file) and "actions" not in name(file)
        for node in nodes(file)
        if assigns_status(node)
    ] == []


def is_domain(file: Path) -> bool:
    return file.relative_to(ROOT).parts[0] in {"school", "cms"}


def assigns_status(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(
            isinstance(target, ast.Attribute) and target.attr == "status"
            for target in targets
        )
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "update"
        and any(keyword.arg == "status" for keyword in node.keywords)
    )


def test_rules_read_no_clock() -> None:
    clock = re.compile(r"\b(date\.today|datetime\.now|time\.time|timezone\.now)\(")
    rules = [file for file in files("*.py") if is_rules(file)]
    assert [name(file) for file in rules if clock.search(file.read_text())] == []


def is_rules(file: Path) -> bool:
    return is_domain(file) and "rules" in {file.stem, file.parent.name}


def test_no_save_is_overridden_and_no_save_signal_received() -> None:
    overrides = [
        name(file, node.lineno)
        for file, node in functions()
        if is_domain(file)
        and file.relative_to(ROOT).parts[0] == "school"
        and "models" in {file.stem, file.parent.name}
        and node.name == "save"
    ]
    signals = [
        name(file)
        for file in files("*.py")
        if is_domain(file) and re.search(r"\b(pre|post)_save\b", file.read_text())
    ]
    assert overrides + signals == []


def test_every_silenced_warning_says_which_and_why() -> None:
    silence = re.compile(r"#\s*(type:\s*ignore|noqa)(?P<rest>.*)")
    explained = re.compile(r"(\[[\w-]+\]|:\s*[A-Z]+\d+)\s*#\s*\w+")
    silenced = [
        (name(file, number), found["rest"])
        for file in files("*.py")
        if file != Path(__file__)
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if (found := silence.search(line))
    ]
    assert [where for where, rest in silenced if not explained.search(rest)] == []
    assert len(silenced) < 10


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError")
    assert [
        name(file)
        for pattern in ("*.py", "*.html", "*.css", "*.js")
        for file in files(pattern)
        if file != Path(__file__) and later.search(file.read_text(encoding="utf-8"))
    ] == []


def test_pages_carry_no_inline_style_or_script() -> None:
    """The content security policy refuses them; documents and e-mails are no pages."""
    inline = re.compile(
        r"""<style\b|\sstyle\s*=\s*["']|\son[a-z]+\s*=\s*["']|<script(?![^>]*\bsrc=)""",
        re.I,
    )
    pages = [
        file
        for file in files("*.html")
        if not {"documents", "emails"} & set(file.relative_to(ROOT).parts)
    ]
    assert [name(file) for file in pages if inline.search(file.read_text())] == []


def test_no_file_knows_one_machine() -> None:
    """Neither a folder of somebody's machine nor where its packages came from."""
    homes = re.compile(r"/(?:home|Users|root|work)/\w")
    index = re.compile(r"--(?:extra-)?index-url|--find-links|\bpypi\.org\b")
    assert [
        name(file, number)
        for file in tracked()
        if file != Path(__file__)
        for number, line in enumerate(lines(file), 1)
        if homes.search(line) or index.search(line)
    ] == []


def lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []


def test_requirements_are_pinned_with_hashes() -> None:
    for file in ("requirements.txt", "requirements-dev.txt"):
        entries = re.split(r"\n(?=\S)", (ROOT / file).read_text().strip())
        packages = [entry for entry in entries if not entry.startswith("#")]
        assert packages
        for entry in packages:
            assert re.match(r"[\w.\[\],-]+==[\w.]+ ", entry), entry
            assert "--hash=sha256:" in entry, entry


def test_requirements_hold_what_pyproject_names() -> None:
    """If this fails: make lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        "requirements.txt": project["project"]["dependencies"],
        "requirements-dev.txt": project["dependency-groups"]["dev"],
    }
    for file, dependencies in wanted.items():
        pinned = set(re.findall(r"^([\w.-]+)", (ROOT / file).read_text(), re.MULTILINE))
        named = {re.match(r"[\w.-]+", each)[0] for each in dependencies}
        assert named <= pinned


def test_no_text_to_translate_stands_inside_a_formatted_string() -> None:
    """The tool that gathers texts does not look there: it would stay English."""
    names = {"_", "gettext", "ngettext", "pgettext", "gettext_lazy"}
    found = [
        name(file, call.lineno)
        for file in files("*.py")
        for node in nodes(file)
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in names
    ]
    assert found == []
