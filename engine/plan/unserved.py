"""What no sortie serves: single stops, and all parts of a spot that have the same reason."""

from .stops import Stop, UnservedPart


def unserved_stop(stop: Stop, reason: str) -> UnservedPart:
    """A stop that is not visited."""
    return UnservedPart(stop.spot, stop.on_spot(), stop.priority, reason)


def merged(unserved: list[UnservedPart]) -> list[UnservedPart]:
    """One entry for each spot and reason, at the place of its part of highest priority, with the sum of the
    priorities."""
    groups: dict[tuple[int, str], list[UnservedPart]] = {}
    for entry in unserved:
        groups.setdefault((entry.spot, entry.reason), []).append(entry)
    found = []
    for (spot, reason), entries in sorted(groups.items()):
        largest = max(entries, key=lambda entry: entry.priority)
        found.append(UnservedPart(spot, largest.place, sum(entry.priority for entry in entries), reason))
    return found
