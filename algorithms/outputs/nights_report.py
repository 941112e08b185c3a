"""What the log says of many nights."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from ...engine.drones.flight_plan import reason_text
from ...engine.gain.mixture import Mixture
from ...engine.gain.rotation import Night, OnNight, Rotation
from ...engine.language import tr
from ...engine.text import counted, figure
from ...engine.timing.text import local_text
from ..run import Run


def night_reporter(run: Run, name: str, watches: int, zone: str = "") -> OnNight:
    """A callback that reports each planned night in the log. name: of a night, with {} for its number; watches: of the
    period; zone: the time zone of the start time in the report. Without it, plans are reported that nights are drawn
    from."""

    def report(index: int, night: Night, priority: float) -> None:
        if index == 1 and night.spots.choice.most_tie:
            run.warn(
                tr(
                    "{tied:,} of {scored:,} places in reach have the same priority, so the blind spots are not a "
                    "selection: nothing tells these places apart, and planning takes long. Use AREA (the area that the "
                    "patrols are responsible for), PLACES (the places to be watched), or DEMAND (layers of what "
                    "matters).",
                    tied=night.spots.choice.tied,
                    scored=night.spots.choice.scored,
                )
            )
        begins = local_text(night.begins, zone) if zone else ""
        once = np.isnan(night.closed)
        when = tr(", from {begins}", begins=begins) if once else tr(", watch of {begins}", begins=begins)
        when = when if zone else ""
        where = tr("over its watches") if zone and not night.all_watches else tr("if it is flown in every watch")
        total = tr("Total priority after all nights so far: {figure}.", figure=figure(priority)) if zone else ""
        why = ""
        if night.all_watches:
            flown = index <= watches
            why = (
                tr("The data of its watches do not cover all hours")
                if flown
                else tr("It is flown in no watch of the period")
            )
        _report_night(run, name.format(index) + when, where, night, total, why)
        hidden = night.plan.hidden.sentences() if night.plan.hidden is not None else ()
        run.warn(*(tr("{name}: {text}", name=name.format(index), text=text) for text in hidden))

    return report


def _report_night(run: Run, name: str, where: str, night: Night, total: str, why: str) -> None:
    """Reports what is flown in a night. where: in which watches it closes gaps; total: a sentence on the total priority
    after it; why: it is planned for the gaps of all watches, empty where it is not."""
    plan = night.plan
    after = tr("Places visited: {visited:,}. {total}", visited=len(night.visited), total=total).strip()
    if np.isnan(night.closed):
        run.say(
            tr(
                "{name}: {sorties} a priority of {served} of {total} in {spots}. {after}",
                name=name,
                sorties=counted(len(plan.sorties), "sortie serves", "sorties serve"),
                served=figure(plan.served_priority),
                total=figure(plan.total_priority),
                spots=counted(len(night.spots), "blind spot"),
                after=after,
            )
        )
    else:
        run.say(
            tr(
                "{name}: {sorties} a priority of {closed} of {open} {where}, with {spots} to visit. {after}",
                name=name,
                sorties=counted(len(plan.sorties), "sortie closes", "sorties close"),
                closed=figure(night.closed),
                open=figure(night.open),
                where=where,
                spots=counted(len(night.spots), "blind spot"),
                after=after,
            )
        )
    run.warn(*night.notes)
    for sentence in plan.privacy.sentences() if plan.privacy is not None else ():
        run.say(tr("  {text}", text=sentence))
    if why:
        run.say(tr("  {why}, so it is planned for the mean of all watches.", why=why))
    if night.visits_reset:
        run.say(
            tr("  All places that drones can reach had been visited, so earlier nights no longer count.")
            if np.isnan(night.closed)
            else tr("  All places that drones can reach had been closed in full, so earlier nights no longer count.")
        )
    for reason, count in Counter(left.reason for left in plan.unserved).most_common():
        if np.isnan(night.closed):
            spots = counted(count, "spot, or part of a spot, is not served", "spots, or parts of spots, are not served")
        else:
            spots = counted(
                count, "spot, or part of a spot, is not visited", "spots, or parts of spots, are not visited"
            )
        run.say(tr("  {spots}: {reason}.", spots=spots, reason=reason_text(reason)))
    if not plan.sorties:
        run.warn(
            tr("{name}: nothing is flown, because no blind spot can be visited.", name=name)
            if len(night.spots)
            else tr("{name}: nothing is flown, because no blind spot is left.", name=name)
        )


def report_far(run: Run, far: np.ndarray) -> None:
    """Reports how many places are out of reach. far: (n,) whether a place is."""
    if far.any():
        (run.warn if far.all() else run.say)(
            tr(
                "{far:,} of {places:,} places are out of reach of every launch site on one battery, or "
                "beyond MAX_RANGE, and are left out.",
                far=int(far.sum()),
                places=len(far),
            )
        )


def report_rotation(run: Run, found: Rotation, watches: int) -> None:
    """Reports the total priority before and after all nights."""
    places, nights = int(found.visits().any(axis=0).sum()), len(found.nights)
    values = {
        "watches": counted(watches, "watch", "watches"),
        "closed": figure(found.priority[0] - found.priority[-1]),
        "before": figure(found.priority[0]),
        "after": figure(found.priority[-1]),
    }
    if nights == 1:
        run.say(
            tr(
                "Flown in the {watches} of the period it closes a priority of {closed}: the total falls from {before} "
                "to {after}.",
                **values,
            )
        )
    else:
        run.say(
            tr(
                "The {nights} nights together visit {places}. Flown as a rotation over the {watches} of the period "
                "they close a priority of {closed}: the total falls from {before} to {after}.",
                nights=nights,
                places=counted(places, "place"),
                **values,
            )
        )
    if watches < len(found.nights):
        run.warn(
            tr(
                "The period has {watches}, fewer than the {nights} nights. So the later nights are not flown in any "
                "watch, and PRIORITY_AFTER does not count them. Use a longer period, or fewer NIGHTS.",
                watches=counted(watches, "watch", "watches"),
                nights=nights,
            )
        )


def report_mixture(run: Run, mixed: Mixture, places: int, seed: int) -> None:
    """Reports the probabilities of the plans, and warns of a draw that is easy to predict."""
    likely = tr(", ").join(f"{plan}: {share:.3f}" for plan, share in enumerate(mixed.share, 1) if share > 0)
    run.say(
        tr(
            "{different} of {plans} plans differ. Drawn with these probabilities (by plan, "
            "{likely}), a night visits each of the {places:,} places in blind spots that any plan visits with a "
            "probability of at least {least:.4g}. No mixture of these plans is better if no plan may have a "
            "probability above {highest:.3g} (ENTROPY). The entropy of the draw is {entropy:.3f} nats; "
            "the maximum is {maximum:.3f}. SEED is {seed}.",
            different=mixed.different,
            plans=len(mixed.share),
            likely=likely,
            places=places,
            least=mixed.least,
            highest=np.exp(-mixed.floor),
            entropy=mixed.entropy,
            maximum=np.log(mixed.different),
            seed=seed,
        )
    )
    if mixed.different == 1:
        run.warn(tr("All plans visit the same places, so every night is the same. Reduce RETURN_WEIGHT."))
    if seed == 0:
        run.warn(
            tr(
                "SEED is 0, which is easy to guess, and anybody who knows it can predict all nights. Choose your own "
                "number, write it down, and keep it secret."
            )
        )


def report_drawn(run: Run, nights: Sequence[Night], order: np.ndarray, zone: str) -> None:
    """Reports which plan was drawn for each night. order: (N,) the index of the plan of each; zone: time zone."""
    drawn = tr(", ").join(
        tr("{number} ({begins}) plan {plan}", number=number, begins=local_text(night.begins, zone), plan=plan + 1)
        for number, (night, plan) in enumerate(zip(nights, order.tolist(), strict=True), 1)
    )
    run.say(tr("Drawn for the nights: {drawn}.", drawn=drawn))
