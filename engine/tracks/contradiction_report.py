"""What to say about fixes that contradict each other, and about patrols that would count several times."""

from dataclasses import dataclass

import numpy as np

from ..language import tr, tr_plural
from ..text import counted
from ..timing.text import local_text
from ..timing.timezones import clock_changes
from .fixes import Fixes
from .receivers import Receiver
from .tracks import CONFLICT, NO_NAME, TOO_FAST, Rejected, Tracks

SUSPICIOUS_SHARE = 0.1  # of fixes too fast or conflicting; above it, several units probably share a name
DAMAGED = "\ufffd"  # what decoders put in place of bytes that they cannot read
SHOWN_UNITS = 4
SHOWN_GROUPS = 2


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
        rejected.tick, (tr("steps of {duration}", duration=_duration(rejected.tick)), "step")
    )
    return tr(
        "The times of {units} are cut to {step}: {fixes} spread within their {within}, in the order of the rows.",
        units=counted(rejected.coarse_units, "unit"),
        step=step,
        fixes=counted(rejected.spread, "fix was", "fixes were"),
        within=within,
    )


def _duration(seconds: float) -> str:
    return (
        tr("{minutes:g} minutes", minutes=seconds / 60) if seconds > 60 else tr("{seconds:g} seconds", seconds=seconds)
    )


def _name_texts(fixes: Fixes, rejected: Rejected, names: ParameterNames) -> list[str]:
    found = []
    damaged = sum(DAMAGED in name for name in fixes.unit_names)
    if damaged:
        found.append(
            tr(
                "{unit} characters that could not be read ({damaged}), so that different units may look the same. Set "
                "the character encoding of the layer or file.",
                unit=counted(damaged, "unit name has", "unit names have"),
                damaged=DAMAGED,
            )
        )
    nameless = np.array([not name.strip() for name in fixes.unit_names])
    if names.has_units and nameless.any():
        count = int(nameless[fixes.unit].sum())
        bad = rejected.counts().get(NO_NAME, 0)
        contradict = tr(" Those that contradict others are rejected ({bad:,}).", bad=bad) if bad else ""
        found.append(
            tr_plural(
                "{count:,} of {fixes} has no unit name and is taken as one unit.{contradict} Is {unit_field} the right "
                "field? Otherwise fill it in, or leave these rows out.",
                "{count:,} of {fixes} have no unit name and are taken as one unit.{contradict} Is {unit_field} the "
                "right field? Otherwise fill it in, or leave these rows out.",
                count,
                count=count,
                fixes=counted(len(fixes), "fix", "fixes"),
                contradict=contradict,
                unit_field=names.unit_field,
            )
        )
    return found


def _receiver_texts(fixes: Fixes, rejected: Rejected) -> list[str]:
    if not rejected.receivers:
        return []
    most = sorted(rejected.receivers, key=lambda receiver: -receiver.fixes)
    shown = tr("; ").join(_receiver_text(fixes.unit_names[receiver.unit], receiver) for receiver in most[:SHOWN_UNITS])
    if len(most) > SHOWN_UNITS:
        shown += tr("; and {units}", units=counted(len(most) - SHOWN_UNITS, "more unit"))
    return [
        tr(
            "Do several receivers use the same unit name? {shown}. Only one of the receivers is used. Give each "
            "receiver a name of its own.",
            shown=shown[0].upper() + shown[1:],
        )
    ]


def _receiver_text(name: str, receiver: Receiver) -> str:
    """name: of the unit."""
    length, times = _length(receiver.metres), counted(receiver.fixes // (receiver.positions - 1), "time")
    if receiver.positions == 2:
        return tr("unit {name} has two positions {length} apart {times}", name=name, length=length, times=times)
    return tr(
        "unit {name} has {positions} positions at least {length} apart {times}",
        name=name,
        positions={3: tr("three"), 4: tr("four")}.get(receiver.positions, receiver.positions),
        length=length,
        times=times,
    )


def _share_texts(fixes: Fixes, tracks: Tracks, rejected: Rejected, timezone: str, names: ParameterNames) -> list[str]:
    """Advice where many fixes contradict others of the same unit, by the most probable cause."""
    counts = rejected.counts()
    t = fixes.t[rejected.index[rejected.reason == CONFLICT]]
    many = len(t) > counts.get(TOO_FAST, 0)
    changes, skipped = _at_changes(t, timezone) if many else (t[:0], t[:0])
    if len(skipped) > len(t) / 2:
        return [
            tr(
                "{fixes} where the clocks of {timezone} go forward and skip a time ({skipped}), and contradict others "
                "of their unit. Is the time zone right, or did the clock of the receiver not go forward? Use times in "
                "UTC or with their offset from UTC.",
                fixes=counted(len(skipped), "fix lies", "fixes lie"),
                timezone=timezone,
                skipped=local_text(float(skipped[0]), timezone)[:10],
            )
        ]
    if len(changes) > len(t) / 2:
        return [
            tr(
                "{rejected} in the hour that the clocks of {timezone} show twice ({changes}), and the rows do not tell "
                "which of the two it is. Use times in UTC or with their offset from UTC.",
                rejected=counted(len(changes), "rejected fix lies", "rejected fixes lie"),
                timezone=timezone,
                changes=local_text(float(changes[0]), timezone)[:10],
            )
        ]
    if counts.get(TOO_FAST, 0) + counts.get(CONFLICT, 0) <= SUSPICIOUS_SHARE * max(len(tracks.t), 1):
        return []
    text = tr("More than a tenth of the fixes contradict others of the same unit.")
    if many and (t % 60 == 0).all() and (tracks.t % 60 == 0).all():
        return [
            tr(
                "{finding} All times are whole minutes. If several fixes share a minute because seconds were cut off, "
                "use times with seconds, or rows in the order of recording: then the fixes are spread within the "
                "minute. ",
                finding=text,
            )
            + _unit_advice(tracks, names)
        ]
    return [f"{text} {_unit_advice(tracks, names)}"]


def _unit_advice(tracks: Tracks, names: ParameterNames) -> str:
    if len(tracks.unit_names) == 1:
        return (
            tr("Is {unit_field} the wrong field, so that several units are taken as one?", unit_field=names.unit_field)
            if names.has_units
            else tr("Is {unit_field} missing, so that several units are taken as one?", unit_field=names.unit_field)
        )
    return tr("Do several receivers use the same unit name?")


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
        for groups, what in ((teams.identical, tr("have identical fixes")), (teams.together, "move together"))
        if groups
    ]
    amount = tr(
        "{more_h:,.1f} of {hours:,.1f} h and {more_km:,.1f} of {km:,.1f} km",
        more_h=more_h,
        hours=hours,
        more_km=more_km,
        km=km,
    )
    if once:
        return [
            tr(
                "{found} Each patrol counts once ({teams}): {amount} are left out.",
                found=" ".join(found),
                teams=names.teams,
                amount=amount,
            )
        ]
    largest = max(map(len, (*teams.identical, *teams.together)))
    return [
        tr(
            "{found} Is one patrol counted {largest} times? {amount} count more than once. Set {teams} "
            "to count them once.",
            found=" ".join(found),
            largest=largest,
            amount=amount,
            teams=names.teams,
        )
    ]


def _units(groups: tuple[tuple[int, ...], ...], unit_names: tuple[str, ...]) -> str:
    """How many units are in the groups, with a few names."""
    shown = [
        tr(", ").join(unit_names[code] or tr("without a name") for code in group[:SHOWN_UNITS])
        + (" ..." if len(group) > SHOWN_UNITS else "")
        for group in groups[:SHOWN_GROUPS]
    ]
    dots = "; ..." if len(groups) > SHOWN_GROUPS else ""
    count = sum(map(len, groups))
    inside = tr(" in {groups:,} groups", groups=len(groups)) if len(groups) > 1 else ""
    return tr(
        "{count:,} units{inside} ({shown}{dots})", count=count, inside=inside, shown=tr("; ").join(shown), dots=dots
    )


def _length(metres: float) -> str:
    return f"{metres:,.0f} m" if metres < 1000 else f"{metres / 1000:,.1f} km"
