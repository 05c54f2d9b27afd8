"""What an association shows to everybody, and how the municipality describes the model."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from laavu.accounts.models import Tenant, tracked
from villages.choices import LANGUAGES
from villages.models.photos import WorkPhoto
from villages.models.places import Association
from villages.models.readiness import OfTreasuryQuerySet
from villages.models.works import UnfinishedWork


@tracked()
class PublicPage(Tenant):
    """An association's page for everybody. Nobody but its own people reads it unless it is switched on."""

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="public_pages", verbose_name=_("association")
    )
    slug = models.CharField(
        _("address"), max_length=80, unique=True,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", _("Small letters, digits and dashes."))],
    )  # fmt: skip
    is_shown = models.BooleanField(_("everybody can read it"), default=False)
    intro_fi = models.TextField(_("in Finnish"), blank=True, max_length=1500)
    intro_sv = models.TextField(_("in Swedish"), blank=True, max_length=1500)
    intro_en = models.TextField(_("in English"), blank=True, max_length=1500)

    objects = OfTreasuryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["association"], name="public_page_once"),
            models.CheckConstraint(
                condition=models.Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
                name="public_page_slug_form",
                violation_error_message=_("An address has small letters, digits and dashes."),
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("public_village", args=[self.slug])


@tracked()
class PublicWork(Tenant):
    """A piece of work that somebody of the association has read and put onto its public page."""

    association = models.ForeignKey(Association, models.PROTECT, related_name="public_works")
    work = models.ForeignKey(
        UnfinishedWork, models.PROTECT, related_name="public_rows", verbose_name=_("work")
    )

    objects = OfTreasuryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["association", "work"], name="public_work_once")
        ]

    def __str__(self) -> str:
        return str(self.work)


@tracked()
class PublicPhoto(Tenant):
    """A picture that somebody of the association has looked at and put onto its public page."""

    association = models.ForeignKey(Association, models.PROTECT, related_name="public_photos")
    photo = models.ForeignKey(
        WorkPhoto, models.CASCADE, related_name="public_rows", verbose_name=_("picture")
    )

    objects = OfTreasuryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["association", "photo"], name="public_photo_once")
        ]

    def __str__(self) -> str:
        return str(self.photo)


@tracked()
class ModelDescription(Tenant):
    """The municipality's own account of the model in one language, in the parts that Innokylä asks for."""

    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    title = models.CharField(_("title"), max_length=200)
    background = models.TextField(_("background"), blank=True)
    aims = models.TextField(_("aims"), blank=True)
    target_groups = models.TextField(_("target groups"), blank=True)
    activity = models.TextField(_("what is done"), blank=True)
    results = models.TextField(_("results"), blank=True)
    outputs = models.TextField(
        _("outputs"),
        blank=True,
        help_text=_("Films, guides, stories: a name and an address on each line."),
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality", "language"],
                name="model_description_once",
                violation_error_message=_("There is already a description in this language."),
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=[code for code, _name in LANGUAGES]),
                name="model_description_language_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title
