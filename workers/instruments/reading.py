"""Reads an instrument's file and says by line and key what is wrong with it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workers.choices import GROUP_ONLY
from workers.instruments.known import EMBEDDED, LOADABLE, Frame

FOLDER = Path(__file__).parent
LANGUAGES = ("fi", "sv", "en")
RULES = ("single", "each", "sum", "mean", "percent")
TEXTS = ("id", "version", "use", "source", "licence", "rule", "missing")
KEYS = {*TEXTS, "factor", "group_only", "least_pairs", "title", "intro", "scale", "item"}
LONGEST = 100_000  # characters of a file
MOST_ITEMS = 40
UNKNOWN_KEY = gettext_lazy("this key is not known")

Words = Mapping[str, str]


class PackError(Exception):
    """The file is no pack; `problems` say where and why, for people."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Item:
    """One question; `labels` names steps of its own, where they differ from the scale's."""

    code: str
    text: Words
    labels: Mapping[int, Words] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pack:
    """An instrument as it is asked and scored. Texts have Finnish, and other languages where there are."""

    code: str
    version: str
    source: str
    licence: str
    rule: str
    factor: int
    is_group_only: bool
    least_pairs: int
    title: Words
    intro: Words
    lowest: int
    highest: int
    labels: Mapping[int, Words]
    items: tuple[Item, ...]

    @property
    def steps(self) -> range:
        return range(self.lowest, self.highest + 1)

    @property
    def instruments(self) -> tuple[str, ...]:
        """Codes of what it gives scores of."""
        if self.rule == "each":
            return tuple(f"{self.code}_{item.code}" for item in self.items)
        return (self.code,)


def in_language(words: Words, language: str) -> str:
    """The words in the language, else in Finnish, in which every pack has them."""
    return words.get(language) or words.get("fi", "")


@lru_cache(maxsize=1)
def embedded() -> tuple[Pack, ...]:
    """The packs that are shipped."""
    return tuple(read((FOLDER / f"{code}.toml").read_text(encoding="utf-8")) for code in EMBEDDED)


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def loadable(text: str) -> Pack:
    """A pack that a municipality may load. Raises PackError."""
    pack = read(text)
    place = _Places(text)
    frame = LOADABLE.get(pack.code)
    if frame is None:
        known = ", ".join(LOADABLE)
        raise PackError(
            [place.tell("id", _("no figure is counted of this; known are %(known)s") % {"known": known})]
        )
    problems = list(_unlike(pack, frame, place))
    if problems:
        raise PackError(problems)
    return pack


def _unlike(pack: Pack, frame: Frame, place: "_Places") -> Iterator[str]:
    """How the pack differs from the owner's instrument, which is asked unchanged or not at all."""
    for key, is_so, wanted in (
        ("item", len(pack.items), frame.items), ("lowest", pack.lowest, frame.lowest),
        ("highest", pack.highest, frame.highest), ("rule", pack.rule, frame.rule),
        ("factor", pack.factor, frame.factor), ("group_only", pack.is_group_only, pack.code in GROUP_ONLY),
    ):  # fmt: skip
        if is_so != wanted:
            yield place.tell(
                key,
                _("the instrument has %(wanted)s here, not %(found)s") % {"wanted": wanted, "found": is_so},
            )


def read(text: str) -> Pack:
    """The pack in the text. Raises PackError with all that is wrong."""
    if len(text) > LONGEST:
        raise PackError([_("The file is too long to be a pack.")])
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError([_("Not TOML: %(error)s") % {"error": error}]) from error
    checked = _Checked(document, _Places(text))
    pack = checked.pack()
    if checked.problems or pack is None:
        raise PackError(checked.problems)
    return pack


class _Places:
    """Where a key stands in the text."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()

    def tell(self, key: str, said: str, item: int | None = None) -> str:
        line = self.line(key, item)
        where = _("Line %(line)s, %(key)s") % {"line": line, "key": key} if line else key
        return f"{where}: {said}"

    def line(self, key: str, item: int | None = None) -> int:
        """The line's number, of the item with this number if one is given; 0 where the key is not there."""
        heads = [n for n, line in enumerate(self.lines) if line.strip() == "[[item]]"]
        first, last = 0, len(self.lines)
        if item is not None and item < len(heads):
            first, last = heads[item], heads[item + 1] if item + 1 < len(heads) else last
        word = re.compile(rf"\s*(\[+\s*)?{re.escape(key)}(\s*\]+)?\s*(=|$)")
        found = (n for n in range(first, last) if word.match(self.lines[n]))
        return next(found, first - 1 if item is None else first) + 1


class _Checked:
    """Goes through a document and gathers what is wrong with it."""

    def __init__(self, document: Mapping[str, Any], place: _Places) -> None:
        self.document, self.place = document, place
        self.problems: list[str] = []

    def wrong(self, key: str, said: Any, item: int | None = None) -> None:
        self.problems.append(self.place.tell(key, str(said), item))

    def pack(self) -> Pack | None:
        for key in sorted(self.document.keys() - KEYS):
            self.wrong(key, UNKNOWN_KEY)
        texts = {key: self.text(key) for key in TEXTS}
        self.one_of("rule", texts["rule"], RULES)
        self.one_of("use", texts["use"], ("embed", "load"))
        self.one_of("missing", texts["missing"], ("none",))
        scale = self.document.get("scale")
        scale = scale if isinstance(scale, dict) else {}
        lowest, highest = self.whole(scale, "lowest", 0, 20), self.whole(scale, "highest", 1, 20)
        if highest <= lowest:
            self.wrong("highest", _("has to be above the lowest"))
        labels = self.labels(scale.get("labels", []), None)
        items = self.items()
        if texts["rule"] == "single" and len(items) != 1:
            self.wrong("rule", _("a single score has one item"))
        if not isinstance(self.document.get("group_only"), bool):
            self.wrong("group_only", _("has to be true or false"))
        found = Pack(
            code=texts["id"], version=texts["version"], source=texts["source"], licence=texts["licence"],
            rule=texts["rule"], factor=self.whole(self.document, "factor", 1, 100, 1),
            is_group_only=bool(self.document.get("group_only")),
            least_pairs=self.whole(self.document, "least_pairs", 5, 1000),
            title=self.words(self.document, "title"),
            intro=self.words(self.document, "intro", required=False),
            lowest=lowest, highest=highest, labels=labels, items=items,
        )  # fmt: skip
        return None if self.problems else found

    def text(self, key: str) -> str:
        value = self.document.get(key)
        if not isinstance(value, str) or not value.strip():
            self.wrong(key, _("has to be a text"))
            return ""
        return value.strip()

    def one_of(self, key: str, value: str, allowed: tuple[str, ...]) -> None:
        if value and value not in allowed:
            self.wrong(key, _("has to be one of: %(allowed)s") % {"allowed": ", ".join(allowed)})

    def whole(
        self, table: Mapping[str, Any], key: str, least: int, most: int, usual: int | None = None
    ) -> int:
        value = table.get(key, usual)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.wrong(
                key, _("has to be a whole number from %(least)s to %(most)s") % {"least": least, "most": most}
            )
            return least
        return value

    def words(
        self, table: Mapping[str, Any], key: str, item: int | None = None, *, required: bool = True
    ) -> Words:
        value = table.get(key)
        if value is None and not required:
            return {}
        if not isinstance(value, dict) or not value.get("fi"):
            self.wrong(key, _("has to have a text in Finnish (fi)"), item)
            return {}
        for language, said in value.items():
            if language not in LANGUAGES or not isinstance(said, str) or not said.strip():
                self.wrong(key, _("has texts in fi, sv and en"), item)
        return {language: str(said).strip() for language, said in value.items()}

    def labels(self, rows: Any, item: int | None) -> dict[int, Words]:
        found: dict[int, Words] = {}
        for row in rows if isinstance(rows, list) else [None]:
            if not isinstance(row, dict) or not isinstance(row.get("value"), int) or not row.get("fi"):
                self.wrong("labels", _("each has a value and a text in Finnish (fi)"), item)
                continue
            found[row["value"]] = {name: str(said) for name, said in row.items() if name in LANGUAGES}
        return found

    def items(self) -> tuple[Item, ...]:
        rows = self.document.get("item")
        if not isinstance(rows, list) or not 0 < len(rows) <= MOST_ITEMS:
            self.wrong("item", _("there have to be from 1 to %(most)s items") % {"most": MOST_ITEMS})
            return ()
        found: list[Item] = []
        for number, row in enumerate(rows):
            for key in sorted(row.keys() - {"id", "text", "labels"}):
                self.wrong(key, UNKNOWN_KEY, number)
            code = row.get("id")
            if not isinstance(code, str) or not re.fullmatch(r"[a-z][a-z0-9_]{0,19}", code):
                self.wrong("id", _("has to be letters a–z, numbers and _"), number)
                continue
            if code in {one.code for one in found}:
                self.wrong("id", _("another item has this id"), number)
            found.append(
                Item(code, self.words(row, "text", number), self.labels(row.get("labels", []), number))
            )
        return tuple(found)
