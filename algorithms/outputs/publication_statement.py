"""What is said of a publication: in the log, for those who publish, and in the statement, for those who read."""

import numpy as np

from ...engine.publication.evidence_counts import Counts
from ...engine.publication.figures import ROUTES
from ...engine.publication.rules import PublicationRules
from ..base import tr
from ..run import Run


def report(run: Run, rules: PublicationRules, each: Counts | None, counts: dict[str, int], total: bool) -> None:
    """Says in the log what is published and what is not. each: what is behind each place by itself."""
    run.say(
        tr(
            "{published:,} of {places:,} have a figure, {merged:,} of them merged with others; {withheld:,} have too "
            "little behind them, {earlier:,} are withheld because of layers published earlier.",
            published=counts["PUBLISHED_COUNT"],
            places=counts["PLACE_COUNT"],
            merged=counts["MERGED_COUNT"],
            withheld=counts["WITHHELD_COUNT"],
            earlier=counts["EARLIER_COUNT"],
        )
    )
    if not counts["FIGURE_COUNT"]:
        run.warn(
            tr(
                "No figure has enough behind it, so all are withheld. Publish a longer period or coarser blocks "
                "(COARSEST). Where units are single patrols, or change their beats every day, none of them comes to a "
                "place on {days} days: then a smaller UNIT_DAYS helps.",
                days=rules.unit_days,
            )
        )
    if each is not None:
        enough = each.enough(rules)
        run.say(
            tr(
                "By themselves (not for publication): nobody at {nobody:,} places; fewer than {min_units} units at "
                "{units:,}, fewer than {min_days} days at {days:,}, fewer than {min_fixes} fixes at {fixes:,}; one "
                "unit with more than {share:g} % of the time at {one:,} others.",
                nobody=int((each.units == 0).sum()),
                min_units=rules.min_units,
                units=int((each.regulars < rules.min_units).sum()),
                min_days=rules.min_days,
                days=int((each.days < rules.min_days).sum()),
                min_fixes=rules.min_fixes,
                fixes=int((each.fixes < rules.min_fixes).sum()),
                share=100 * rules.most_share,
                one=int((enough & ~each.passes(rules)).sum()),
            )
        )
        if not total:
            run.say(tr("The total of the layer is withheld: less the other figures, it would tell about too few."))


def statement(kind: str, rules: PublicationRules, days: tuple[int, int] | None, trimmed: bool) -> list[str]:
    """The statement that goes with a published layer, a paragraph each. trimmed: whether starts, ends and stays of
    tracks were cut first."""
    if kind == ROUTES:
        return [
            tr("Minutes that drones flew, by cell, rounded to {step:g} minutes.", step=rules.count_step),
            tr("Times, single flights and launch sites, with what is flown near them, are left out."),
        ]
    first, last = (str(np.datetime64(day, "D")) for day in days)
    return [
        tr("The days {first} to {last}.", first=first, last=last),
        tr(
            "Each figure rests on at least {units} different units that came on {each} days or more, {days} days and "
            "{fixes} positions, and no unit has more than {share:g} % of the time behind it.",
            units=rules.min_units,
            each=rules.unit_days,
            days=rules.min_days,
            fixes=rules.min_fixes,
            share=100 * rules.most_share,
        ),
        tr("Starts and ends of tracks, and stays at homes and stations, were cut before.")
        if trimmed
        else tr("Starts and ends of tracks, and stays at homes and stations, were not cut."),
        tr(
            "Where there is less behind a place, it is merged with others around it. Where that is still too little, "
            "there is no figure (withheld). Such places may have been visited by a few, or by nobody."
        ),
        tr(
            "Gaps are rounded to {gap:g}, visits and minutes to {count:g}. No times, no names, and nothing of the "
            "{delay:g} days before the publication are in it.",
            gap=rules.gap_step,
            count=rules.count_step,
            delay=rules.delay,
        ),
    ]
