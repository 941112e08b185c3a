"""The text of a file of geozones."""

from ..errors import UserError
from ..language import tr

MOST_BYTES = 100_000_000
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decoded(data: bytes) -> str:
    """The text of a file, with \\n at the end of lines: UTF-8 or UTF-16 as its first bytes say, else UTF-8, else
    Latin-1. Raises UserError for a file that is too large or no text."""
    if len(data) > MOST_BYTES:
        raise UserError(
            tr("The file is larger than {size:,} MB. Divide it into smaller ones.", size=MOST_BYTES // 1_000_000)
        )
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise UserError(tr("The file holds binary data, not text. Choose a file of geozones."))
    return text
