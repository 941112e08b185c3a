"""What to say about fixes that contradict each other, and about patrols that would count several times."""

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from ..text import counted
from ..timing.text import local_text
from ..timing.timezones import clock_changes
from .fixes import Fixes
from .tracks import CONFLICT, NO_NAME, TOO_FAST, Rejected, Tracks

SUSPICIOUS_SHARE = 0.1  # of fixes too fast or conflicting; above it, several units probably share a name
DAMAGED = "\ufffd"  # what decoders put in place of bytes that they cannot read
SHOWN_UNITS = 4
SHOWN_GROUPS = 2
COUNTED = MappingProxyType({2: "two", 3: "three", 4: "four"})


@dataclass(frozen=True)
class ParameterNames:
    """The names of parameters in messages. has_units: whether a field of units was chosen."""

    unit_field: str
    teams: str
    has_units: bool


def contradiction_texts(
    fixes: Fixes, tracks: Tracks, rejected: Rejected, timezone: str, names: ParameterNames, once: bool
) -> tuple[list[str], list[str]]:
    """Sentences for the log: notes, and warnings with advice. timezone: that of times without an offset; once: whether
    teams count once."""
    notes = [_coarse_text(rejected)] if rejected.spread else []
    warnings = _name_texts(fixes, rejected, names)
    if not any(DAMAGED in name for name in fixes.unit_names):  # otherwise the cause has been named
        warnings += _receiver_texts(fixes, rejected) + _share_texts(fixes, tracks, rejected, timezone, names)
    return notes, warnings + _team_texts(tracks, rejected, names, once)


def _coarse_text(rejected: Rejected) -> str:
    step, within = {60.0: ("whole minutes", "minute"), 1.0: ("whole seconds", "second")}.get(
        rejected.tick, (f"steps of {_duration(rejected.tick)}", "step")
    )
    return (
        f"The times of {counted(rejected.coarse_units, 'unit')} are cut to {step}: "
        f"{counted(rejected.spread, 'fix was', 'fixes were')} spread within their {within}, in the order of the rows."
    )


def _duration(seconds: float) -> str:
    return f"{seconds / 60:g} minutes" if seconds > 60 else f"{seconds:g} seconds"


def _name_texts(fixes: Fixes, rejected: Rejected, names: ParameterNames) -> list[str]:
    found = []
    damaged = sum(DAMAGED in name for name in fixes.unit_names)
    if damaged:
        found.append(
            f"{counted(damaged, 'unit name has', 'unit names have')} characters that could not be read ({DAMAGED}), so "
            "that different units may look the same. Set the character encoding of the layer or file."
        )
    nameless = np.array([not name.strip() for name in fixes.unit_names])
    if names.has_units and nameless.any():
        count = int(nameless[fixes.unit].sum())
        bad = rejected.counts().get(NO_NAME, 0)
        contradict = f" Those that contradict others are rejected ({bad:,})." if bad else ""
        found.append(
            f"{count:,} of {counted(len(fixes), 'fix', 'fixes')} {'has' if count == 1 else 'have'} no unit name and "
            f"{'is' if count == 1 else 'are'} taken as one unit.{contradict} "
            f"Is {names.unit_field} the right field? Otherwise fill it in, or leave these rows out."
        )
    return found


def _receiver_texts(fixes: Fixes, rejected: Rejected) -> list[str]:
    if not rejected.receivers:
        return []
    most = sorted(rejected.receivers, key=lambda receiver: -receiver.fixes)
    shown = "; ".join(
        f"unit {fixes.unit_names[receiver.unit]} has {COUNTED.get(receiver.positions, receiver.positions)} positions "
        f"{'' if receiver.positions == 2 else 'at least '}{_length(receiver.metres)} apart "
        f"{counted(receiver.fixes // (receiver.positions - 1), 'time')}"
        for receiver in most[:SHOWN_UNITS]
    )
    more = f"; and {counted(len(most) - SHOWN_UNITS, 'more unit')}" if len(most) > SHOWN_UNITS else ""
    return [
        f"Do several receivers use the same unit name? {shown[0].upper()}{shown[1:]}{more}. Only one of the receivers "
        "is used. Give each receiver a name of its own."
    ]


def _share_texts(fixes: Fixes, tracks: Tracks, rejected: Rejected, timezone: str, names: ParameterNames) -> list[str]:
    """Advice where many fixes contradict others of the same unit, by the most probable cause."""
    counts = rejected.counts()
    t = fixes.t[rejected.index[rejected.reason == CONFLICT]]
    many = len(t) > counts.get(TOO_FAST, 0)
    changes, skipped = _at_changes(t, timezone) if many else (t[:0], t[:0])
    if len(skipped) > len(t) / 2:
        return [
            f"{len(skipped):,} fixes lie where the clocks of {timezone} go forward and skip a time "
            f"({local_text(float(skipped[0]), timezone)[:10]}), and contradict others of their unit. Is the time zone "
            "right, or did the clock of the receiver not go forward? Use times in UTC or with their offset from UTC."
        ]
    if len(changes) > len(t) / 2:
        return [
            f"{counted(len(changes), 'rejected fix lies', 'rejected fixes lie')} in the hour that the clocks of "
            f"{timezone} show twice ({local_text(float(changes[0]), timezone)[:10]}). Use times in UTC or with their "
            "offset from UTC."
        ]
    if counts.get(TOO_FAST, 0) + counts.get(CONFLICT, 0) <= SUSPICIOUS_SHARE * max(len(tracks.t), 1):
        return []
    text = "More than a tenth of the fixes contradict others of the same unit."
    if many and (t % 60 == 0).all() and (tracks.t % 60 == 0).all():
        return [
            f"{text} All times are whole minutes. If several fixes share a minute because seconds were cut off, use "
            "times with seconds, or rows in the order of recording: then the fixes are spread within the minute. "
            + _unit_advice(tracks, names)
        ]
    return [f"{text} {_unit_advice(tracks, names)}"]


def _unit_advice(tracks: Tracks, names: ParameterNames) -> str:
    if len(tracks.unit_names) == 1:
        wrong = "the wrong field" if names.has_units else "missing"
        return f"Is {names.unit_field} {wrong}, so that several units are taken as one?"
    return "Do several receivers use the same unit name?"


def _at_changes(t: np.ndarray, timezone: str) -> tuple[np.ndarray, np.ndarray]:
    """The instants in hours that the clocks show twice; and those in the hours after clocks go forward, to which the
    times are moved that they skip."""
    changes = clock_changes(timezone, float(t.min()), float(t.max()))
    step = changes.offset[1:] - changes.offset[:-1]
    back, forward = np.zeros(len(t), bool), np.zeros(len(t), bool)
    for at, length in zip(changes.at, step, strict=True):
        if length < 0:
            back |= (t >= at + length) & (t < at - length)
        else:
            forward |= (t >= at) & (t < at + length)
    return t[back], t[forward]


def _team_texts(tracks: Tracks, rejected: Rejected, names: ParameterNames, once: bool) -> list[str]:
    teams = rejected.teams
    if teams is None or not len(tracks):
        return []
    hours = float((tracks.t[tracks.offsets[1:] - 1] - tracks.t[tracks.offsets[:-1]]).sum()) / 3600
    km = float(tracks.distances.sum()) / 1000
    more_h, more_km = teams.seconds / 3600, teams.metres / 1000
    if once:
        hours, km = hours + more_h, km + more_km
    found = [
        f"{_units(groups, tracks.unit_names)} {what}."
        for groups, what in ((teams.identical, "have identical fixes"), (teams.together, "move together"))
        if groups
    ]
    amount = f"{more_h:,.1f} of {hours:,.1f} h and {more_km:,.1f} of {km:,.1f} km"
    if once:
        return [f"{' '.join(found)} Each patrol counts once ({names.teams}): {amount} are left out."]
    largest = max(map(len, (*teams.identical, *teams.together)))
    return [
        f"{' '.join(found)} Is one patrol counted {largest} times? {amount} count more than once. Set {names.teams} "
        "to count them once."
    ]


def _units(groups: tuple[tuple[int, ...], ...], unit_names: tuple[str, ...]) -> str:
    """How many units are in the groups, with a few names."""
    shown = [
        ", ".join(unit_names[code] or "without a name" for code in group[:SHOWN_UNITS])
        + (" ..." if len(group) > SHOWN_UNITS else "")
        for group in groups[:SHOWN_GROUPS]
    ]
    dots = "; ..." if len(groups) > SHOWN_GROUPS else ""
    count = sum(map(len, groups))
    inside = f" in {len(groups):,} groups" if len(groups) > 1 else ""
    return f"{count:,} units{inside} ({'; '.join(shown)}{dots})"


def _length(metres: float) -> str:
    return f"{metres:,.0f} m" if metres < 1000 else f"{metres / 1000:,.1f} km"
