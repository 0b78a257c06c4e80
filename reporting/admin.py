"""The daily aggregates in the admin, to look at."""

from django.contrib import admin

from reporting.models import DailyFigure
from werkcentrum.core.admin import ReadOnlyAdmin


@admin.register(DailyFigure)
class DailyFigureAdmin(ReadOnlyAdmin):
    """What was counted per day."""

    list_display = ("day", "figure", "municipality", "count", "cents")
    list_filter = ("figure", "municipality")
    date_hierarchy = "day"
