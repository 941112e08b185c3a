"""XML of flight logs, read as a stream by expat. Files from outside are not trusted: a document type declaration ends
the reading, so no entity is ever declared or expanded and nothing outside the file is read."""

from collections.abc import Callable
from xml.parsers import expat

from ..errors import UserError
from ..language import tr

DEEPEST = 64
LONGEST_TEXT = 80_000_000
"""Characters of one element: the coordinates of a whole flight are in one."""
CHUNK = 1 << 20


def read_elements(data: bytes, end: Callable[[tuple[str, ...], dict[str, str], str], None]) -> None:
    """Calls end(path, attributes, text) at the end of each element. path: the names of the element and those around it,
    outermost first, without prefixes. Raises UserError for what is no XML, or is not to be trusted."""
    path, attributes, texts, size = [], [], [], [0]

    def doctype(*_):
        raise UserError(tr("It has a document type declaration (DOCTYPE), which is not read for safety."))

    def start(name, given):
        if len(path) >= DEEPEST:
            raise UserError(tr("Its elements are nested more than {deepest} deep.", deepest=DEEPEST))
        path.append(name.rpartition(":")[2])
        attributes.append(given)
        texts.append([])
        size[0] = 0

    def text(some):
        if texts:
            size[0] += len(some)
            if size[0] > LONGEST_TEXT:
                raise UserError(tr("One of its elements is too long."))
            texts[-1].append(some)

    def finish(_):
        end(tuple(path), attributes.pop(), "".join(texts.pop()))
        path.pop()

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = doctype
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, finish, text
    try:
        for begin in range(0, len(data), CHUNK):
            parser.Parse(data[begin : begin + CHUNK], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        reason = str(error).splitlines()[0]
        raise UserError(tr("It is no valid XML: {reason}. It may be incomplete.", reason=reason)) from None
