"""The templates of the reports, and the filters with which they write numbers.

The templates are in resources/templates. All that they are given is escaped; markup comes from templates alone.
"""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).resolve().parents[2] / "resources" / "templates"


def environment() -> Environment:
    """The templates' environment: everything is escaped, and a name that a template is not given is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(amount=amount, fixed=fixed, percent=percent, thousands=thousands)
    return made


def render(template: str, **values) -> str:
    """The page that a template makes of these values. Raises jinja2.UndefinedError where one is missing."""
    return environment().get_template(template).render(values)


def amount(value: float) -> str:
    """A priority, with three digits, or all before the point."""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    value = round(value, 6) + 0.0  # no minus before a zero
    return f"{value:.3g}" if abs(value) >= 1e-4 or not value else f"{value:.6f}".rstrip("0")


def fixed(value: float, digits: int) -> str:
    """A number with that many digits after the point."""
    return f"{value:.{digits}f}"


def percent(share: float) -> str:
    """A share, 0 to 1, in whole percent without the sign; "<1" where it would look like nothing."""
    return "<1" if share <= 0.005 else f"{100 * share:.0f}"


def thousands(count: int) -> str:
    """A whole number with its thousands set apart."""
    return f"{count:,}"
