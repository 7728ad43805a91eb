"""The shape of the words with which the public pages begin."""

from dataclasses import dataclass
from typing import Annotated, Literal

from school.courses.curriculum.kinds import (
    Bilingual,
    Count,
    Located,
    Many,
    Slug,
    Version,
    Zh,
)


@dataclass(frozen=True)
class Step:
    title: Bilingual
    text: Bilingual


@dataclass(frozen=True)
class PageWords:
    title: Bilingual
    summary: Bilingual


@dataclass(frozen=True)
class HomeWords(PageWords):
    headline: Bilingual
    how: Annotated[tuple[Step, ...], Count(1, 6)]


@dataclass(frozen=True)
class Paragraphs:
    zh: Annotated[tuple[Zh, ...], Many]
    en: Annotated[tuple[str, ...], Many]


@dataclass(frozen=True)
class Article(Located):
    slug: Slug
    title: Bilingual
    summary: Bilingual
    text: Paragraphs


@dataclass(frozen=True)
class Site(Located):
    schema: str
    code: Literal["SITE"]
    version: Version
    home: HomeWords
    courses: PageWords
    standards: PageWords
    lecturers: PageWords
    news: PageWords
    articles: tuple[Article, ...]
