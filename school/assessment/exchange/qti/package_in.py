"""Takes a content package apart: its manifest, its items, the pictures that they name."""

import hashlib
import io
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from django.utils.translation import gettext as _

from school.assessment.exchange.qti.item import Item
from school.assessment.exchange.qti.item_in import read_item
from school.assessment.exchange.qti.names import (
    DIFFICULTIES,
    MANIFEST,
    PREFIX,
    TAXONOMIES,
    taxonomy,
)
from school.assessment.exchange.reading import (
    MOST_QUESTIONS,
    Entry,
    NewPicture,
    Reading,
    take,
)
from school.assessment.exchange.sentences import Problem
from school.assessment.models import QuestionPicture
from school.assessment.rules.written import Fault, Vocabulary
from school.lib import photos
from school.lib.archives import Archive
from school.lib.archives import Unreadable as BrokenArchive
from school.lib.markup import Node, Unreadable, parsed

ITEM = re.compile(r"imsqti_(apip)?item_xmlv[23]p\d+(p\d+)?")
OLD = re.compile(r"imsqti_xmlv1p")
NEW = "new:"
# A manifest of two thousand questions has four million signs.
LARGEST_XML = 8 * 1024 * 1024
LEFT_OUT = ("math", "object", "table", "svg", "video", "audio")


def manifest_of(names: frozenset[str]) -> str | None:
    """Where the manifest lies: at the top, or in the one folder that was packed."""
    found = [name for name in names if posixpath.basename(name) == MANIFEST]
    return min(found, key=lambda name: name.count("/"), default=None)


def read_package(archive: Archive, words: Vocabulary, module: str = "") -> Reading:
    """`module` is that of questions that name none of ours."""
    reading = Reading()
    name = manifest_of(archive.names) or MANIFEST
    root = _parsed(archive, name, reading)
    if root is None:
        return reading
    resources = [one for one in root.all("resource") if ITEM.match(one.get("type"))]
    if not resources:
        reading.problems.append(Problem(name, _without_items(root)))
    elif len(resources) > MOST_QUESTIONS:
        sentence = _(
            "The package has %(rows)s questions and one file takes %(most)s. Divide it."
        ) % {"rows": len(resources), "most": MOST_QUESTIONS}
        reading.problems.append(Problem(name, sentence))
    else:
        package = _Package(archive, posixpath.dirname(name), name, module, reading)
        entries = list(package.entries(resources))
        known = words.pictures.union(reading.pictures)
        take(reading, entries, words.with_pictures(known))
    return reading


def _without_items(root: Node) -> str:
    if any(OLD.match(one.get("type")) for one in root.all("resource")):
        return _("This package is of QTI 1. Export it again as QTI 2.1, 2.2 or 3.0.")
    return _("The manifest names no questions. Export the package again, as QTI 2.1.")


def _parsed(archive: Archive, name: str, reading: Reading) -> Node | None:
    try:
        return parsed(archive.read(name, most=LARGEST_XML), prefix=PREFIX)
    except (Unreadable, BrokenArchive):
        sentence = _("This file is damaged or no XML. Export the package again.")
        reading.problems.append(Problem(name, sentence))
        return None


class _Package:
    def __init__(
        self, archive: Archive, base: str, manifest: str, module: str, reading: Reading
    ) -> None:
        self.archive, self.base, self.manifest = archive, base, manifest
        self.module, self.reading = module, reading
        self.known = dict(QuestionPicture.objects.values_list("sha256", "code"))
        self.seen: dict[str, str | Fault] = {}

    def entries(self, resources: list[Node]) -> Iterator[Entry]:
        for resource in resources:
            href = resource.get("href") or _first_file(resource)
            name = self._inside(self.base, href)
            if name is None:
                sentence = _("The package lacks the file that this names: %(name)s.")
                place = f"{self.manifest} › {resource.get('identifier')}"
                problem = Problem(place, sentence % {"name": href})
                self.reading.problems.append(problem)
                continue
            root = _parsed(self.archive, name, self.reading)
            if root is not None:
                yield self._entry(read_item(root, name, self.picture), resource)

    def _inside(self, folder: str, href: str) -> str | None:
        name = posixpath.normpath(posixpath.join(folder, unquote(href)))
        return name if name in self.archive.names else None

    def _entry(self, item: Item, resource: Node) -> Entry:
        if item.is_hopeless:
            # Nothing else of it is worth a sentence.
            return Entry(item.fields, item.places, item.faults, is_askable=False)
        self._describe(item, resource)
        if not item.fields.get("module"):
            item.put("module", self.module)
        if not item.fields["module"]:
            place = f"{self.manifest} › {resource.get('identifier')}"
            item.fault("module", "no_module")
            item.places["module"] = place
        if not item.faults:
            notices = (Problem(item.file, text) for text in _notices(item))
            self.reading.notices.extend(notices)
        return Entry(item.fields, item.places, item.faults, explained=False)

    def _describe(self, item: Item, resource: Node) -> None:
        """What the manifest says of the question in our own taxonomies."""
        place = f"{self.manifest} › {resource.get('identifier')}"
        for path in resource.all("taxonpath"):
            source, taxon = path.child("source"), path.first("id")
            for name in TAXONOMIES:
                if source and taxon and source.text.strip() == taxonomy(name):
                    item.fields[name] = taxon.text.strip()
                    item.places[name] = f"{place} › {name}"
        difficulty = resource.first("difficulty")
        value = difficulty.first("value") if difficulty else None
        codes = {word: code for code, word in DIFFICULTIES.items()}
        if value and value.text.strip() in codes:
            item.fields["difficulty"] = codes[value.text.strip()]

    def picture(self, node: Node, file: str) -> str | Fault:
        source = node.get("src")
        name = self._inside(posixpath.dirname(file), source)
        if name is None:
            return Fault("picture", "picture_not_there", {"name": source[:100]})
        if name not in self.seen:
            self.seen[name] = self._kept(name, node.get("alt"))
        return self.seen[name]

    def _kept(self, name: str, words: str) -> str | Fault:
        """The bank's picture, if it has it: as it is, or as we would make it."""
        try:
            data = self.archive.read(name)
            if code := self.known.get(hashlib.sha256(data).hexdigest()):
                return code
            drawn = photos.illustration(io.BytesIO(data))
        except BrokenArchive:
            return Fault("picture", "picture_not_there", {"name": name})
        except photos.BadPhoto as refusal:
            return Fault("picture", "bad_picture", {"reason": str(refusal)})
        sha256 = hashlib.sha256(drawn.data).hexdigest()
        if code := self.known.get(sha256):
            return code
        alt = " ".join(words.split())[:200] or posixpath.basename(name)
        self.reading.pictures[NEW + sha256] = NewPicture(data, alt, alt)
        return NEW + sha256


def _notices(item: Item) -> Iterator[str]:
    if not item.is_bilingual:
        yield _(
            "In one language only: the same text stands in both. Translate it before "
            "it is approved."
        )
    body = item.root.child("itemBody")
    if body and body.first(*LEFT_OUT):
        yield _(
            "Formulas, tables, sound and film are not taken over. Read the question "
            "and write what is missing."
        )


def _first_file(resource: Node) -> str:
    file = resource.child("file")
    return file.get("href") if file else ""
