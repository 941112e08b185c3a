"""Files that are broken, cut or made to do harm: a sentence each, in bounded time."""

import json
import random
import time

import pytest

from blindspot.engine.errors import UserError
from blindspot.engine.zones.file_text import MOST_BYTES
from blindspot.engine.zones.flight_areas import faults
from blindspot.engine.zones.read_geozones import read_geozones
from small_geozones import ED269, ED318, OPENAIR, changed, data

FILES = (data(ED318), data(ED269), data(OPENAIR))


def outcome(content: bytes) -> str:
    """The message of the error; empty where the file is read. Anything else than a UserError fails the test."""
    begins = time.monotonic()
    try:
        read = read_geozones(content)
    except UserError as error:
        message = str(error)
        assert message.endswith((".", ")"))
        assert len(message) < 3_000
        assert "Traceback" not in message
    else:
        assert all(zone.shape.area > 0 for zone in read.zones)
        message = ""
    assert time.monotonic() - begins < 10
    return message


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   ",
        b"\x00" * 1000,
        b"PK\x03\x04" + bytes(range(256)),
        b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        b"{}",
        b"[]",
        b"[1, 2]",
        b'{"features": []}',
        b'{"type": "FeatureCollection", "features": []}',
        b'{"type": "FeatureCollection"}',
        b'{"type": "FeatureCollection", "features": NaN}',
        b'{"type": "FeatureCollection", "type": "FeatureCollection", "features": []}',
        b'{"type": "FeatureCollection", "features": [{}], "n": ' + b"9" * 10_000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"features": ' + b"[" * 10_000 + b"]" * 10_000 + b"}",
        b'"' + b'\\"' * 100_000,
        b'{"' + b'\\"' * 100_000,
        b"\xff\xfe" + "{".encode("utf-16-le"),
        b"\xff\xfeabc",
        b"AC R\n" * 50_000,
        b"AC R\nAN " + b"x" * 1_000_000 + b"\nDP 47N 8E",
        b"AC R\nDP 47N 8E\nDP 47N 8E",
        b"AC R\nDP " + b"9" * 1_000_000,
        b"AC R\nDP " + b"9:" * 100_000 + b" N",
        b"AC R\nV X=47N 8E\nDC " + b"9" * 400,
        b"AC R\nV X=47N 8E\nDA 1e9,0,1",
        b"AC R\nV X=47N 8E\nDA 0.5," + b"9" * 400 + b",0",
        b"AC R\nV X=89N 8E\nDC 100",
        "AC R\nAN \u2028\u202e\nDP ١N ٢E".encode(),
    ],
    ids=range(31),
)
def test_what_is_no_file_of_geozones_gets_a_sentence(content):
    assert outcome(content)


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    message = outcome(b" " * (MOST_BYTES + 1))
    assert "larger than 100 MB" in message


@pytest.mark.parametrize("big", [1e308, -1e308, 1e7 + 1, 10**30])
def test_numbers_beyond_all_measure(big):
    geometry = ("features", 0, "geometry", "geometries", 0)
    for path in ((*geometry, "layer", "upper"), (*geometry, "coordinates", 0, 0, 0)):
        assert "no zone may be lost" in outcome(data(changed(ED318, *path, big)))
    text = json.dumps(ED318).replace("8.02", "1e999")
    assert "1e999, which is no number of JSON" in outcome(text.encode())


@pytest.mark.parametrize("content", FILES, ids=["ED-318", "ED-269", "OpenAir"])
def test_cut_files(content):
    """JSON that is cut is never read. OpenAir may be, at the end of a line."""
    for length in range(0, len(content) - 1, 7):
        message = outcome(content[:length])
        if content[:1] == b"{":
            assert message


@pytest.mark.parametrize("content", FILES, ids=["ED-318", "ED-269", "OpenAir"])
def test_changed_bytes(content):
    random.seed(20_261_127)
    for _ in range(300):
        changed_bytes = bytearray(content)
        for _ in range(random.choice((1, 1, 3, 20))):
            place = random.randrange(len(changed_bytes))
            action = random.random()
            if action < 0.5:
                changed_bytes[place] = random.randrange(256)
            elif action < 0.75:
                del changed_bytes[place : place + random.randrange(1, 30)]
            else:
                changed_bytes[place:place] = changed_bytes[: random.randrange(1, 200)]
        outcome(bytes(changed_bytes))
        faults(bytes(changed_bytes))


def test_random_bytes():
    random.seed(7)
    for _ in range(200):
        start = random.choice((b"", b"{", b"[", b"AC R\n", b"AC R\nDP ", b'{"type":"FeatureCollection","features":['))
        assert outcome(start + random.randbytes(random.randrange(400)))
