"""How deeply a JSON text is nested, told before it is parsed: parsers differ in how many levels they survive."""

import re

import numpy as np

_NOT_BRACKETS = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[^\[\]{}"]++', re.DOTALL)


def nesting(text: str) -> int:
    """The greatest number of arrays and objects that are open at once, in linear time. Brackets in strings do not
    count, and text that is no JSON has some number too."""
    brackets = np.frombuffer(_NOT_BRACKETS.sub("", text).encode("ascii", "replace"), np.uint8)
    opening = (brackets == ord("[")) | (brackets == ord("{"))
    return int(np.cumsum(np.where(opening, 1, -1)).max(initial=0))
