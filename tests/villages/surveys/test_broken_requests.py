"""Broken posts and uploads through the whole program: each answered in words, nothing stored by halves.

`LAAVU_BROKEN=10000 make test ARGS=tests/villages/surveys/test_broken_requests.py` sends ten thousand of them.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import reverse
from django.utils import timezone

from placements.models import ImportRun
from tests import broken
from tests.broken import Post
from tests.cast import Cast, client_of
from tests.surveys import make_survey
from tests.villages.surveys.filling import hidden, link_of
from villages.models import (
    Answer,
    AnswererContact,
    AnswerImport,
    AnswerPhoto,
    Document,
    Question,
    Response,
    Survey,
)

pytestmark = pytest.mark.django_db

COUNT = int(os.environ.get("LAAVU_BROKEN", "240"))
TABLES = (Response, Answer, AnswerPhoto, AnswererContact, Document, Question, AnswerImport, ImportRun)
ANSWERED = {200, 302, 400, 403, 404, 405, 413, 422, 429}
TOLD = ('role="alert"', "invalid-feedback", "note--warn", "note--stop", "field-error", "error")


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return make_survey(cast.municipality, kind="unfinished_work", asks_contact=True)


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("villages.surveys.gate.MOST_IN_WINDOW", 10 * COUNT + 1000)
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


class Makers:
    """Where broken things are sent, and what they look like there."""

    def __init__(self, cast: Cast, survey: Survey) -> None:
        self.cast, self.survey = cast, survey
        self.link = link_of(survey)
        self.carried = hidden(Client().get(self.link).content.decode())
        self.real = survey.invitations.get(village=None).token
        self.by_public = (self.answer, self.answer, self.wrong_token, self.code, self.reply)
        self.by_staff = (self.paper, self.question, self.xlsform, self.answers, self.document, self.register)

    def answer(self, chance: Random) -> Post:
        fields = self.carried | {"_key": str(uuid4())} | broken.fields(chance, broken.NAMES)
        if chance.random() < 0.5:
            fields["works.0.work"] = "Laituri"
        if chance.random() < 0.4:
            fields["photo"] = broken.file(chance)
        return Post(self.link, fields)

    def wrong_token(self, chance: Random) -> Post:
        post = self.answer(chance)
        return Post(reverse("survey_answer", args=[broken.token(chance, self.real)]), post.fields)

    def code(self, chance: Random) -> Post:
        return Post(reverse("survey_delete"), {"code": chance.choice((*broken.ODD, "ABCD-EFGH-JKLM"))})

    def reply(self, chance: Random) -> Post:
        """Of somebody who guesses the codes of proposals."""
        fields = broken.fields(chance, ("answer", "reason", "words", "code"))
        if chance.random() < 0.5:
            return Post(reverse("proposal_code"), fields)
        code = "".join(chance.choice("ABCDEFGHJKMNPQRSTUVWXYZ23456789") for _letter in range(16))
        return Post(reverse("proposal_reply", args=[code]), fields)

    def paper(self, chance: Random) -> Post:
        fields = {"_key": str(uuid4())} | broken.fields(chance, broken.NAMES)
        return Post(reverse("survey_papers", args=[self.survey.public_id]), fields)

    def question(self, chance: Random) -> Post:
        kind = chance.choice(("one", "many", "number", "scale", "text", "rows", "photo", "place", "<b>"))
        names = ("code", "text_fi", "text_sv", "lowest", "highest", "options", "condition_code", "version")
        return Post(reverse("question_new", args=[self.survey.public_id, kind]), broken.fields(chance, names))

    def xlsform(self, chance: Random) -> Post:
        address = reverse("survey_xlsform_import", args=[self.survey.public_id])
        sent = chance.choice((broken.file, broken.form, broken.form))(chance)
        return Post(address, {"file": sent, "without": chance.choice(("", "on", *broken.ODD))})

    def answers(self, chance: Random) -> Post:
        return Post(reverse("answer_imports", args=[self.survey.public_id]), {"file": broken.file(chance)})

    def document(self, chance: Random) -> Post:
        fields = {"file": broken.file(chance), "kind": chance.choice(("contract", *broken.ODD))}
        fields["about_month"] = chance.choice(("2026-03", *broken.ODD))
        return Post(reverse("association_document_new", args=[self.cast.association.public_id]), fields)

    def register(self, chance: Random) -> Post:
        return Post(reverse("import_new"), {"file": broken.file(chance)})


def sent(client: Client, post: Post) -> Any:
    if post.raw is not None:
        return client.generic("POST", post.address, *post.raw)
    return client.post(post.address, post.fields, content_type=MULTIPART_CONTENT)


def rows() -> tuple[int, ...]:
    return tuple(model._default_manager.count() for model in TABLES)


def fault_of(answer: Any, before: tuple[int, ...], after: tuple[int, ...]) -> str:
    """What is wrong with the answer; empty if nothing."""
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.status_code not in ANSWERED:
        return f"status {answer.status_code}"
    if b"<script>alert" in text or b"onerror=alert(1)>" in text:
        return "somebody's script stands in the page"
    if b"Traceback" in text:
        return "a traceback"
    if answer.status_code >= 400 and before != after:
        return "refused, and yet something was stored"
    if answer.status_code == 422 and not any(word.encode() in text for word in TOLD):
        return "refused without a word"
    if after[0] - before[0] not in {0, 1} or (after[0] > before[0]) != (after[1] > before[1]):
        return "an answer by halves"
    return ""


def test_whatever_is_sent_is_answered_in_words_and_never_stored_by_halves(cast: Cast, survey: Survey) -> None:
    makers = Makers(cast, survey)
    public, staff = Client(), client_of(cast.coordinator)
    statuses: Counter[int] = Counter()
    faults = []
    with time_machine.travel(timezone.now() + timedelta(seconds=60)):
        before = rows()
        for number in range(COUNT):
            chance = Random(number)
            is_public = chance.random() < 0.6
            post = chance.choice(makers.by_public if is_public else makers.by_staff)(chance)
            if chance.random() < 0.15:
                post = broken.spoiled(chance, post)
            answer = sent(public if is_public else staff, post)
            after = rows()
            statuses[answer.status_code] += 1
            if fault := fault_of(answer, before, after):
                faults.append(f"seed {number}, {post.address}: {fault}")
            before = after
    assert faults == []
    assert sum(statuses.values()) == COUNT
    assert statuses[422] > COUNT // 20, "most of it is refused in words"
    print(f"{COUNT} broken requests: {dict(sorted(statuses.items()))}")  # noqa: T201 - read with -s
