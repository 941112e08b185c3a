"""A map in pixels: what resources/templates/map.svg.j2 renders."""

from collections.abc import Sequence
from dataclasses import dataclass

from .sheet import Scale


@dataclass(frozen=True)
class Picture:
    """A PNG image in base 64, and its position in pixels."""

    x: float
    y: float
    width: float
    height: float
    png: str


@dataclass(frozen=True)
class Shape:
    """A place on the map. dimension: 0 for points, with their (x, y) in pixels in `dots`; 1 for lines and 2 for
    polygons, with their SVG path in `path`."""

    dimension: int
    colour: str
    path: str = ""
    dots: Sequence[tuple[float, float]] = ()


@dataclass(frozen=True)
class Route:
    """A line in pixels. level: lines of higher levels are narrower, and lie on the others; width: of the line."""

    path: str
    colour: str
    level: int = 0
    width: float = 1.8


@dataclass(frozen=True)
class Site:
    """A launch site, in pixels. name: empty if it has no label; at_the_right: whether the site is near the right edge,
    so that the label is on its left."""

    x: int
    y: int
    name: str
    at_the_right: bool


@dataclass(frozen=True)
class Label:
    """A text at a point. x, y: the point in pixels; text_x, text_y, anchor: where the text is; mark: the CSS class of
    the symbol at the point; text: empty where the text has no room."""

    x: float
    y: float
    text: str
    text_x: float
    text_y: float
    anchor: str
    mark: str


@dataclass(frozen=True)
class Drawing:
    """A map in pixels. The places are a picture, or shapes, the last one on top.

    background: an image below everything else, such as streets; outlines: SVG paths of the blind spots; labels: named
    points, drawn on top; about: what the map shows, for readers that do not see it.
    """

    width: float
    height: float
    picture: Picture | None
    shapes: Sequence[Shape]
    routes: Sequence[Route]
    sites: Sequence[Site]
    routes_below: bool
    scale: Scale
    background: Picture | None = None
    outlines: Sequence[str] = ()
    labels: Sequence[Label] = ()
    about: str = ""
