"""The rules of a publication: how much evidence a figure needs, and how finely it is written."""

from dataclasses import dataclass

from ..errors import UserError
from ..language import tr

LEAST_UNITS = 3
"""Fewer units protect nobody: with two, each of them knows the other."""


@dataclass(frozen=True)
class PublicationRules:
    """min_units, min_days, min_fixes: the least number of different units, of local days (nights of the watch) and of
    fixes behind each figure.

    most_share: the largest share (0 to 1) of the time behind a figure that one unit may have. This is the dominance
    rule with n = 1 (Hundepool et al., Handbook on Statistical Disclosure Control, 2010, chapter 4).
    finest, coarsest: metres, the smallest and the largest side of the blocks into which places are merged; 0 for
    finest: places stay as they are where they can.
    gap_step: gaps are rounded to multiples of it; count_step: visits and minutes likewise.
    delay: days; nothing of the last so many days is published.
    unit_days: on how many days a unit must have been there to count as one of min_units. Who came by once hides nobody
    who comes every night: without this rule, and with a most_share of a half, the planted attacks (tests/attacks) find
    rare routes three times as often as by chance.
    """

    min_units: int = 5
    min_days: int = 5
    min_fixes: int = 20
    most_share: float = 0.25
    finest: float = 0.0
    coarsest: float = 800.0
    gap_step: float = 0.05
    count_step: float = 5.0
    delay: float = 14.0
    unit_days: int = 3

    def __post_init__(self):
        if self.min_units < LEAST_UNITS:
            raise UserError(
                tr(
                    "MIN_UNITS is {units}. With fewer than {least} units behind a figure, each of them is known to the "
                    "other. Use {least} or more.",
                    units=self.min_units,
                    least=LEAST_UNITS,
                )
            )
        if self.most_share * self.min_units < 1:
            raise UserError(
                tr(
                    "No figure of {units} units can pass a MAX_SHARE of {share:g} %: one of them always has at least "
                    "{least:.0f} % of the time. Use a larger MAX_SHARE.",
                    units=self.min_units,
                    share=100 * self.most_share,
                    least=100 / self.min_units,
                )
            )
