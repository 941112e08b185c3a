"""Reads a file of geozones of any of the formats, which is recognised by its content."""

from dataclasses import replace

from ..errors import UserError
from ..language import tr
from ..progress import Progress, quiet
from ..strict_json import parsed_json
from .ed269 import is_ed269, read_ed269
from .ed318 import read_ed318
from .file_text import decoded
from .geozone import Findings, GeozoneFile
from .openair import looks_like_openair, read_openair

ED318, ED269, OPENAIR = "ED-318", "ED-269", "OpenAir"


def read_geozones(
    data: bytes,
    tolerance: float = 1.0,
    language: str = "en",
    classes: tuple[str, ...] = (),
    progress: Progress = quiet,
) -> GeozoneFile:
    """The zones of a file.

    tolerance: m by which polygons may reach beyond the circles and arcs that they stand for; language: of texts, such
    as zh_CN; classes: of OpenAir airspaces that are wanted, in capitals; empty: all. Raises UserError where the file is
    none of geozones, or one of its zones cannot be read.
    """
    text, findings = decoded(data), Findings()
    if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        read = _json(parsed_json(text.lstrip("\ufeff")), tolerance, language, findings, progress)
    elif looks_like_openair(text):
        zones, count, left_out = read_openair(text, tolerance, classes, findings, progress)
        read = GeozoneFile(OPENAIR, tuple(zones), count, left_out)
    else:
        raise _unknown()
    findings.check()
    if not read.count:
        raise UserError(tr("The file ({format}) holds no zones.", format=read.format))
    return replace(read, remarks=findings.sentences())


def _json(document, tolerance: float, language: str, findings: Findings, progress: Progress) -> GeozoneFile:
    if not isinstance(document, dict):
        raise _unknown()
    if document.get("type") in ("FeatureCollection", "Feature"):
        zones, count = read_ed318(document, tolerance, language, findings, progress)
        return GeozoneFile(ED318, tuple(zones), count)
    if is_ed269(document):
        zones, count = read_ed269(document, tolerance, language, findings, progress)
        return GeozoneFile(ED269, tuple(zones), count)
    raise _unknown()


def _unknown() -> UserError:
    return UserError(
        tr(
            "The file is no file of geozones: neither ED-318 (a FeatureCollection), nor ED-269 (a list `features` or "
            "`UASZoneList`), nor OpenAir (lines that begin with AC, AN, DP)."
        )
    )
