"""Surveys with 50,000 filled forms, and with 50,000 answers to single questions: what results and files cost.

.venv/bin/python -m benchmarks.surveys [--rounds 20]

"50,000 answers to one campaign" may mean either, so both are measured: 50,000 forms of five answered
questions each (250,000 rows of answers), and 10,000 such forms (50,000 rows). What is larger than a page
waits for is made in the background: there it measures asking for the file, making it, and fetching it.
"""

import argparse
from datetime import date
from random import Random
from typing import Any
from uuid import uuid4

from benchmarks import scratch
from benchmarks.pages import page
from benchmarks.timing import timed

FORMS = {"50,000 forms": 50_000, "50,000 answers": 10_000}
BATCH = 5_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    if scratch.use("laavu_bench_survey_forms"):
        fill()
        scratch.analyze()
    from django.utils import translation

    from laavu.accounts.acting import acting_for
    from laavu.accounts.models import Municipality
    from villages.models import Survey

    translation.activate("fi")
    with acting_for(*Municipality.objects.all()):
        surveys = {one.title_fi: one for one in Survey.objects.filter(title_fi__in=FORMS)}
    for title in FORMS:
        measure(title, surveys[title], options.rounds)


def measure(title: str, survey: Any, rounds: int) -> None:
    from django.urls import reverse

    from villages.surveys import files

    page(f"{title}: results", reverse("survey_results", args=[survey.public_id]), rounds)
    page(f"{title}: texts", reverse("survey_texts", args=[survey.public_id]), rounds)
    page(f"{title}: counts", reverse("survey_counts", args=[survey.public_id, "csv"]), rounds)
    for file_format in files.FORMATS:
        address = reverse("survey_export", args=[survey.public_id, file_format])
        page(f"{title}: {file_format.upper()}", address, rounds)
        if FORMS[title] > files.AT_ONCE[file_format]:
            in_background(title, survey, file_format, rounds)


def in_background(title: str, survey: Any, file_format: str, rounds: int) -> None:
    """The page above only offered the file: making it, and fetching it when it is made."""
    from django.urls import reverse
    from django.utils import timezone

    from laavu.accounts.acting import acting_for
    from villages.models import AnswerFile
    from villages.surveys import files

    def make() -> None:
        with acting_for(survey.municipality):
            AnswerFile.objects.all().delete()
            files.make_answer_file(
                survey, file_format, "fi", by="Aino", at=timezone.now(), notice=lambda _done, _total: None
            )

    print(f"{title}: {file_format.upper()} by a worker  {timed(make, 3, 1)}")  # noqa: T201
    with acting_for(survey.municipality):
        made = AnswerFile.objects.get()
    page(f"{title}: {file_format.upper()} fetched", reverse("answer_file", args=[made.public_id]), rounds)


def fill() -> None:
    """Two surveys over the villages of a small demo."""
    from django.core.management import call_command

    call_command("make_demo", "--scale", "0.1", verbosity=0)
    for title, forms in FORMS.items():
        fill_survey(title, forms)


def fill_survey(title: str, forms: int) -> None:
    """A survey answered by so many, five answers each."""
    from django.utils import timezone

    from laavu.accounts.acting import acting_for
    from laavu.accounts.models import Municipality
    from villages.models import Answer, Response, Survey, Village
    from villages.surveys import versions

    chance = Random(7)  # noqa: S311
    municipality = Municipality.objects.get()
    with acting_for(municipality):
        survey = Survey.objects.create(
            municipality=municipality, kind="village_needs", title_fi=title, languages=["fi"],
            opens_on=date(2026, 1, 1), contact_person="Aino Esimerkki",
        )  # fmt: skip
        villages = list(Village.objects.all())
        version = versions.begin(survey, versions.ready_questions(survey.kind), villages)
        versions.open_survey(survey, at=timezone.now(), by="Aino Esimerkki")
        questions = {one.code: one for one in version.questions.all()}
        needs = [one["code"] for one in questions["needs"].options]
        responses = Response.objects.bulk_create(
            [
                Response(
                    municipality=municipality, survey=survey, version=version,
                    village=chance.choice(villages), language="fi", way="link", submission_hash=uuid4().hex,
                )
                for _number in range(forms)
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
