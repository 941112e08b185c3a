"""Tables of features that make places matter, and of residents' answers, to demand."""

from collections.abc import Mapping, Sequence

import numpy as np

from ..errors import UserError
from ..language import tr
from ..places.demand import Demand, demand_from_layers, own_demand
from ..places.demand_kinds import kinds_of
from ..places.demand_rules import DemandRules
from ..places.demand_sentences import answers_given, effects_of_rules, unusable_answers, warnings_of_rules
from ..places.names import name_field
from ..places.residents import ANSWER, RESPONDENT, WEIGHT, Answers, Residents, answers_of
from ..places.twins import demand_twins
from ..tables import geometries_of, geopandas, pyproj, usable_numbers
from .metric import in_crs


def demand_of(
    targets: np.ndarray, layers: Mapping, weights, reach: float, base, crs: pyproj.CRS, rules: DemandRules
) -> tuple[Demand, list[str]]:
    """The demand of the places at `targets`, and warnings of coincident rows. layers: tables by name; base: one number,
    or (n,) of the places. Raises UserError where there are not as many weights as tables."""
    if not layers:
        return rules.applied(own_demand(len(targets), base), targets, reach), []
    weights = [1.0] * len(layers) if weights is None else list(weights)
    if len(weights) != len(layers):
        raise UserError(
            tr(
                "demand_weights has {weights} numbers for {layers} tables of demand.",
                weights=len(weights),
                layers=len(layers),
            )
        )
    tables = [in_crs(table, crs, name) for name, table in layers.items()]
    names = [names_of(table) for table in tables]
    twins = demand_twins(list(layers), list(map(geometries_of, tables)), names)
    demand = demand_from_layers(targets, tables, list(layers), weights, reach, base, feature_names=names)
    return rules.applied(demand, targets, reach), twins


def demand_rules(
    tables: int, kinds: Sequence[str] | None, found_limit: float | None, minimum: float, residents: Residents | None
) -> DemandRules:
    """The rules on demand. found_limit, minimum: in %. Raises UserError for other kinds or shares than there are."""
    limit = None if found_limit is None else found_limit / 100
    return DemandRules(kinds_of(kinds or (), tables, "demand_kinds"), limit, residents, minimum / 100)


def residents_of(tables, crs: pyproj.CRS, weight: float, limit: float) -> Residents | None:
    """Residents' answers in one table or several; None where there is none. Raises UserError for a table without a
    column of answers."""
    if tables is None:
        return None
    tables = [tables] if isinstance(tables, geopandas.GeoDataFrame) else list(tables)
    return Residents(Answers.joined([_answers(in_crs(table, crs, "residents")) for table in tables]), weight, limit)


def _answers(table: geopandas.GeoDataFrame) -> Answers:
    lower = {str(column).lower(): column for column in reversed(table.columns)}
    if ANSWER not in lower:
        raise UserError(tr("residents has no column {column}.", column=ANSWER))
    columns = (table[lower[name]].tolist() if name in lower else None for name in (ANSWER, WEIGHT, RESPONDENT))
    return answers_of(geometries_of(table), *columns)


def sentences_of(rules: DemandRules, demand: Demand) -> list[str]:
    """What the rules have made of the demand; nothing without rules."""
    answers = [] if rules.residents is None else [answers_given(rules.residents.answers)]
    return answers + ([] if demand.effects is None else effects_of_rules(rules, demand.effects))


def warnings_of(rules: DemandRules, demand: Demand) -> list[str]:
    """Answers that cannot be used, and such as have no effect."""
    unusable = [] if rules.residents is None else unusable_answers("residents", rules.residents.answers)
    return unusable + ([] if demand.effects is None else warnings_of_rules(rules, demand.effects))


def effect_columns(demand: Demand) -> dict[str, np.ndarray]:
    """The columns that the rules on demand add; none without them."""
    columns = {"patrol_found": demand.found_share, "demand_without": demand.without}
    return {name: column for name, column in columns.items() if column is not None}


def names_of(table: geopandas.GeoDataFrame) -> list | None:
    """The names of the rows; None without a column of names."""
    field = name_field([column for column in table.columns if column != "geometry"])
    return None if field is None else table[field].tolist()


def own_demand_of(places: geopandas.GeoDataFrame | None, field: str) -> np.ndarray:
    """(n,) demand of the places from their own column, 0 where it holds no number."""
    if places is None or field not in places.columns:
        raise UserError(tr("demand_field is {field}, which is no column of places.", field=field))
    own = np.nan_to_num(usable_numbers(places[field].to_numpy(float, na_value=np.nan))[0])
    if (own < 0).any():
        raise UserError(
            tr("The column {field} of places holds negative demand. Use numbers of 0 or more.", field=field)
        )
    return own
