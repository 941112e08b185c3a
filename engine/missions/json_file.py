"""Mission files in JSON: read strictly, whatever bytes they hold, and the kinds of their values."""

import math

from ..errors import UserError
from ..language import tr
from ..strict_json import parsed_json
from .mission import Fault

MOST_BYTES = 20_000_000


def read_json(data: bytes) -> tuple[object, list[Fault]]:
    """(the contents, no fault), or (None, the fault): of what is no JSON, of JSON that is not strict, and of files
    beyond MOST_BYTES."""
    if len(data) > MOST_BYTES:
        return None, [Fault("", tr("the file has {size:,} bytes; that is too large for a mission.", size=len(data)))]
    try:
        return parsed_json(data.decode("utf-8")), []
    except UnicodeDecodeError:
        return None, [Fault("", tr("the file is not a text in UTF-8."))]
    except UserError as error:
        return None, [Fault("", str(error))]


def is_number(value) -> bool:
    """Whether a value is a finite number; JSON's true and false are none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def is_whole(value) -> bool:
    """Whether a value is a whole number, without a decimal point, of a size that a file can mean."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53
