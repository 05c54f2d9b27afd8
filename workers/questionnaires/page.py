"""A questionnaire as it stands on a page and on paper, and reading what came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from workers.instruments.reading import Item, Pack, in_language


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the scale; `label` names those that have words."""

    value: int
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ShownItem:
    name: str
    text: str
    steps: Sequence[Step]
    error: str = ""

    @property
    def has_words(self) -> bool:
        """Whether every step has words of its own, so that they stand below one another."""
        return all(step.label for step in self.steps)

    @property
    def highest(self) -> int:
        return self.steps[-1].value

    @property
    def ends(self) -> tuple[str, str]:
        return self.steps[0].label, self.steps[-1].label


@dataclass(frozen=True, slots=True)
class ShownPack:
    title: str
    source: str
    intro: str
    items: Sequence[ShownItem]


@dataclass(slots=True)
class Read:
    """Answers by pack and item; `errors` by the name of the field."""

    answers: dict[str, dict[str, int]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def shown(
    packs: Sequence[Pack], language: str, sent: Mapping[str, str] | None = None, read: Read | None = None
) -> list[ShownPack]:
    """The packs with what was chosen, in the language."""
    return [
        ShownPack(
            in_language(pack.title, language),
            pack.source,
            in_language(pack.intro, language),
            [_item(pack, item, language, sent or {}, read or Read()) for item in pack.items],
        )
        for pack in packs
    ]


def _item(pack: Pack, item: Item, language: str, sent: Mapping[str, str], read: Read) -> ShownItem:
    name = name_of(pack, item)
    labels = {**pack.labels, **item.labels}
    steps = [
        Step(value, in_language(labels.get(value, {}), language), sent.get(name) == str(value))
        for value in pack.steps
    ]
    return ShownItem(name, in_language(item.text, language), steps, read.errors.get(name, ""))


def name_of(pack: Pack, item: Item) -> str:
    return f"{pack.code}-{item.code}"


def read_answers(packs: Sequence[Pack], sent: Mapping[str, str]) -> Read:
    """What was chosen; an item may be left empty, since answering is voluntary."""
    found = Read()
    for pack in packs:
        for item in pack.items:
            name = name_of(pack, item)
            written = sent.get(name, "").strip()
            if not written:
                continue
            if not written.isascii() or not written.isdigit() or int(written) not in pack.steps:
                found.errors[name] = _("Choose one of the steps.")
            else:
                found.answers.setdefault(pack.code, {})[item.code] = int(written)
    return found
