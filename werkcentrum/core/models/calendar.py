"""Days off that a region adds to the public holidays."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from werkcentrum.core.history import track


@track()
class ExtraHoliday(models.Model):
    """A day that counts as a recognised holiday besides the statutory ones (Algemene termijnenwet art. 3)."""

    date = models.DateField(_("date"), unique=True)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        verbose_name = _("extra holiday")
        verbose_name_plural = _("extra holidays")
        ordering = ("-date",)

    def __str__(self) -> str:
        return f"{self.date:%d-%m-%Y} {self.name}"
