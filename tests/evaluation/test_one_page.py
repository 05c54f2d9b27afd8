"""What is made for one page stays on one page, or its writer is told how much is too long."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from evaluation.choices import DraftState
from evaluation.reports import drafting
from evaluation.reports.document import Edition, report_pdf
from evaluation.reports.publishing import NotNow
from evaluation.reports.templates import TEMPLATES
from laavu.accounts.models import User
from tests.cast import Cast
from tests.evaluation.drafts import NOON, make_draft, write
from tests.evaluation.world import make_world
from tests.factories import make_role

WORDS = "The city and its villages did work together that nobody would have done otherwise. " * 200


@pytest.fixture
def writer(cast: Cast) -> User:
    return make_role(cast.municipality, "evaluator")


@pytest.mark.parametrize("template", ["council", "village"])
def test_texts_of_the_asked_length_fit_on_the_page(cast: Cast, writer: User, template: str) -> None:
    draft = make_draft(cast.municipality, make_world(cast.municipality), writer, template=template)
    for section in TEMPLATES[template].written:
        write(draft, writer, **{section.code: WORDS[: section.length]})
    pdf = report_pdf(drafting.data_of(draft), Edition(written_at=NOON))
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert drafting.too_long(draft, NOON) == ""


def test_who_writes_too_much_is_told_how_much_and_loses_nothing(cast: Cast, writer: User) -> None:
    draft = make_draft(cast.municipality, make_world(cast.municipality), writer, template="council")
    write(draft, writer, summary=WORDS[:6000])
    with pytest.raises(NotNow) as refused:
        drafting.ask_review(draft, by=writer, at=NOON)
    told = re.search(r"\d+", str(refused.value))
    assert told is not None
    assert 500 < int(told[0]) < 6000
    draft.refresh_from_db()
    assert draft.state == DraftState.DRAFT
    assert drafting.texts_of(draft)["summary"] == WORDS[:6000]


def test_a_long_report_may_be_long(cast: Cast, writer: User) -> None:
    draft = make_draft(cast.municipality, make_world(cast.municipality), writer, template="project_card")
    write(draft, writer, background=WORDS[:6000])
    assert drafting.too_long(draft, NOON) == ""
