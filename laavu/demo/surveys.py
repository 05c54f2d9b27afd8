"""An open survey of what the villages need, with answers that came by link and on paper."""

from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from laavu.demo.making import Demo, morning
from villages.choices import AnswerWay, SurveyKind
from villages.models import Invitation, Survey
from villages.surveys import versions
from villages.surveys.asking import Asked, all_asked
from villages.surveys.keeping import Filled, keep
from villages.surveys.reading import plain_fields, read_answers

COORDINATOR = "Kaisa Koordinaattori"
ANSWERS = 26
ON_PAPER = 5
KEPT_OPEN = timedelta(days=21)
NEEDS = {"yard": 14, "errands": 11, "repairs": 8, "digital": 9, "company": 7, "places": 4}
OWN_NEED = {"weekly": 6, "sometimes": 11, "no": 9}
PLACE = {"2": 2, "3": 6, "4": 11, "5": 7}
MISSED = (
    "Kauppa-auto kerran viikossa.",
    "Joku, joka auraa pihan ennen aamua.",
    "Kyyti terveysasemalle. Linja-auto kulkee vain koulupäivinä.",
    "Kahvila kylätalolle, vaikka vain lauantaisin.",
    "Apua puhelimen kanssa, kun pankki on siinä.",
    "Halonhakkaaja.",
    "Ulkoiluseuraa.",
)
SAID = (
    "Kiitos, että kysyitte.",
    "Rannan laituri on huonossa kunnossa.",
    "Hyvä kylä, mutta väki vähenee.",
    "Voin itsekin auttaa, jos joku järjestää.",
)


def make_survey(demo: Demo) -> int:
    """The survey with its links, open for three weeks; how many answers it got."""
    survey = _opened(demo)
    questions = all_asked(versions.newest(survey).questions.all(), "fi")
    everybody = list(survey.invitations.select_related("village").order_by("village__sort_key", "pk"))
    # Most answer in a few villages: there is something to compare.
    links = demo.chance.choices(everybody, [9, 7, 4, *[1] * (len(everybody) - 3)], k=ANSWERS)
    batch = str(_key(demo.chance))
    for number, link in enumerate(links):
        _answer(demo, survey, questions, link, batch=batch if number < ON_PAPER else "")
    return ANSWERS


def _opened(demo: Demo) -> Survey:
    ready = versions.ready_set(SurveyKind.VILLAGE_NEEDS)
    texts = {f"{name}_{code}": ready[name][code] for name in ("title", "intro") for code in ("fi", "sv")}
    opens_on = demo.last - KEPT_OPEN
    survey: Survey = demo.save(
        [
            Survey(
                kind=SurveyKind.VILLAGE_NEEDS, languages=["fi", "sv"], opens_on=opens_on,
                closes_on=demo.last + KEPT_OPEN, contact_person=f"{COORDINATOR}, 040 555 0100", **texts,
            )
        ]
    )[0]  # fmt: skip
    versions.begin(survey, versions.ready_questions(SurveyKind.VILLAGE_NEEDS), demo.villages)
    opened = morning(opens_on)
    versions.open_survey(survey, at=opened, by=COORDINATOR)
    return survey


def _answer(demo: Demo, survey: Survey, questions: list[Asked], link: Invitation, *, batch: str) -> None:
    """One filled form, read as those that villagers send; with a batch, a paper that was typed in."""
    on = demo.day(survey.opens_on, demo.last - timedelta(days=1))
    sent = time(demo.chance.randrange(8, 21), demo.chance.randrange(60))
    version = versions.newest(survey)
    keep(
        Filled(
            survey=survey,
            version=version,
            questions=questions,
            values=read_answers(questions, plain_fields(_typed(demo.chance))).values,
            key=_key(demo.chance),
            language="fi",
            way=AnswerWay.PAPER if batch else AnswerWay.LINK,
            village=link.village,
            invitation=None if batch else link,
            keyer=COORDINATOR if batch else "",
            batch=batch,
        ),
        at=timezone.make_aware(datetime.combine(on, sent)),
        on=on,
    )


def _typed(chance: Random) -> dict[str, list[str]]:
    """What somebody wrote and ticked."""
    needs = {_one(chance, NEEDS) for _number in range(chance.randrange(1, 4))}
    return {
        "needs": sorted(needs),
        "own_need": [_one(chance, OWN_NEED)],
        "would_pay": [str(chance.choice((8, 10, 12, 15, 20)))],
        "good_place": [_one(chance, PLACE)],
        "most": [chance.choice(MISSED) if chance.random() < 0.6 else ""],
        "ideas": [chance.choice(SAID) if chance.random() < 0.3 else ""],
    }


def _key(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def _one(chance: Random, weights: dict[str, int]) -> str:
    return chance.choices(tuple(weights), tuple(weights.values()))[0]
