"""The audit trail: what is appended is found whole, and every change of it is found."""

import json
import os
import random
import subprocess
import sys
from hashlib import sha256

import pytest

from blindspot.engine.provenance import trail as trail_module
from blindspot.engine.provenance.trail import append
from blindspot.engine.provenance.verified_trail import ALTERED, CUT, OUT_OF_ORDER, WHOLE, verify

NANJING = "南京"


def entry(number=1, **more):
    time = f"2026-01-{number % 28 + 1:02d}T22:00:00Z"
    inputs = {"INPUT": [{"name": NANJING, "content": "ab"}]}
    return {"time": time, "algorithm": "blindspot:scoregaps", "version": "0.1.0", "inputs": inputs, **more}


@pytest.fixture
def trail(tmp_path):
    """A trail of four runs."""
    path = tmp_path / "blindspot_trail.jsonl"
    for number in range(1, 5):
        append(path, entry(number))
    return path


def states(path):
    return [line.state for line in verify(path).lines]


def rewritten(path, *order):
    """The trail with these of its lines, by their index."""
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[index] for index in order))
    return verify(path)


def forged(line: bytes, **changes) -> bytes:
    """A line with other values and the hash that belongs to them."""
    entry = {**json.loads(line), **changes}
    del entry["hash"]
    text = json.dumps(entry, sort_keys=True, ensure_ascii=False)
    return json.dumps({**entry, "hash": sha256(text.encode()).hexdigest()}, sort_keys=True, ensure_ascii=False).encode()


def test_what_was_appended_is_whole(trail):
    found = verify(trail)
    assert found.intact
    assert found.is_trail
    assert not found.missing
    assert [(line.line, line.number, line.state) for line in found.lines] == [(i, i, WHOLE) for i in range(1, 5)]
    assert (found.entries, found.first, found.latest) == (4, "2026-01-02T22:00:00Z", "2026-01-05T22:00:00Z")
    assert {line.algorithm for line in found.lines} == {"blindspot:scoregaps"}


def test_anybody_can_compute_the_hashes(trail):
    """With nothing but a parser of JSON and SHA-256, as docs/provenance.md says."""
    before = ""
    for line in trail.read_text(encoding="utf-8").splitlines():
        found = json.loads(line)
        said = found.pop("hash")
        text = json.dumps(found, sort_keys=True, ensure_ascii=False)
        assert said == sha256(text.encode()).hexdigest()
        assert found["before"] == before
        before = said
    assert verify(trail).last == before
    assert NANJING in trail.read_text(encoding="utf-8")


def test_every_change_of_a_single_byte_is_found(trail):
    data, chance = trail.read_bytes(), random.Random(1)
    assert len(data) > 1000
    for place, byte in enumerate(data):
        others = {byte ^ 1, byte ^ 32, chance.randrange(256), *b'"\n \r}0'} - {byte}
        for other in chance.sample(sorted(others), 2):
            trail.write_bytes(data[:place] + bytes([other]) + data[place + 1 :])
            assert not verify(trail).intact, (place, other)


def test_a_byte_less_or_more_is_found(trail):
    data = trail.read_bytes()
    for place in range(0, len(data) - 1, 3):  # the last one is the end of the last line, of which nothing depends
        trail.write_bytes(data[:place] + data[place + 1 :])
        assert not verify(trail).intact, place
        trail.write_bytes(data[:place] + b" " + data[place:])
        assert not verify(trail).intact, place


def test_an_altered_line_is_named(trail):
    trail.write_bytes(trail.read_bytes().replace(b"2026-01-03", b"2026-01-13"))
    assert states(trail) == [WHOLE, ALTERED, WHOLE, WHOLE]
    lines = trail.read_bytes().split(b"\n")
    trail.write_bytes(b"\n".join([lines[0], lines[1].replace(b": ", b"- ", 1), *lines[2:]]))
    assert states(trail) == [WHOLE, ALTERED, WHOLE, WHOLE]


def test_a_line_with_a_new_hash_does_not_fit_the_next_one(trail):
    lines = trail.read_bytes().split(b"\n")
    changed = forged(lines[1], algorithm="blindspot:report")
    trail.write_bytes(b"\n".join([lines[0], changed, *lines[2:]]))
    assert states(trail) == [WHOLE, WHOLE, OUT_OF_ORDER, WHOLE]
    assert not verify(trail).missing


def test_a_value_that_json_has_not_is_altered(trail):
    for value in (b"NaN", b"9" * 5000, b'"\\ud800"', b"[" * 100_000):
        lines = trail.read_bytes().split(b"\n")
        trail.write_bytes(b"\n".join([lines[0].replace(b'"ab"', value), *lines[1:]]))
        assert states(trail)[0] == ALTERED, value[:9]
        trail.write_bytes(b"\n".join(lines))


def test_removed_lines_are_found(trail):
    data = trail.read_bytes()
    found = rewritten(trail, 0, 3)
    assert [line.state for line in found.lines] == [WHOLE, OUT_OF_ORDER]
    assert (found.missing, found.intact) == ([(2, 3)], False)
    trail.write_bytes(data)
    found = rewritten(trail, 1, 2, 3)
    assert [line.state for line in found.lines] == [OUT_OF_ORDER, WHOLE, WHOLE]
    assert found.missing == [(1, 1)]


def test_lines_swapped_doubled_and_inserted_are_found(trail):
    data = trail.read_bytes()
    assert not rewritten(trail, 0, 2, 1, 3).intact
    assert not verify(trail).missing
    trail.write_bytes(data)
    found = rewritten(trail, 0, 1, 1, 2, 3)
    assert [line.state for line in found.lines] == [WHOLE, WHOLE, OUT_OF_ORDER, WHOLE, WHOLE]
    lines = data.split(b"\n")
    inserted = forged(lines[2], before=json.loads(lines[1])["hash"], algorithm="blindspot:report")
    trail.write_bytes(b"\n".join([*lines[:2], inserted, *lines[2:]]))
    assert states(trail) == [WHOLE, WHOLE, WHOLE, OUT_OF_ORDER, WHOLE]
    trail.write_bytes(data.replace(b"\n", b"\n\n", 1))
    assert states(trail)[1] == ALTERED


def test_lines_removed_at_the_end_are_found_with_a_noted_hash(trail):
    hashes = [line.hash for line in verify(trail).lines]
    assert verify(trail).last == hashes[3]
    append(trail, entry(5))
    for noted in hashes:  # a trail that has more lines now
        assert verify(trail, f" {noted.upper()}\n").intact
    found = rewritten(trail, 0, 1, 2)
    assert found.intact  # it cannot be seen from the file alone
    assert not verify(trail, hashes[3]).intact
    assert verify(trail, hashes[2]).intact
    trail.write_bytes(b"")
    assert verify(trail).intact
    assert not verify(trail, hashes[0]).intact


def test_a_trail_that_is_replaced_is_found_with_a_noted_hash(trail):
    noted = verify(trail).last
    trail.unlink()
    for number in range(2, 9):
        append(trail, entry(number))
    assert verify(trail).intact
    assert not verify(trail, noted).has_noted


@pytest.mark.parametrize("left", [1, 2, 40, 0.5, -2])
def test_a_cut_line_is_named_and_not_continued(trail, left):
    """As kill -9 leaves it."""
    *lines, last = trail.read_bytes().splitlines(keepends=True)
    cut = last[: int(left * len(last)) if left == 0.5 else left - (left < 0)]
    trail.write_bytes(b"".join(lines) + cut)
    assert states(trail) == [WHOLE, WHOLE, WHOLE, CUT]
    assert verify(trail).last == json.loads(lines[-1])["hash"]
    append(trail, entry(4))
    found = verify(trail)
    assert [(line.number, line.state) for line in found.lines][3:] == [(None, CUT), (4, WHOLE)]
    assert not found.missing
    assert not found.intact


def test_a_line_that_only_lacks_its_end_is_whole(trail):
    trail.write_bytes(trail.read_bytes()[:-1])
    assert verify(trail).intact
    append(trail, entry(5))
    assert verify(trail).intact
    assert verify(trail).entries == 5


@pytest.mark.parametrize("blank", [b"", b"\n", b"\r\n", b"\xef\xbb\xbf", "\ufeff\r\n".encode("utf-16-le")])
def test_an_empty_file_is_a_trail(tmp_path, blank):
    path = tmp_path / "trail.jsonl"
    path.write_bytes(blank)
    assert verify(path).intact
    assert verify(path).lines == ()
    append(path, entry())
    assert verify(path).intact
    assert verify(path).entries == 1


def test_other_files_are_no_trails(tmp_path):
    path = tmp_path / "trail.jsonl"
    for data in (b"a,b\n1,2\n", b'{"number": 1}\n', b"[1]\n" * 3000, bytes(range(256)), b'{"number": true}'):
        path.write_bytes(data)
        found = verify(path)
        assert not found.is_trail
        assert not found.intact
    with pytest.raises(FileNotFoundError):
        verify(tmp_path / "none.jsonl")


def test_a_line_may_be_longer_than_what_is_read_first(trail):
    append(trail, entry(5, text="x" * (trail_module.TAIL + 1000)))
    append(trail, entry(6))
    append(trail, entry(7, text="\ud800"))  # of the name of a file that is no UTF-8
    assert verify(trail).intact
    assert verify(trail).entries == 7


def test_two_processes_append_at_the_same_time(tmp_path):
    path = tmp_path / "trail.jsonl"
    code = (
        "import sys; from blindspot.engine.provenance.trail import append\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "for i in range(50): append(sys.argv[1], {'algorithm': sys.argv[2], 'version': '0', 'text': 'x' * 20000})"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        )
        for name in "ab"
    ]
    for one in both:
        assert one.stdout.readline() == "ready\n"
    for one in both:
        one.stdin.write("go\n")
        one.stdin.flush()
    assert [one.wait(30) for one in both] == [0, 0]
    for one in both:
        one.communicate()
    found = verify(path)
    assert found.intact
    assert found.entries == 100
    assert sorted(line.algorithm for line in found.lines) == ["a"] * 50 + ["b"] * 50


def test_a_full_disk_leaves_the_trail_as_it_was(trail, monkeypatch):
    data, write = trail.read_bytes(), os.write

    def half(handle, part):
        if len(part) < 200:
            raise OSError(28, "No space left on device")
        return write(handle, part[:150])

    monkeypatch.setattr(trail_module.os, "write", half)
    with pytest.raises(OSError, match="No space"):
        append(trail, entry(5))
    monkeypatch.undo()
    assert trail.read_bytes() == data
