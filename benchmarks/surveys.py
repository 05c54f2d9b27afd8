"""A survey with 50,000 answers: what its results and its export cost.

.venv/bin/python -m benchmarks.surveys [--rounds 20]
"""

import argparse
from datetime import date
from random import Random
from typing import Any
from uuid import uuid4

from benchmarks import scratch
from benchmarks.pages import page

ANSWERS = 50_000
BATCH = 5_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    if scratch.use("laavu_bench_surveys"):
        fill()
        scratch.analyze()
    from django.urls import reverse

    from laavu.accounts.acting import acting_for
    from laavu.accounts.models import Municipality
    from villages.models import Survey

    with acting_for(*Municipality.objects.all()):
        survey = Survey.objects.get()
    page("results", reverse("survey_results", args=[survey.public_id]), options.rounds)
    page("texts", reverse("survey_texts", args=[survey.public_id]), options.rounds)
    page("export, CSV", reverse("survey_export", args=[survey.public_id, "csv"]), options.rounds)
    page("export, XLSX", reverse("survey_export", args=[survey.public_id, "xlsx"]), options.rounds)


def fill() -> None:
    """One survey over ten villages, answered until it has 50,000 answers to its questions."""
    from django.core.management import call_command
    from django.utils import timezone

    call_command("make_demo", "--scale", "0.1", verbosity=0)
    from laavu.accounts.acting import acting_for
    from laavu.accounts.models import Municipality
    from villages.models import Answer, Response, Survey, Village
    from villages.surveys import versions

    chance = Random(7)  # noqa: S311
    municipality = Municipality.objects.get()
    with acting_for(municipality):
        survey = Survey.objects.create(
            municipality=municipality, kind="village_needs", title_fi="Kysely", languages=["fi"],
            opens_on=date(2026, 1, 1), contact_person="Aino Esimerkki",
        )  # fmt: skip
        villages = list(Village.objects.all())
        version = versions.begin(survey, versions.ready_questions(survey.kind), villages)
        versions.open_survey(survey, at=timezone.now(), by="Aino Esimerkki")
        questions = {one.code: one for one in version.questions.all()}
        needs = [one["code"] for one in questions["needs"].options]
        common: dict[str, Any] = {"municipality": municipality}
        per_form = 5
        responses = Response.objects.bulk_create(
            [
                Response(
                    **common, survey=survey, version=version, village=chance.choice(villages), language="fi",
                    way="link", submission_hash=uuid4().hex,
                )
                for _number in range(ANSWERS // per_form)
            ],
            batch_size=BATCH,
        )  # fmt: skip
        Answer.objects.bulk_create(
            [one for response in responses for one in answers_of(response, questions, needs, chance)],
            batch_size=BATCH,
        )


def answers_of(response: Any, questions: Any, needs: list[str], chance: Random) -> list[Any]:
    """Five answers of one form."""
    from villages.models import Answer

    row = {"municipality_id": response.municipality_id, "response": response}
    return [
        Answer(**row, question=questions["needs"], choices=chance.sample(needs, 2)),
        Answer(**row, question=questions["own_need"], choices=["weekly"]),
        Answer(**row, question=questions["would_pay"], number=chance.randrange(40)),
        Answer(**row, question=questions["good_place"], number=chance.randint(1, 5)),
        Answer(**row, question=questions["most"], text="Kahvila, kauppa ja kyyti kirjastoon"),
    ]


if __name__ == "__main__":
    main()
