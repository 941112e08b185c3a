"""Unit names under pseudonyms that only the holder of a key can make again.

A pseudonym is the start of HMAC-SHA256(key, name) (RFC 2104, FIPS 198-1) in base32. A plain hash would not do: there
are few names of units, and whoever hashes them all has the table (the taxis of New York were named again in this way
in 2014). The same key gives the same pseudonyms in every export, so that layers can be joined; under different keys
they can't be joined. Who has the key can name every unit again: it belongs to nobody who receives the layers. It is
never part of a record, a log, a message or a layer.

A pseudonym is no anonymity. What one unit did stays together under it, and a few known whereabouts find it again (de
Montjoye and others 2013: four points in space and time for 95 % of people). So pseudonyms are for those who may know
the tracks of a unit but not its name. Published layers have no units at all.
"""

import base64
import hmac
import unicodedata
from collections.abc import Sequence

from ..errors import UserError
from ..language import tr

SHORTEST_KEY = 16  # bytes; shorter ones can be guessed by trying them on the few names there are
LENGTH = 10  # characters of a pseudonym, of 5 bits each
LONGEST = 52  # characters in base32 of the whole digest
DOMAIN = b"unit\0"  # the same key also moves zones (trimmed_tracks), and no text may mean two things


def checked_key(key: bytes) -> bytes:
    """The key without white space at its ends, as text files have it. Raises UserError if it is empty or shorter than
    SHORTEST_KEY. The message does not show the key."""
    key = key.strip()
    if not key:
        raise UserError(tr("The key is empty, so everybody could make the pseudonyms. Give a file with a random text."))
    if len(key) < SHORTEST_KEY or len(set(key)) < SHORTEST_KEY // 3:
        raise UserError(
            tr(
                "The key is too easy to guess. Give one of at least {least} random characters, such as the output of "
                "`openssl rand -hex 32`.",
                least=SHORTEST_KEY,
            )
        )
    return key


def normal_name(name: str) -> str:
    """The name as it counts for the pseudonym: one unit keeps its pseudonym where another export writes its name in
    other case, width (Unicode NFKC) or white space."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def pseudonyms(names: Sequence[str], key: bytes, length: int = LENGTH) -> tuple[str, ...]:
    """The pseudonyms of the names, in their order; "" for units without a name.

    Names that are the same when normalised get the same pseudonym. If two others would share one, all become longer,
    until none do: each keeps its start. Raises UserError for a bad key (`checked_key`).
    """
    key = checked_key(key)
    digests = {name: _digest(key, name) for name in map(normal_name, names) if name}
    while length < LONGEST and len({digest[:length] for digest in digests.values()}) < len(digests):
        length += 1
    return tuple(digests[name][:length] if (name := normal_name(given)) else "" for given in names)


def _digest(key: bytes, name: str) -> str:
    digest = hmac.digest(key, DOMAIN + name.encode("utf-8", "surrogatepass"), "sha256")
    return base64.b32encode(digest).decode("ascii").rstrip("=").lower()
