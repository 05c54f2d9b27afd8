from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WorkerLanguage(models.TextChoices):
    """The language in which a person wants to be served."""

    FI = "fi", _("Finnish")
    SV = "sv", _("Swedish")
    EN = "en", _("English")
    OTHER = "other", _("other")


class Benefit(models.TextChoices):
    """Unemployment benefits, named as in the law's files."""

    LABOUR_MARKET_SUBSIDY = "labour_market_subsidy", _("labour market subsidy")
    BASIC_DAILY_ALLOWANCE = "basic_daily_allowance", _("basic daily allowance")
    EARNINGS_RELATED = "earnings_related_allowance", _("earnings-related allowance")
    GENERAL_SUPPORT = "general_support", _("general support")
    NONE = "none", _("no benefit")


class EndReason(models.TextChoices):
    """Why a client relationship ended."""

    OPEN_MARKET = "open_market", _("to the open labour market")
    EDUCATION = "education", _("to education")
    OTHER_SERVICE = "other_service", _("to another service")
    UNEMPLOYED = "unemployed", _("to unemployment")
    PENSION = "pension", _("to pension")
    MOVED = "moved", _("moved away")
    OTHER = "other", _("other reason")


class Fact(models.TextChoices):
    """Background facts that the law or the fund's indicators ask for, and no others."""

    QUALIFICATION = "qualification", _("has a vocational or upper secondary qualification")
    EDUCATION = "education", _("level of education (ISCED)")
    REDUCED_WORK_ABILITY = "reduced_work_ability", _("reduced work ability")
    GENDER = "gender", _("gender")
    DISABILITY = "disability", _("disability")
    THIRD_COUNTRY = "third_country", _("citizen of a country outside the EU")
    FOREIGN_BACKGROUND = "foreign_background", _("foreign background")
    MINORITY = "minority", _("belongs to a minority")
    HOMELESS = "homeless", _("homeless or at risk of it")


class FactValue(models.TextChoices):
    """Values of background facts; which belong to which fact stands in FACT_VALUES."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    NO_ANSWER = "no_answer", _("does not want to answer")
    ISCED_0_2 = "isced_0_2", _("basic education or less (ISCED 0–2)")
    ISCED_3_4 = "isced_3_4", _("upper secondary or post-secondary (ISCED 3–4)")
    ISCED_5_8 = "isced_5_8", _("tertiary (ISCED 5–8)")
    WOMAN = "woman", _("woman")
    MAN = "man", _("man")
    OTHER_GENDER = "other_gender", _("other or non-binary")


FACT_VALUES: dict[str, tuple[str, ...]] = {
    Fact.EDUCATION: (FactValue.ISCED_0_2, FactValue.ISCED_3_4, FactValue.ISCED_5_8, FactValue.NO_ANSWER),
    Fact.GENDER: (FactValue.WOMAN, FactValue.MAN, FactValue.OTHER_GENDER, FactValue.NO_ANSWER),
    **{
        fact: (FactValue.YES, FactValue.NO, FactValue.NO_ANSWER)
        for fact in Fact.values
        if fact not in {Fact.EDUCATION, Fact.GENDER}
    },
}


class StatedBy(models.TextChoices):
    """Where a fact comes from."""

    PERSON = "person", _("the person")
    AUTHORITY = "authority", _("an authority")
    REGISTER = "register", _("an imported register")


class Cause(models.TextChoices):
    """Why an invoice differs from what was expected: what the program can tell, and what people can."""

    COUNTER = "counter", _("another count of days before the month")
    DAYS = "days", _("other days paid in the month")
    WAGE = "wage", _("benefit adjusted because of a wage")
    LESS = "less", _("less benefit than in full: adjusted, or reduced")
    MORE = "more", _("more benefit than in full: an increase")
    STATE_ALONE = "state_alone", _("integration client: the state pays alone, the days do not count")
    HOME_MUNICIPALITY = "home", _("the home municipality changed, or was another")
    SERVICE = "service", _("benefit paid during services")
    CORRECTION = "correction", _("correction of an earlier month")
    REST = "rest", _("the invoice does not follow from the list's own days and euros")
    OTHER = "other", _("another cause")


class Instrument(models.TextChoices):
    """Instruments that an imported register may hold; the others stand in workers/instruments."""

    WORK_ABILITY = "work_ability", _("Work Ability Score 0–10")
    LIFE_SATISFACTION = "life_satisfaction", _("life satisfaction 0–10")


# Of these the owner, or good sense, allows no look at one person.
GROUP_ONLY = ("esis", "who5")


class Phase(models.TextChoices):
    """When a person was asked."""

    START = "start", _("start")
    MIDDLE = "middle", _("middle")
    END = "end", _("end")
    FOLLOW_UP = "follow_up", _("six months after")


class Said(models.TextChoices):
    """What somebody said to a question of yes or no."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known")


class MeetingWay(models.TextChoices):
    """How a counselling meeting was held."""

    IN_PERSON = "in_person", _("face to face")
    WORKPLACE = "workplace", _("at the workplace")
    PHONE = "phone", _("by phone")
    VIDEO = "video", _("by video")


class MeetingTopic(models.TextChoices):
    """What a counselling meeting was mostly about."""

    PLAN = "plan", _("plan and goals")
    JOB_SEARCH = "job_search", _("looking for work")
    WORK = "work", _("work in the placement")
    STUDIES = "studies", _("studies and competence")
    WORK_ABILITY = "work_ability", _("health and work ability")
    LIVELIHOOD = "livelihood", _("livelihood and benefits")
    EVERYDAY = "everyday", _("everyday life")
    OTHER = "other", pgettext_lazy("topic", "other")


class Destination(models.TextChoices):
    """Where a person went when the client relationship ended."""

    OPEN_MARKET = "open_market", _("work in the open labour market, or an own business")
    SUBSIDISED = "subsidised", _("subsidised work elsewhere")
    STUDY = "study", _("studies or training")
    REHABILITATION = "rehabilitation", _("rehabilitation")
    SERVICE = "service", _("another employment service")
    RETIREMENT = "retirement", _("retirement")
    ILLNESS = "illness", _("illness")
    UNEMPLOYED = "unemployed", _("without work")
    MOVED = "moved", _("moved away")
    OTHER = "other", pgettext_lazy("destination", "other")
    UNKNOWN = "unknown", _("not known")


class Situation(models.TextChoices):
    """What a person does six months after leaving; not being reached and not answering are values too."""

    OPEN_MARKET = "open_market", _("in work without a subsidy, or has an own business")
    SUBSIDISED = "subsidised", _("in subsidised work")
    STUDY = "study", _("in studies or training")
    SERVICE = "service", _("in a service or rehabilitation")
    UNEMPLOYED = "unemployed", _("without work, looking for it")
    OUTSIDE = "outside", _("outside the labour force")
    NOT_REACHED = "not_reached", _("was not reached")
    REFUSED = "refused", _("did not want to answer")


class AskedHow(models.TextChoices):
    """How a person was asked."""

    PHONE = "phone", _("by phone")
    MEETING = "meeting", _("face to face")
    MESSAGE = "message", _("by message or letter")
    REGISTER = "register", _("from a register")


class Way(models.TextChoices):
    """On what a questionnaire is answered."""

    PAPER = "paper", _("on paper")
    PHONE = "phone", _("by phone")
    LINK = "link", _("by a personal link")


class Mode(models.TextChoices):
    """Who helped to answer: an answer with help differs from one without."""

    SELF = "self", _("answered alone")
    HELPED = "helped", _("was helped")
    INTERVIEW = "interview", _("was interviewed")


class Outcome(models.TextChoices):
    """What came of asking a person."""

    OPEN = "open", pgettext_lazy("questionnaire", "waits for an answer")
    ANSWERED = "answered", _("answered")
    REFUSED = "refused", _("did not want to answer")
    NOT_REACHED = "not_reached", _("was not reached")
