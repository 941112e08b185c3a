"""CERTIFICATE: the optional table of how likely somebody who has watched all nights escapes, and what the log says."""

import numpy as np
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingParameterFeatureSink

from ...engine.gain.certificate import (
    ANY,
    BEST,
    BEST_MOVED,
    CERTAIN,
    DRAW,
    EQUAL,
    MOVED,
    PLACE,
    ROTATION,
    SEEN,
    Certificate,
    Line,
    certificate_of,
    check_revisit,
    watch_of,
)
from ...engine.gain.night import Drones
from ...engine.text import counted
from ...engine.timing.text import time_of_day
from ...layers.sinks import REAL, TEXT, fields_of, values
from ..base import BlindspotAlgorithm, tr
from ..inputs.evidence import ScoreInput
from ..run import Run
from .layers import OutputLayer
from .nights import PlannedNights

CERTIFICATE = "CERTIFICATE"
FIELDS = (
    ("place_id", TEXT),
    ("name", TEXT),
    ("picks", TEXT),
    ("rule", TEXT),
    ("knows", TEXT),
    ("escape", REAL),
    ("moment", TEXT),
    ("escape_patrols", REAL),
    ("worth", REAL),
    ("worth_place", TEXT),
    ("mean_escape", REAL),
    ("escape_95", REAL),
    ("escape_low", REAL),
    ("escape_low_any", REAL),
)
HELP = """A table without geometry: how likely an observer gets away with something, who knows all plans with their
places and times and has watched all nights so far. To escape is not to be noticed by any drone within the revisit
interval. Only places that at least one plan sees count, noticing with a probability of one half or more. A row for
each choice that the observer has and each rule by which nights are chosen. Fields: picks (what the observer picks:
place and moment; place and moment, where and when a plan sees; or only the place, while the moment is random), rule
(a rotation of the plans; the draw of this run, if nights are drawn; a draw with equal probabilities; with the best
ones; or with all take-offs of a night moved by one random amount), knows (what the observer knows), escape (the
probability to escape at the best place and moment; nobody who learns from the nights has a higher one), place_id,
name and moment (where, and the local time; of places that are equally good the one with the highest priority),
escape_patrols (an estimate: the same if patrols notice independently of the drones, with their mean probability at
that place), worth (the highest value of escape × priority of a place) and worth_place (where), mean_escape (mean over
places, weighted by priority), escape_95 (places with 95 % of the priority have at most this), escape_low (no mixture
of these plans goes below) and escape_low_any (no plans with as many sorties and minutes in the air go below; 0 says
nothing). With take-offs moved, escape_low is for these plans with moved take-offs. Keep this table as secret as the
seed: it says where and when to escape."""
ESCAPE_NUMBERS = (
    ("ESCAPE_PROBABILITY", "Escape probability (best place and moment), if there is a certificate"),
    ("ESCAPE_BOUND", "Lowest escape probability of any mixture of these plans"),
    ("ESCAPE_SEEN", "Escape probability where and when a plan sees"),
    ("ESCAPE_SEEN_BOUND", "Lowest one of any mixture, where and when a plan sees"),
)
WORTH_SAYING = 0.01
"""By how much another mixture must be better for the log to say so."""


def add_certificate(algorithm: BlindspotAlgorithm) -> None:
    """CERTIFICATE, and its numbers."""
    vector = Qgis.ProcessingSourceType.Vector
    sink = QgsProcessingParameterFeatureSink(
        CERTIFICATE, tr("Certificate of unpredictability"), vector, None, True, False
    )
    algorithm.add(sink, HELP)
    algorithm.add_numbers(*ESCAPE_NUMBERS)


def check_certificate(run: Run) -> None:
    """Raises UserError where the table is requested and cannot be made."""
    if run.given(CERTIFICATE):
        check_revisit(run.number("REVISIT") * 60)


def planning_ends(run: Run) -> float:
    """The share of the progress bar at which planning ends: the certificate comes after it."""
    return 0.93 if run.given(CERTIFICATE) else 0.97


def certified(
    run: Run, read: ScoreInput, drones: Drones, planned: PlannedNights
) -> tuple[list[OutputLayer], dict[str, float]]:
    """The table and its numbers, where it is requested; reports in the log."""
    if not run.given(CERTIFICATE):
        return [], {}
    plans = planned.plans or planned.rotation
    shares = None if planned.mixed is None else planned.mixed.share
    progress = run.doing(tr("Computing who escapes."), planning_ends(run), 0.97)
    found = certificate_of(plans, read.evidence, drones, shares, progress)
    if found is None:
        run.warn(tr("CERTIFICATE is empty: no plan sees any place with a probability of at least one half."))
        return [_table(read, (), planned)], {}
    _report(run, read, found, planned)
    flown = ROTATION if shares is None else DRAW
    of_all, of_seen = (found.line(flown, name) for name in (ANY, SEEN))
    numbers = (of_all.escape, of_all.low, of_seen.escape, of_seen.low)
    names = (name for name, _ in ESCAPE_NUMBERS)
    return [_table(read, found.lines, planned)], dict(zip(names, numbers, strict=True))


def _table(read: ScoreInput, lines: tuple[Line, ...], planned: PlannedNights) -> OutputLayer:
    """The rows of the certificate."""
    names, drawn = read.scored.names, planned.mixed is not None
    start = _start_of_watch(read, planned)
    adversaries, rules = _adversaries(), _rules(drawn)
    columns = (
        [_id(read, one.place) for one in lines],
        [None if names is None else names[one.place] for one in lines],
        [adversaries[one.adversary] for one in lines],
        [rules[one.rule][0] for one in lines],
        [rules[one.rule][1] for one in lines],
        values(np.array([one.escape for one in lines])),
        [_moment(one, start) for one in lines],
        values(np.array([one.with_patrols for one in lines])),
        values(np.array([one.worth for one in lines])),
        [_id(read, one.worth_place) for one in lines],
        *(values(np.array([getattr(one, key) for one in lines])) for key in ("mean", "quantile", "low", "low_any")),
    )
    rows = fields_of(*FIELDS), [None] * len(lines), columns
    return OutputLayer.of(CERTIFICATE, rows, Qgis.WkbType.NoGeometry, QgsCoordinateReferenceSystem(), "certificate")


def _adversaries() -> dict[str, str]:
    """What each adversary picks."""
    return {
        ANY: tr("place and moment"),
        SEEN: tr("place and moment, where and when a plan sees"),
        PLACE: tr("place; the moment is random"),
    }


def _rules(drawn: bool) -> dict[str, tuple[str, str]]:
    """What each rule is called, and what somebody knows who has watched it."""
    shares = tr("all plans and their probabilities; past nights tell no more")
    moved = tr("all plans, their probabilities, and that take-offs are moved")
    own = tr("draw of this run, take-offs moved") if drawn else tr("equal probabilities, take-offs moved")
    return {
        ROTATION: (tr("rotation"), tr("all plans and the plan of each night; picks the night, too")),
        DRAW: (tr("draw of this run"), shares),
        EQUAL: (tr("equal probabilities"), shares),
        BEST: (tr("best probabilities"), shares),
        MOVED: (own, moved),
        BEST_MOVED: (tr("best probabilities, take-offs moved"), moved),
    }


def _id(read: ScoreInput, place: int) -> str:
    return read.scored.ids(place, place + 1)[0]


def _start_of_watch(read: ScoreInput, planned: PlannedNights) -> float:
    """The local time of day at which the watch of the first night starts, s after midnight."""
    watch = read.watch
    return watch.on(*watch_of(watch, planned.rotation.nights[0].begins)).start_s if watch.sun else watch.start_s


def _moment(line: Line, start: float) -> str | None:
    return None if np.isnan(line.moment) else time_of_day(start + line.moment)


def _called(read: ScoreInput, place: int) -> str:
    """The name of a place, or its id."""
    names = read.scored.names
    return (None if names is None else names[place]) or _id(read, place)


def _report(run: Run, read: ScoreInput, found: Certificate, planned: PlannedNights) -> None:
    """Says in plain words what the certificate found."""
    drawn, start = planned.mixed is not None, _start_of_watch(read, planned)
    flown = DRAW if drawn else ROTATION
    rule = tr("the draw of this run") if drawn else tr("the rotation")
    own, moved = found.line(flown, ANY), found.line(MOVED, ANY)
    run.say(
        tr(
            "Certificate of unpredictability: how likely an observer escapes the drones who knows all plans and has "
            "watched all nights. Counted are the {places} that at least one plan sees, which means that it notices "
            "something there with a probability of at least one half. At all others, with {outside:.0%} of the "
            "priority, no plan does.",
            places=counted(found.places, "place"),
            outside=found.outside,
        ),
        tr(
            "  An observer who picks place and moment: {escape:.3f} against {rule} (for example at {place}, {moment}; "
            "mean over places {mean:.3f}). No mixture of these plans goes below {low:.3f}.",
            rule=rule,
            escape=own.escape,
            place=_called(read, own.place),
            moment=_moment(own, start),
            mean=own.mean,
            low=own.low,
        ),
    )
    if own.low >= CERTAIN:
        run.say(
            tr(
                "  That is because of the times: also at places that plans see, none of them sees in {unseen:.0%} of "
                "the watch, in the mean.",
                unseen=found.unseen,
            )
        )
    if moved is not None:
        run.say(
            tr(
                "  If all take-offs of a night were moved by one random amount within their hours: {moved:.3f} "
                "({rule}), or {best:.3f} with the best probabilities. This is for comparison only. Whether drones, "
                "batteries and zones allow it is not checked.",
                moved=moved.escape,
                rule=_rules(drawn)[MOVED][0],
                best=found.line(BEST_MOVED, ANY).escape,
            )
        )
    _report_shares(run, found, drawn)
    own, best = found.line(flown, PLACE), found.line(BEST, PLACE)
    run.say(
        tr(
            "  An observer who picks the place, but not the moment: {escape:.3f} against {rule} (for example at "
            "{place}; mean over places {mean:.3f}). The best mixture of these plans: {best:.3f}.",
            rule=rule,
            escape=own.escape,
            place=_called(read, own.place),
            mean=own.mean,
            best=best.escape,
        ),
        tr("CERTIFICATE says where and when to escape: keep it as secret as the seed."),
    )


def _report_shares(run: Run, found: Certificate, drawn: bool) -> None:
    """Compares the rules by what they leave where and when plans see something."""
    rotation, equal, best = (found.line(name, SEEN) for name in (ROTATION, EQUAL, BEST))
    own = found.line(DRAW, SEEN)
    known = {"rotation": rotation.escape, "equal": equal.escape, "best": best.escape, "low": best.low}
    if own is None:
        run.say(
            tr(
                "  An observer who picks place and moment, but only where and when a plan sees: {rotation:.3f} against "
                "the rotation, because the plan of each night is known. If nights were drawn among these plans "
                "(UNPREDICTABLE): {equal:.3f} with equal probabilities, {best:.3f} with the best ones. No mixture of "
                "these plans goes below {low:.3f}.",
                **known,
            )
        )
        return
    run.say(
        tr(
            "  An observer who picks place and moment, but only where and when a plan sees: {own:.3f} against the draw "
            "of this run. A rotation of the same plans: {rotation:.3f}; equal probabilities: {equal:.3f}; the best "
            "mixture: {best:.3f}. No mixture of these plans goes below {low:.3f}.",
            own=own.escape,
            **known,
        )
    )
    plans = len(found.best[SEEN].share)
    if plans > 1 and abs(best.low - (1 - 1 / plans)) < 1e-6:
        run.say(
            tr(
                "  Each of the {plans} plans sees something that no other one sees, so 1 - 1/{plans} is the best. With "
                "fewer PLANS it is lower, but fewer places are seen.",
                plans=plans,
            )
        )
    if own.escape - best.escape > WORTH_SAYING:
        share = found.best[SEEN].share
        likely = tr(", ").join(f"{plan}: {one:.3f}" for plan, one in enumerate(share, 1) if one >= 0.0005)
        run.say(
            tr(
                "  The draw is made for the least probability of a visit at any time, and keeps ENTROPY. By the times "
                "of visits, these probabilities are the best (by plan, {likely}): {best:.3f} instead of {own:.3f}.",
                likely=likely,
                best=best.escape,
                own=own.escape,
            )
        )
