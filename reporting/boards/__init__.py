"""What the dashboard shows."""

from reporting.boards.cards import Board
from reporting.boards.reading import MONTH_COLUMNS, dashboard

__all__ = ["MONTH_COLUMNS", "Board", "dashboard"]
