"""The draft of an impact assessment: what follows from records, and what is left to people."""

import re
from datetime import date

import pytest

from blindspot.engine.assessment.assessment import assess
from blindspot.engine.assessment.document import opens_of, words_of
from blindspot.engine.assessment.facts import Facts, Output
from blindspot.engine.assessment.risks import risks_of
from blindspot.engine.pages.impact_page import Described, impact_page, link_to, plain

TODAY = date(2026, 4, 1)


def record(algorithm, name="OUTPUT", results=None, inputs=None, made="2026-03-20T00:00:00Z", **parameters):
    return {
        **{"schema": 1, "algorithm": f"blindspot:{algorithm}", "made": made, "parameters": parameters},
        **{
            "inputs": inputs or {},
            "results": results or {},
            "output": {"name": name, "content": f"hash of {algorithm}"},
        },
    }


def fixes(**more):
    return {"name": "fixes", "features": 1000, "content": "f", "time": ["2026-03-01T20:00:00Z", "2026-03-10T20:00:00Z"]}


def scored(layer=None, name="scored", results=None, inputs=None, **parameters):
    results = {"PLACE_COUNT": 7, "MEAN_GAP": 0.25, **(results or {})}
    made = record("scoregaps", results=results, inputs={"INPUT": [layer or fixes()], **(inputs or {})}, **parameters)
    return Output(name, ("place_id", "gap", "last_seen"), 7, None, made)


def tracks(units=14, **parameters):
    made = record("preparetracks", inputs={"INPUT": [fixes()]}, UNIT_FIELD="unit", **parameters)
    return Output("tracks", ("track_id", "unit"), 20, units, made)


def plan(privacy=(), **more):
    given = [{"name": one} for one in privacy]
    made = record("planroutes", "ROUTES", {"ROUTE_COUNT": 3, **more}, {"PRIVACY": given} if given else {})
    return Output("routes", ("drone", "sortie"), 3, None, made)


def drafted(*outputs, **more):
    return assess(Facts.of(outputs), TODAY, **more)


def texts(assessment, ident):
    (section,) = [one for one in assessment.sections if one.ident == ident]
    return " | ".join(one.text for one in words_of(section))


def titles(*outputs, today=TODAY):
    return " | ".join(f"{one.title} {one.because}" for one in risks_of(Facts.of(outputs), today))


def test_data_purpose_and_time_come_from_records_of_inputs():
    before = {"name": "tracks", "record": tracks(RETAIN_DAYS=60, PURPOSE="to plan patrols").record}
    found = drafted(scored(before))
    assert "fixes | 1,000 positions | 2026-03-01 to 2026-03-10 | told apart" in texts(found, "data")
    assert "to plan patrols" in texts(found, "purpose")
    assert "scored | 2026-03-10 | 60 days | 2026-05-09" in texts(found, "retention")
    assert "7 places scored; the mean gap is 0.250" in texts(found, "processing")
    assert [(one.ident, one.name, one.output is None) for one in found.facts.entries] == [
        ("a1", "scored", False),
        ("a2", "tracks", True),
    ]


def test_a_result_that_is_given_and_an_input_is_one_entry():
    given = tracks()
    found = drafted(scored({"name": "tracks", "record": given.record}), given)
    assert [one.name for one in found.facts.entries] == ["scored", "tracks"]
    assert "14 different units" in texts(found, "data")


def test_an_archive_is_data_as_well():
    results = {"ARCHIVE_DAYS": 400, "PERIOD_START": "2025-01-01T00:00:00Z", "PERIOD_END": "2026-02-05T00:00:00Z"}
    made = record("scorearchive", results=results, ARCHIVE="~/persons/smith/archive")
    found = drafted(Output("scored", ("gap",), 7, None, made))
    assert "archive | 400 days | 2025-01-01 to 2026-02-05" in texts(found, "data")
    assert "smith" not in texts(found, "data")


@pytest.mark.parametrize(
    ("outputs", "words", "without"),
    [
        ([tracks()], "Officers are watched one by one", [plan()]),
        ([scored(), tracks(3)], "those of a known officer", [scored(), tracks()]),
        ([scored(SECONDS=True)], "exact times of passes", [scored(SECONDS=False)]),
        ([scored()], "kept for longer than they are needed", [scored(RETAIN_DAYS=60)]),
        ([scored(RETAIN_DAYS=5)], "still used after the time", [scored(RETAIN_DAYS=60)]),
        ([scored(RETAIN_DAYS=25)], "Some days of the data are past", [scored(RETAIN_DAYS=60)]),
        ([scored(PURPOSE="a"), tracks(PURPOSE="b")], "one purpose are used for another", [scored(PURPOSE="a")]),
        ([plan()], "Drones fly over homes", [plan(["schools"])]),
        ([plan()], "nobody has looked at how long", [scored()]),
        ([scored()], "No equity audit", [scored(), Output("e", (), 1, None, record("equityaudit"))]),
        ([scored(inputs={"DEMAND": [{"name": "d"}]})], "Demand may rest on what patrols found", [scored()]),
        ([scored(results={"PATROL_FOUND_SHARE": 40.0})], "40 % of the priority", [scored()]),
        ([scored()], "Somebody who plans a crime", [tracks()]),
        ([Output("x", ("a",), 1)], "Without a record: x", [scored()]),
    ],
)
def test_each_risk_follows_from_a_fact(outputs, words, without):
    assert words in titles(*outputs)
    assert words not in titles(*without)


def test_flights_without_a_reason_and_homes_in_view():
    audit = record("equityaudit", results={"NO_REASON_FLIGHTS": 2, "NO_REASON_SHARE": 0.25, "DRONE_MINUTES": 40.0})
    shown = record("exposure", results={"VIEW_MINUTES": 3.04, "PLACES_IN_VIEW": 2, "PLACE_COUNT": 9})
    outputs = Output("audit", ("area_name",), 4, None, audit), Output("exposed", ("place_name",), 9, None, shown)
    assert "2 flights without a recorded reason: 10.0 of 40.0 min" in titles(*outputs)
    assert "3.0 min over privacy places" in titles(*outputs)
    assert "2 of 9 places" in texts(drafted(*outputs), "homes")
    assert "blindspot:exposure" in texts(drafted(plan()), "homes")


def test_safeguards_say_what_was_chosen():
    published = record("publish", MIN_UNITS=5, MIN_DAYS=6, MIN_FIXES=20)
    outputs = (
        plan(["schools"], PRIVACY_MINUTES=1.5),
        Output("public", ("gap",), 5, None, published),
        scored(SECONDS=False),
    )
    found = texts(drafted(*outputs, trail=True), "safeguards")
    for part in (
        "Layers: schools. The plan spends 1.5 min over them in a night.",
        "At least 5 units, 6 days and 20 fixes",
        "Times of single passes rounded | yes",
        "audit trail) | yes",
        "are not used any more | no",
    ):
        assert part in found
    assert "made without PRIVACY" in texts(drafted(plan()), "safeguards")
    some = texts(drafted(scored(RETAIN_DAYS=60), plan()), "safeguards")
    assert "are not used any more | no | RETAIN_DAYS holds for 1 of 2 results" in some
    assert "are not used any more | yes" in texts(drafted(scored(RETAIN_DAYS=60)), "safeguards")


def test_open_questions_are_numbered_once_and_in_order():
    found = drafted(scored(), tracks())
    numbers = [one.number for _, one in opens_of(found.sections)]
    assert numbers == list(range(1, found.open_count + 1))
    assert found.open_count > drafted(scored()).open_count  # who may see one more result


@pytest.mark.parametrize("markdown", [False, True])
def test_every_mark_leads_somewhere_and_every_question_is_marked(markdown):
    odd = scored({"name": "tracks | <b>", "record": tracks().record}, name="scored [x](y) & <i>")
    found = drafted(odd, questions=[("How much is not seen?", "a1")])
    about = {"a1": Described("Score gaps", "2026-03-20", [("Cell | size", "100 <m>")])}
    text = impact_page(
        "A <title>", "An *agency*", found, about, {"a1": "folder x/sc?#.gpkg"}, [("Made by", "B")], markdown
    )
    if markdown:
        targets, marks = re.findall(r"\]\(#(\w+)\)", text), re.findall(r'<a id="(\w+)"></a>', text)
        opened = re.findall(r'<a id="q\d+"></a>\*\*\[\d+\]', text)
        assert "[scored \\[x\\](y) \\& \\<i\\>](folder%20x/sc%3F%23.gpkg)" in text
        for line in [one for one in text.splitlines() if one.startswith("| ")]:
            assert len(re.findall(r"(?<!\\)\|", line)) in (3, 4, 5), line
    else:
        targets, marks = re.findall(r'href="#(\w+)"', text), re.findall(r'id="(\w+)"', text)
        opened = re.findall(r'class="open" id="q\d+"', text)
        assert 'href="folder%20x/sc%3F%23.gpkg">scored [x](y) &amp; &lt;i&gt;</a>' in text
        assert "<script" not in text
        assert "tracks | &lt;b&gt;" in text
    assert {"a1", "a2"} <= set(targets) <= set(marks)
    assert len(marks) == len(set(marks))
    assert len(opened) == found.open_count


def test_texts_of_markdown():
    assert plain("a_b * <c>\n| d") == "a\\_b \\* \\<c\\> \\| d"
    assert link_to("a\\b c#.gpkg") == "a/b%20c%23.gpkg"


def test_without_anything_it_still_asks():
    found = drafted(Output("x", ("a",), 1))
    assert "No record names the positions" in texts(found, "data")
    assert "No purpose is recorded" in texts(found, "purpose")
    assert found.open_count > 15
