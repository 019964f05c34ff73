"""A moment as a person would say it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from vbert_studio.ui.translation import language, tr


def said_time(at: float, now: datetime | None = None) -> str:
    """``14:03`` today, ``yesterday 14:03``, else the date with the time."""
    moment, now = datetime.fromtimestamp(at).astimezone(), (now or datetime.now()).astimezone()
    clock = moment.strftime("%H:%M")
    if moment.date() == now.date():
        return clock
    if moment.date() == (now - timedelta(days=1)).date():
        return tr("yesterday {time}", time=clock)
    day = QDate(moment.year, moment.month, moment.day)
    date = QLocale(language()).toString(day, QLocale.FormatType.ShortFormat)
    return f"{date} {clock}"


def iso_time(at: float) -> str:
    """As the command line tells it, in UTC."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
