"""The Jinja2 environment of the reports, and the filters that format numbers.

The templates are in resources/templates. Their texts are {{ tr("...", name=value) }} with a literal. All values are
escaped; markup comes from the templates alone.
"""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..language import language, tr

TEMPLATES = Path(__file__).resolve().parents[2] / "resources" / "templates"


def environment() -> Environment:
    """The environment of the templates: all values are escaped, and an undefined name is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(tr=tr, lang=language().replace("_", "-"))
    made.filters.update(amount=amount, fixed=fixed, percent=percent, share=share_text, thousands=thousands)
    return made


def render(template: str, **values) -> str:
    """The page that a template renders with these values. Raises jinja2.UndefinedError if one is missing."""
    return environment().get_template(template).render(values)


def amount(value: float) -> str:
    """A priority with three significant digits, or as a whole number from 1000 on."""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    value = round(value, 6) + 0.0  # turns -0.0 into 0.0
    return f"{value:.3g}" if abs(value) >= 1e-4 or not value else f"{value:.6f}".rstrip("0")


def fixed(value: float, digits: int) -> str:
    """A number with that many digits after the point."""
    return f"{value:.{digits}f}"


def percent(share: float) -> str:
    """A share, 0 to 1, in whole percent without the sign; "<1" for half a percent or less."""
    return "<1" if share <= 0.005 else f"{100 * share:.0f}"


def share_text(share: float) -> str:
    """A share, 0 or more, as a short percentage. A positive share is never written as zero."""
    if 0 < share < 0.001:
        return tr("less than 0.1 %")
    return f"{100 * share:.1f} %" if share < 0.1 else f"{100 * share:.0f} %"


def thousands(count: int) -> str:
    """A whole number with thousands separators."""
    return f"{count:,}"
