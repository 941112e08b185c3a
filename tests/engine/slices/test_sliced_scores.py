"""The scores of an archive, wherever its slices are computed and whatever is kept of them."""

import os
import signal
from dataclasses import replace

import numpy as np
import pytest

from blindspot.engine.errors import UserError
from blindspot.engine.progress import Cancelled
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Evidence
from blindspot.engine.score.own_profiles import scores_and_profile
from blindspot.engine.score.question import question_of
from blindspot.engine.slices import sliced_scores as module
from blindspot.engine.slices.given import DetectionRules, Given
from blindspot.engine.slices.kept import Kept
from blindspot.engine.slices.slice import slices_of
from blindspot.engine.slices.slice_question import slice_questions
from blindspot.engine.slices.sliced_scores import SlicedScores, slice_keys, sliced_scores
from blindspot.engine.slices.times_of_days import times_of
from blindspot.engine.slices.tree import tree_of
from blindspot.engine.slices.workers import Workers
from blindspot.engine.tracks.edge_outages import edge_outages
from blindspot.engine.tracks.tracks import TrackRules, no_tracks, tracks_from_fixes
from tests.engine.slices.days import DaysInMemory
from tests.engine.slices.patrols import NIGHT, Patrols, patrols
from tests.engine.slices.test_partial_scores import grid

HOUR, RULES, REVISIT = 3600.0, TrackRules(), 7200.0
DETECTION = DetectionRules(60.0, 30.0, fastest=3.0)


def question(some: Patrols, start: float | None = None):
    """What is given, the whole evidence without tracks, and the questions of the slices."""
    source = DaysInMemory.of(some)
    asked = question_of(times_of(source.days), NIGHT, REVISIT, start)
    units = {name for day in source.days for name in day.units}
    data = (source.days[0].first, source.days[-1].last)
    places = grid()
    given = Given(source, RULES, DETECTION, places, NIGHT, len(units) / 30.0, data if asked.edges_unknown else None)
    nobody = no_tracks()
    whole = Evidence(nobody, DETECTION.of(nobody, False), places, np.ones(len(places)), asked.question, NIGHT)
    slices = slices_of(source.days, source.timezone, REVISIT, RULES.max_pause)
    return given, whole, slice_questions(asked.question, NIGHT, slices)


def all_at_once(some: Patrols, start: float | None = None):
    tracks, _ = tracks_from_fixes(some.fixes(), RULES)
    units = len(tracks.unit_names)
    asked = question_of(np.sort(tracks.t), NIGHT, REVISIT, start)
    detection = replace(Detection.same(units, 60.0, 30.0), fastest=np.full(units, 3.0))
    edges = edge_outages(tracks, RULES.max_pause) if asked.edges_unknown else None
    return scores_and_profile(
        Evidence(tracks, detection, grid(), np.ones(441), asked.question, NIGHT, edge_outages=edges)
    )


def equal(one: SlicedScores, other: SlicedScores) -> bool:
    pairs = [(one.scores.given[name], other.scores.given[name]) for name in one.scores.given]
    pairs += [(one.profile.unseen, other.profile.unseen)]
    return all(np.array_equal(a, b, equal_nan=True) for a, b in pairs) and one.counts == other.counts


@pytest.fixture(scope="module")
def some() -> Patrols:
    return patrols(11, days=5)


@pytest.fixture(scope="module")
def found(some) -> SlicedScores:
    return sliced_scores(*question(some), workers=Workers(threads=1))


def test_an_archive_is_scored_as_all_its_fixes(some, found):
    expected, profile = all_at_once(some)
    assert np.abs(found.scores.gap - expected.gap).max() < 1e-9
    assert np.abs(found.scores.gap_low - expected.gap_low).max() < 1e-7
    assert np.array_equal(found.scores.watch_visits, expected.watch_visits)
    assert np.array_equal(found.profile.dated, profile.dated)
    assert found.counts["read"] == len(some.t) == found.counts["kept"]
    assert found.slices == found.computed == 6


@pytest.mark.parametrize("workers", [Workers(threads=2), Workers(processes=2)], ids=["threads", "processes"])
def test_the_answer_is_the_same_wherever_it_is_computed(some, found, workers):
    pytest.importorskip("distributed")
    assert equal(sliced_scores(*question(some), workers=workers), found)


def test_without_dask_slices_are_computed_one_after_the_other(some, found, monkeypatch):
    monkeypatch.setattr("blindspot.engine.slices.workers.find_spec", lambda name: None)
    assert equal(sliced_scores(*question(some), workers=Workers(threads=2)), found)
    with pytest.raises(UserError, match="dask and distributed"):
        sliced_scores(*question(some), workers=Workers(processes=2))


def dies_once(given, asked, progress):
    """Kills the process that it is computed in, the first time that it is called for a slice in the middle."""
    flag = os.path.join(os.environ["BLINDSPOT_TEST_FLAG"], "died")
    if asked.slice.start > given.source.days[2].start and not os.path.exists(flag):
        open(flag, "w").close()
        os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    return module.score_slice(given, asked, progress)


def test_a_lost_worker_changes_nothing(some, found, monkeypatch, tmp_path):
    pytest.importorskip("distributed")
    monkeypatch.setenv("BLINDSPOT_TEST_FLAG", str(tmp_path))
    original = module.score_slice
    monkeypatch.setattr(module, "score_slice", dies_once)
    try:
        given, whole, questions = question(some)
        results = {}
        Workers(processes=2).run(dies_once, given, questions, results.__setitem__)
    finally:
        monkeypatch.setattr(module, "score_slice", original)
    assert (tmp_path / "died").exists()
    kept = Kept(tmp_path / "kept")
    for key, number in zip(slice_keys(given, questions), range(len(questions)), strict=True):
        kept.save(key, results[number])
    assert equal(replace(sliced_scores(given, whole, questions, kept), computed=found.computed), found)


def test_a_scheduler_that_does_not_answer_is_a_sentence(some, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("blindspot.engine.slices.workers.JOINED", 0.5)
    with pytest.raises(UserError, match=r"No Dask scheduler answers at tcp://127.0.0.1:9"):
        sliced_scores(*question(some), workers=Workers(scheduler="tcp://127.0.0.1:9"))


@pytest.mark.parametrize("threads", [1, 2])
def test_cancelling_stops(some, threads):
    def stop(share: float) -> None:
        if share > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        sliced_scores(*question(some), workers=Workers(threads=threads), progress=stop)


def test_a_new_day_is_all_that_is_computed(tmp_path):
    some, kept = patrols(12, days=7), Kept(tmp_path)
    number = np.floor((some.t - some.t.min()) / 86400)
    sliced_scores(*question(some.take(number < 6)), kept)
    later = sliced_scores(*question(some), kept)
    assert later.computed <= 3  # the day that has come, and the ends of the days before and after its midnight
    assert later.slices > 6
    assert equal(replace(later, computed=8), sliced_scores(*question(some)))


def test_a_changed_day_is_computed_again(some, found, tmp_path):
    kept = Kept(tmp_path)
    sliced_scores(*question(some), kept)
    assert sliced_scores(*question(some), kept).computed == 0
    day = (some.t > some.t.min() + 2 * 86400) & (some.t < some.t.min() + 2.3 * 86400)
    changed = replace(some, x=np.where(day, some.x + 40.0, some.x))
    again = sliced_scores(*question(changed), kept)
    assert 0 < again.computed <= 2
    assert not equal(again, found)
    assert equal(replace(again, computed=6), sliced_scores(*question(changed)))


@pytest.mark.parametrize("change", ["range", "places", "watch", "max_speed", "revisit"])
def test_other_settings_use_nothing_that_was_kept(some, change):
    given, _, questions = question(some)
    keys = set(slice_keys(given, questions))
    if change == "range":
        given = replace(given, detection=replace(DETECTION, range=61.0))
    elif change == "places":
        given = replace(given, places=given.places.subset(0, 440))
    elif change == "watch":
        given = replace(given, watch=replace(NIGHT, start_s=21 * HOUR))
    elif change == "max_speed":
        given = replace(given, rules=replace(RULES, max_speed=30.0))
    else:
        questions = [replace(one, question=replace(one.question, revisit=3600.0)) for one in questions]
    assert not keys & set(slice_keys(given, questions))


@pytest.mark.parametrize("damage", ["cut", "emptied", "changed"])
def test_a_damaged_file_is_computed_again(some, found, tmp_path, damage):
    kept = Kept(tmp_path)
    given, whole, questions = question(some)
    sliced_scores(given, whole, questions, kept)
    path = kept.path(slice_keys(given, questions)[2])
    content = path.read_bytes()
    middle = len(content) // 2
    damaged = {
        "cut": content[:middle],
        "emptied": b"",
        "changed": content[:middle] + b"\x55\xaa" + content[middle + 2 :],
    }
    path.write_bytes(damaged[damage])
    again = sliced_scores(given, whole, questions, kept)
    assert again.computed == 1
    assert equal(replace(again, computed=6), found)
    assert sliced_scores(given, whole, questions, kept).computed == 0


def test_a_copy_under_another_name_is_not_taken_for_it(some, found, tmp_path):
    kept = Kept(tmp_path)
    given, whole, questions = question(some)
    sliced_scores(given, whole, questions, kept)
    keys = slice_keys(given, questions)
    kept.path(keys[2]).write_bytes(kept.path(keys[3]).read_bytes())
    assert equal(replace(sliced_scores(given, whole, questions, kept), computed=6), found)


def test_what_is_kept_of_killed_runs_is_deleted(tmp_path):
    folder = tmp_path / "ab"
    folder.mkdir()
    for name, age in ((".x.part", 2 * 86400), (".y.part", 60), ("abc.npz", 200 * 86400), ("abd.npz", 50 * 86400)):
        (folder / name).write_bytes(b"")
        then = os.path.getmtime(folder / name) - age
        os.utime(folder / name, (then, then))
    Kept(tmp_path).clean()
    assert sorted(path.name for path in folder.iterdir()) == [".y.part", "abd.npz"]


def test_far_fixes_do_not_matter(some, found):
    far = replace(some, x=some.x + 400_000.0, unit=some.unit + 6, names=tuple(f"far {i}" for i in range(6)))
    both = Patrols(
        *(np.concatenate([getattr(part, name) for part in (some, far)]) for name in ("x", "y", "t", "unit")),
        some.names + far.names,
    )
    again = sliced_scores(*question(both))
    assert again.counts["read"] == found.counts["read"]
    assert np.array_equal(again.scores.gap, found.scores.gap)


def test_slices_together_give_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr("blindspot.engine.slices.tree.FAN", 2)
    some = patrols(13, days=9)
    given, whole, questions = question(some)
    kept = Kept(tmp_path)
    found = sliced_scores(given, whole, questions, kept)
    nodes = tree_of(slice_keys(given, questions), [int(one.start // 86400) for one in questions])
    assert any(node.children for node in nodes)
    assert len(nodes) < len(questions) == 10
    assert len(list(tmp_path.glob("*/*.npz"))) > len(questions)
    expected, profile = all_at_once(some)
    for name, values in expected.given.items():
        assert np.allclose(found.scores.given[name], values, rtol=1e-6, atol=1e-6, equal_nan=True), name
    assert np.array_equal(found.profile.dated, profile.dated)
    assert np.array_equal(found.profile.few, profile.few)
    monkeypatch.setattr("blindspot.engine.slices.tree.FAN", 100)
    flat = sliced_scores(given, whole, questions)
    assert np.abs(flat.scores.gap - found.scores.gap).max() < 1e-12
    assert np.array_equal(flat.scores.watch_visits, found.scores.watch_visits)
    assert np.array_equal(flat.scores.nights_seen, found.scores.nights_seen)
    assert np.abs(flat.profile.unseen - found.profile.unseen).max() < 1e-6


def test_what_is_kept_together_needs_no_slices(tmp_path, monkeypatch):
    monkeypatch.setattr("blindspot.engine.slices.tree.FAN", 2)
    some, kept = patrols(13, days=9), Kept(tmp_path)
    given, whole, questions = question(some)
    found = sliced_scores(given, whole, questions, kept)
    nodes = tree_of(slice_keys(given, questions), [int(one.slice.end // 86400) for one in questions[:-1]] + [10**6])
    for node in nodes:
        for child in node.children:
            kept.path(child.key).unlink()
    again = sliced_scores(given, whole, questions, kept)
    assert again.computed == 0
    assert equal(replace(again, computed=found.computed), found)


@pytest.mark.parametrize("count", [1, 5, 16, 17, 40, 200, 700])
def test_a_tree_has_all_slices_in_order_and_few_nodes(count):
    nodes = tree_of([str(i) for i in range(count)], [3 + i for i in range(count)])

    def items(node):
        return [node.item] if not node.children else [item for child in node.children for item in items(child)]

    assert [item for node in nodes for item in items(node)] == list(range(count))
    assert len(nodes) <= 64
    later = tree_of([str(i) for i in range(count + 1)], [3 + i for i in range(count + 1)])
    known = {node.key for node in nodes}
    assert sum(node.key not in known for node in later) <= 3


def test_the_start_of_a_window_moves_and_the_tree_stays():
    keys = [str(i) for i in range(400)]
    one, other = tree_of(keys[5:300], list(range(5, 300))), tree_of(keys[6:301], list(range(6, 301)))
    known = {node.key for node in one}
    assert sum(node.key not in known for node in other) <= 3
