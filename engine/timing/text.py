"""Instants and durations as text."""

from datetime import timedelta

import numpy as np

from ..language import tr
from .timezones import EPOCH, zone_of


def utc_text(instant: float) -> str:
    """An instant (seconds since the epoch) as text, such as 2026-01-31T22:00:00Z."""
    return f"{np.datetime64(int(np.floor(instant)), 's')}Z"


def local_text(instant: float, timezone: str) -> str:
    """An instant (seconds since the epoch) in local time to the minute, such as 2025-10-23 15:19."""
    return (EPOCH + timedelta(seconds=float(instant))).astimezone(zone_of(timezone)).strftime("%Y-%m-%d %H:%M")


def span_text(first: float, last: float, timezone: str) -> str:
    """Two instants (seconds since the epoch) in local time: 2025-10-23 15:19 to 2025-10-24 02:05."""
    return tr("{first} to {last}", first=local_text(first, timezone), last=local_text(last, timezone))


def time_of_day(seconds: float) -> str:
    """A time of day in seconds after midnight, to the minute, such as 22:05; after 24 h it begins again."""
    hours, minutes = divmod(round(seconds / 60) % (24 * 60), 60)
    return f"{hours:02d}:{minutes:02d}"


def duration_text(seconds: float) -> str:
    """A duration as text, rounded: 40 s, 25 min, 26 h, 3 d 4 h."""
    if seconds < 90:
        return tr("{seconds:.0f} s", seconds=seconds)
    minutes = round(seconds / 60)
    if minutes < 90:
        return tr("{minutes} min", minutes=minutes)
    hours = round(seconds / 3600)
    if hours < 48:
        return tr("{hours} h", hours=hours)
    if hours % 24:
        return tr("{days} d {hours} h", days=hours // 24, hours=hours % 24)
    return tr("{days} d", days=hours // 24)


def interval_text(seconds: float) -> str:
    """An interval that was set, not rounded: 90 min, 2 h, 2.5 min."""
    if seconds and seconds % 3600 == 0:
        return tr("{hours:g} h", hours=seconds / 3600)
    return tr("{minutes:g} min", minutes=seconds / 60)
