"""The template of the steps: which there are in which version, and their words in the reader's language."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

FILE = Path(__file__).parent / "steps.toml"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the model in words. `page` names the view that helps with it; empty without one."""

    code: str
    title: str
    what: str
    ready: str
    page: str


@cache
def _versions() -> dict[int, list[dict[str, Any]]]:
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {version["number"]: version["step"] for version in found["version"]}


def newest_version() -> int:
    return max(_versions())


def codes(version: int) -> list[str]:
    """The codes of a version's steps, in their order."""
    return [str(step["code"]) for step in _versions()[version]]


def steps(version: int, language: str | None = None) -> dict[str, Step]:
    """A version's steps by code, in the language or the reader's."""
    spoken = (language or get_language() or "fi")[:2]
    return {
        step["code"]: Step(
            step["code"],
            _said(step["title"], spoken),
            _said(step["what"], spoken),
            _said(step["ready"], spoken),
            step["page"],
        )
        for step in _versions()[version]
    }


def _said(texts: dict[str, str], language: str) -> str:
    return texts.get(language) or texts["fi"]
