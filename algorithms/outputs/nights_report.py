"""What the log says of many nights."""

from collections import Counter

import numpy as np

from ...engine.gain.mixture import Mixture
from ...engine.gain.rotation import Night, OnNight, Rotation
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
                f"{night.spots.choice.tied:,} of {night.spots.choice.scored:,} places in reach have the same priority, "
                "so the blind spots are not a selection: nothing tells these places apart, and planning "
                "takes long. Use AREA (the area that the patrols are responsible for), PLACES (the places to be "
                "watched), or DEMAND (layers of what matters)."
            )
        what = "from" if np.isnan(night.closed) else "watch of"
        when = f", {what} {local_text(night.begins, zone)}" if zone else ""
        where = "over its watches" if zone and not night.all_watches else "if it is flown in every watch"
        total = f"Total priority after all nights so far: {figure(priority)}." if zone else ""
        why = ""
        if night.all_watches:
            flown = index <= watches
            why = "The data of its watches do not cover all hours" if flown else "It is flown in no watch of the period"
        _report_night(run, name.format(index) + when, where, night, total, why)

    return report


def _report_night(run: Run, name: str, where: str, night: Night, total: str, why: str) -> None:
    """Reports what is flown in a night. where: in which watches it closes gaps; total: a sentence on the total priority
    after it; why: it is planned for the gaps of all watches, empty where it is not."""
    plan = night.plan
    after = f"Places visited: {len(night.visited):,}. {total}".strip()
    if np.isnan(night.closed):
        run.say(
            f"{name}: {counted(len(plan.sorties), 'sortie serves', 'sorties serve')} a priority of "
            f"{figure(plan.served_priority)} of {figure(plan.total_priority)} in "
            f"{counted(len(night.spots), 'blind spot')}. {after}"
        )
    else:
        run.say(
            f"{name}: {counted(len(plan.sorties), 'sortie closes', 'sorties close')} a priority of "
            f"{figure(night.closed)} of {figure(night.open)} {where}, with "
            f"{counted(len(night.spots), 'blind spot')} to visit. {after}"
        )
    run.warn(*night.notes)
    if why:
        run.say(f"  {why}, so it is planned for the mean of all watches.")
    if night.visits_reset:
        done = "visited" if np.isnan(night.closed) else "closed in full"
        run.say(f"  All places that drones can reach had been {done}, so earlier nights no longer count.")
    for reason, count in Counter(left.reason for left in plan.unserved).most_common():
        spots = counted(count, "spot, or part of a spot, is", "spots, or parts of spots, are")
        run.say(f"  {spots} not {'served' if np.isnan(night.closed) else 'visited'}: {reason}.")
    if not plan.sorties:
        why = "no blind spot can be visited" if len(night.spots) else "no blind spot is left"
        run.warn(f"{name}: nothing is flown, because {why}.")


def report_rotation(run: Run, found: Rotation, watches: int) -> None:
    """Reports the total priority before and after all nights."""
    places, nights = int(found.visits().any(axis=0).sum()), len(found.nights)
    period = f"{counted(watches, 'watch', 'watches')} of the period"
    if nights == 1:
        flown = f"Flown in the {period} it closes"
    else:
        together = f"The {nights} nights together visit {counted(places, 'place')}."
        flown = f"{together} Flown as a rotation over the {period} they close"
    run.say(
        f"{flown} a priority of {figure(found.priority[0] - found.priority[-1])}: the total falls from "
        f"{figure(found.priority[0])} to {figure(found.priority[-1])}."
    )
    if watches < len(found.nights):
        run.warn(
            f"The period has {counted(watches, 'watch', 'watches')}, fewer than the {nights} nights. So the later "
            "nights are not flown in any watch, and PRIORITY_AFTER does not count them. Use a longer period, or fewer "
            "NIGHTS."
        )


def report_mixture(run: Run, mixed: Mixture, places: int, seed: int) -> None:
    """Reports the probabilities of the plans, and warns of a draw that is easy to predict."""
    likely = ", ".join(f"{plan}: {share:.3f}" for plan, share in enumerate(mixed.share, 1) if share > 0)
    run.say(
        f"{mixed.different} of {len(mixed.share)} plans differ. Drawn with these probabilities (by plan, "
        f"{likely}), a night visits each of the {places:,} places in blind spots that any plan visits with a "
        f"probability of at least {mixed.least:.4g}. No mixture of these plans is better if no plan may have a "
        f"probability above {np.exp(-mixed.floor):.3g} (ENTROPY). The entropy of the draw is {mixed.entropy:.3f} nats; "
        f"the maximum is {np.log(mixed.different):.3f}. SEED is {seed}."
    )
    if mixed.different == 1:
        run.warn("All plans visit the same places, so every night is the same. Reduce RETURN_WEIGHT.")
    if seed == 0:
        run.warn(
            "SEED is 0, which is easy to guess, and anybody who knows it can predict all nights. Choose your own "
            "number, write it down, and keep it secret."
        )
