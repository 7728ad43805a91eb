"""A bank as a content package: a manifest, an item a question, and their pictures."""

import io
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db.models import QuerySet

from school.assessment.exchange.bank import bank_as_written
from school.assessment.exchange.qti.item_out import item
from school.assessment.exchange.qti.names import (
    DIFFICULTIES,
    INSTANCE,
    INTERACTIONS,
    ITEM_TYPE,
    LOM,
    MANIFEST,
    METADATA,
    PACKAGE,
    TAXONOMIES,
    TOOL,
    taxonomy,
)
from school.assessment.models import Question, QuestionPicture
from school.assessment.rules.written import Written
from school.courses.models import Edition
from school.lib.spreadsheet import legible

SCHEMAS = (PACKAGE, LOM, METADATA)


@dataclass(frozen=True)
class _Item:
    written: Written
    identifier: str
    file: str
    pictures: tuple[str, ...]


def package(
    edition: Edition, questions: "QuerySet[Question]", *, language: str
) -> bytes:
    """`language`, zh or en, is what a candidate reads elsewhere."""
    rows = enumerate(bank_as_written(questions), 1)
    items = [_named(number, row) for number, row in rows]
    pictures = _pictures({code for one in items for code in one.pictures})
    seen = {code: posixpath.join("..", file) for code, file in pictures.items()}
    out = io.BytesIO()
    with ZipFile(out, "w") as made:
        _put(made, MANIFEST, _manifest(edition, items, pictures))
        for one in items:
            _put(made, one.file, item(one.written, seen, language))
        for picture in QuestionPicture.objects.filter(code__in=pictures):
            with picture.file.open() as file:
                _put(made, pictures[picture.code], file.read())
    return out.getvalue()


def _put(made: ZipFile, name: str, data: bytes) -> None:
    """With no date, so that the same bank gives the same package."""
    made.writestr(ZipInfo(name), data, ZIP_DEFLATED)


def _named(number: int, row: Written) -> _Item:
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", row.code)
    codes = [row.picture, *(option.picture for option in row.options)]
    found = tuple(dict.fromkeys(code for code in codes if code))
    return _Item(row, f"item-{number}", f"items/{number:04}-{plain}.xml", found)


def _pictures(codes: set[str]) -> dict[str, str]:
    found = QuestionPicture.objects.filter(code__in=codes).order_by("code")
    return {
        one.code: f"pictures/{one.code}{posixpath.splitext(str(one.file.name))[1]}"
        for one in found
    }


def _manifest(
    edition: Edition, items: list[_Item], pictures: Mapping[str, str]
) -> bytes:
    root = Element(
        "manifest",
        {
            "xmlns": PACKAGE,
            "xmlns:imsmd": LOM,
            "xmlns:imsqti": METADATA,
            "xmlns:xsi": INSTANCE,
            "xsi:schemaLocation": " ".join(f"{name} {name}.xsd" for name in SCHEMAS),
            "identifier": f"{TOOL}-{edition.course.code}-{edition.version}",
        },
    )
    about = SubElement(root, "metadata")
    SubElement(about, "schema").text = "QTIv2.1 Package"
    SubElement(about, "schemaversion").text = "1.0.0"
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    numbers = {code: f"picture-{number}" for number, code in enumerate(pictures, 1)}
    for one in items:
        names = {"identifier": one.identifier, "type": ITEM_TYPE, "href": one.file}
        resource = SubElement(resources, "resource", names)
        _describe(SubElement(resource, "metadata"), one.written)
        SubElement(resource, "file", {"href": one.file})
        for code in one.pictures:
            SubElement(resource, "dependency", {"identifierref": numbers[code]})
    for code, file in pictures.items():
        names = {"identifier": numbers[code], "type": "webcontent", "href": file}
        resource = SubElement(resources, "resource", names)
        SubElement(resource, "file", {"href": file})
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _describe(parent: Element, row: Written) -> None:
    lom = SubElement(parent, "imsmd:lom")
    general = SubElement(lom, "imsmd:general")
    SubElement(general, "imsmd:identifier").text = row.code
    if row.difficulty:
        educational = SubElement(lom, "imsmd:educational")
        difficulty = SubElement(educational, "imsmd:difficulty")
        _words(SubElement(difficulty, "imsmd:source"), "LOMv1.0")
        _words(SubElement(difficulty, "imsmd:value"), DIFFICULTIES[row.difficulty])
    classification = SubElement(lom, "imsmd:classification")
    for name in TAXONOMIES:
        if value := str(getattr(row, name)):
            path = SubElement(classification, "imsmd:taxonpath")
            _words(SubElement(path, "imsmd:source"), taxonomy(name))
            taxon = SubElement(path, "imsmd:taxon")
            SubElement(taxon, "imsmd:id").text = value
            _words(SubElement(taxon, "imsmd:entry"), value)
    about = SubElement(parent, "imsqti:qtiMetadata")
    SubElement(about, "imsqti:interactionType").text = INTERACTIONS[row.kind]
    SubElement(about, "imsqti:feedbackType").text = "nonadaptive"
    SubElement(about, "imsqti:toolName").text = TOOL


def _words(parent: Element, text: str) -> None:
    words = SubElement(parent, "imsmd:langstring", {"xml:lang": "x-none"})
    words.text = legible(text)
