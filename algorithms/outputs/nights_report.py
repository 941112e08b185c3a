"""What the log says of many nights."""

from collections import Counter

import numpy as np

from ...engine.gain.mixture import Mixture
from ...engine.gain.rotation import Night, OnNight, Rotation
from ...engine.text import counted
from ...engine.timing.text import local_text
from ..run import Run


def night_reporter(run: Run, name: str, zone: str = "") -> OnNight:
    """A callback that reports each planned night in the log. name: of a night, with {} for its number; zone: the time
    zone of the start time in the report, empty to leave it out."""

    def report(index: int, night: Night, priority: float) -> None:
        if index == 1 and night.spots.choice.most_tie:
            run.warn(
                f"{night.spots.choice.tied:,} of {night.spots.choice.scored:,} places in reach have the same priority, "
                "so the blind spots are not a selection: nothing tells these places apart, and planning "
                "takes long. Use AREA (the area that the patrols are responsible for), PLACES (the places to be "
                "watched), or DEMAND layers (what matters)."
            )
        when = f", from {local_text(night.begins, zone)}" if zone else ""
        _report_night(run, name.format(index) + when, night, priority)

    return report


def _report_night(run: Run, name: str, night: Night, priority: float) -> None:
    """Reports what is flown in a night, and the total priority after it."""
    plan = night.plan
    after = f"Places visited: {len(night.visited):,}. Total priority after all nights so far: {priority:.4g}."
    if np.isnan(night.closed):
        run.say(
            f"{name}: {counted(len(plan.sorties), 'sortie serves', 'sorties serve')} a priority of "
            f"{plan.served_priority:.4g} of {plan.total_priority:.4g} in {counted(len(night.spots), 'blind spot')}. "
            + after
        )
    else:
        run.say(
            f"{name}: {counted(len(plan.sorties), 'sortie closes', 'sorties close')} a priority of {night.closed:.4g} "
            f"of {night.open:.4g} over its watches, with {counted(len(night.spots), 'blind spot')} to visit. {after}"
        )
    run.warn(*night.notes)
    if night.visits_reset:
        done = "visited" if np.isnan(night.closed) else "closed"
        run.say(f"  All places that drones can serve had been {done}, so earlier nights no longer count.")
    for reason, count in Counter(left.reason for left in plan.unserved).most_common():
        spots = counted(count, "spot, or part of a spot, is", "spots, or parts of spots, are")
        run.say(f"  {spots} not {'served' if np.isnan(night.closed) else 'visited'}: {reason}.")
    if not plan.sorties:
        why = "no blind spot can be served" if len(night.spots) else "no blind spot is left"
        run.warn(f"{name}: nothing is flown, because {why}.")


def report_rotation(run: Run, found: Rotation, watches: int) -> None:
    """Reports the total priority before and after all nights."""
    run.say(
        f"All {len(found.nights)} nights together visit {int(found.visits().any(axis=0).sum()):,} places. Flown as a "
        f"rotation over the {watches} watches of the period they close a priority of "
        f"{found.priority[0] - found.priority[-1]:.4g}: the total falls from {found.priority[0]:.4g} to "
        f"{found.priority[-1]:.4g}."
    )
    if watches < len(found.nights):
        run.warn(
            f"The period has {watches} watches, fewer than the {len(found.nights)} nights. So the later nights are not "
            "flown in any watch, and PRIORITY_AFTER does not count them. Use a longer period, or fewer NIGHTS."
        )


def report_mixture(run: Run, mixed: Mixture, places: int, seed: int) -> None:
    """Reports the probabilities of the plans, and warns of a draw that is easy to predict."""
    likely = ", ".join(f"{plan} {share:.3f}" for plan, share in enumerate(mixed.share, 1) if share > 0)
    run.say(
        f"{mixed.different} of {len(mixed.share)} plans differ. Drawn with these probabilities (plan, probability: "
        f"{likely}), a night visits each of the {places:,} places in blind spots that any plan serves with a "
        f"probability of at least {mixed.least:.4g}. No mixture of these plans is better if no plan may have a "
        f"probability above {np.exp(-mixed.floor):.3g} (ENTROPY). The entropy of the draw is {mixed.entropy:.3f} nats; "
        f"the maximum is {np.log(mixed.different):.3f}. SEED {seed}."
    )
    if mixed.different == 1:
        run.warn("All plans visit the same places, so every night is the same. Reduce RETURN_WEIGHT.")
    if seed == 0:
        run.warn(
            "SEED is 0, which is easy to guess, and anybody who knows the SEED can predict all nights. Choose your own "
            "number, write it down, and keep it secret."
        )
