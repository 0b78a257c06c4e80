"""Clients: residents and employers. No BSN; an e-mail address is not identity (couples share one)."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Concat, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.rules.searching import FOLD_FROM, FOLD_TO
from advisors.vocabulary import Sector
from werkcentrum.core.history import track
from werkcentrum.core.models import Municipality


class Audience(models.TextChoices):
    """For whom: a resident or an employer."""

    RESIDENT = "resident", _("resident")
    EMPLOYER = "employer", _("employer")


def searched_words() -> SearchVector:
    """The words by which a client is found, folded as `advisors.rules.searching.fold` does: names and KvK number."""
    words = Lower(Concat(F("name"), Value(" "), F("company_name"), Value(" "), F("kvk_number")))
    folded = Func(words, Value(FOLD_FROM), Value(FOLD_TO), function="TRANSLATE", output_field=models.TextField())
    return SearchVector(folded, config="simple")


@track()
class Client(models.Model):
    """Somebody with a question. `user` is set once a log-in proved the e-mail address and gave a reference number."""

    audience = models.CharField(_("kind"), max_length=10, choices=Audience.choices, default=Audience.RESIDENT)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(_("language"), max_length=5, default="nl")
    birth_year = models.PositiveSmallIntegerField(_("year of birth, about"), null=True, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("municipality")
    )
    company_name = models.CharField(_("company"), max_length=200, blank=True)
    kvk_number = models.CharField(_("KvK number"), max_length=8, blank=True)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector.choices, blank=True)
    staff_count = models.PositiveIntegerField(_("number of staff"), null=True, blank=True)
    interpreter_language = models.CharField(_("interpreter for"), max_length=60, blank=True)
    needs_reading_help = models.BooleanField(_("wants help with reading and writing"), default=False)
    helper_name = models.CharField(_("name of the helper"), max_length=200, blank=True)
    helper_phone = models.CharField(_("phone of the helper"), max_length=20, blank=True)
    helper_allowed_at = models.DateTimeField(_("client allowed contact with the helper at"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="clients",
        verbose_name=_("log-in"),
    )
    created_at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("client")
        verbose_name_plural = _("clients")
        ordering = ("name",)
        indexes: ClassVar = [
            models.Index(fields=["email"], name="client_email"),
            models.Index(fields=["phone"], name="client_phone"),
            models.Index(Lower("name"), name="client_name"),
            GinIndex(searched_words(), name="client_words"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(helper_name="", helper_phone="") | models.Q(helper_allowed_at__isnull=False),
                name="client_helper_with_permission",
                violation_error_message=_("A helper is kept only with the client's permission."),
            )
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """What to call the client in lists: a company by its own name."""
        return self.company_name or self.name
