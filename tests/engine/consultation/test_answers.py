"""Answers from forms as people and spreadsheets make them. Every row that is no explanation is counted somewhere."""

import csv
import io
from contextlib import suppress

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.consultation.answer_table import table_of_file, table_of_rows
from blindspot.engine.consultation.answers import counted_answers, number_of, points_at, read_answers, respondent_key
from blindspot.engine.consultation.areas import NumberedAreas
from blindspot.engine.consultation.form import form_text
from blindspot.engine.errors import UserError

AREAS = NumberedAreas(
    np.array([1, 2, 12]),
    shapely.box(np.array([0, 500, 1000]), 0, np.array([500, 1000, 1500]), 500),
    ("Old Town", "", ""),
)


def counted(text, encoding="utf-8"):
    """What is read of a file, and which answers count; positions are in the CRS of the areas."""
    data = text if isinstance(text, bytes) else text.encode(encoding)
    table = table_of_file("form.csv", data)
    read = read_answers(table.rows, AREAS)
    return table, read, counted_answers(read, points_at(read.x, read.y), AREAS)


def valid(text, encoding="utf-8"):
    """(area, answer, weight, respondent) of the answers that count."""
    _, read, found = counted(text, encoding)
    numbers = AREAS.number[found.area].tolist()
    return [
        (number, read.answer[i], read.weight[i], read.respondent[i])
        for number, i in zip(numbers, found.row.tolist(), strict=True)
    ]


def reasons(text):
    table, _, found = counted(text)
    return [(table.rows[i].row, why) for i, why in found.rejected]


def test_the_empty_form_is_a_form_without_answers():
    table, *_ = counted(form_text([1, 2, 12]))
    assert (len(table.rows), table.empty) == (0, 0)
    assert table.notes > 5


def test_a_row_below_the_form_is_an_answer():
    assert valid(form_text([1, 2, 12]) + '12,more,,,,A-1,"dark, there"\r\n') == [(12, "more", 1, "a-1")]


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffArea;Answer;Weight;Respondent\r\n12;more;1,5;7\r\n".encode(),
        "area\tanswer\tweight\trespondent\n12\tmore\t1.5\t7\n".encode("utf-16"),
        "area\tanswer\tweight\trespondent\n12\tmore\t1.5\t7\n".encode("utf-16-le"),
        "sep=;\nARREA;area;answer;weight;respondent\nGroßstraße;12,0;more;1,5;7,0\n".encode("cp1252"),
        "区域,area,answer,weight,respondent\n十二区,12,more,1.5,7\n".encode("gb18030"),
        b'"area","answer","weight","respondent"\r"12","more","1.5","7"\r',
        b" area |answer| weight |respondent\n\n\n 12 | more | 1.5 | 7 \n||\n",
    ],
)
def test_dialects_of_spreadsheets(data):
    assert valid(data) == [(12, "more", 1.5, "7")]


@pytest.mark.parametrize("text", ["More!", "MORE", " more ", "more often", "ｍｏｒｅ"])
def test_other_spellings_are_understood_and_said(text):
    _, read, found = counted(f"area,answer\n1,{text}\n")
    assert [read.answer[i] for i in found.row] == ["more"]
    assert list(read.other_words) == ([text] if text in ("More!", "more often") else [])


@pytest.mark.parametrize("text", ["no", "yes", "more?", "mores", "not more", "more / not here", "1", "-"])
def test_unclear_answers_are_not_guessed(text):
    assert reasons(f"area,answer\n1,{text}\n") == [(2, "answer is neither more nor not_here")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("3,more", "area 3 is not on the map"),
        ("-1,more", "area is no number on the map"),
        ("1 and 2,more", "it has several areas: write one row for each"),
        ("1/2,more", "it has several areas: write one row for each"),
        ("1.5,more", "it has several areas: write one row for each"),
        ("New Town,more", "area is no number on the map"),
        (",more", "there is no area and no position"),
        ("1,", "there is no answer, more or not_here"),
        ("1,more,x", "x and y are not two numbers"),
        ("1,more,10", "x and y are not two numbers"),
        ("1,more,900,10", "area 1 is given, but the position lies in area 2"),
        ("1,more,9000,10", "the position lies outside the map"),
        ("1,more,,,0", "weight is not a number above 0"),
        ("1,more,,,-1", "weight is not a number above 0"),
        ("1,more,,,inf", "weight is not a number above 0"),
        ("1,more,,,1,a,b", "it has more values than there are fields: put texts with separators in quotation marks"),
    ],
)
def test_what_does_not_count_has_a_reason(text, why):
    assert reasons(f"area,answer,x,y,weight\n{text}\n") == [(2, why)]


def test_areas_by_name_and_by_position():
    assert [row[0] for row in valid("area,answer,x,y\nold  TOWN,more,,\n,more,1200,3\nNo. 2,more,,\n")] == [1, 12, 2]


def test_repeats_and_contradictions_of_a_respondent():
    rows = ("1,more,A-1", "1,more,a-1", "2,more,A-1", "2,more,B", "12,more,5", "12,not_here,5.0", "1,more,", "1,more,")
    _, read, found = counted("\n".join(["area,answer,respondent", *rows]))
    assert [read.rows[i].row for i in found.row] == [2, 4, 5, 8, 9]  # those without a respondent each count
    assert (found.repeated, found.contradicted) == (1, 2)
    assert {read.rows[i].row: why for i, why in found.rejected}[3] == (
        "it repeats the answer of this respondent in row 2 of form.csv"
    )


def test_the_order_of_rows_does_not_decide_for_a_respondent():
    rows = ["1,more,7", "1,not_here,7", "1,more,7"]
    for order in ([0, 1, 2], [1, 0, 2], [2, 0, 1]):
        assert valid("area,answer,respondent\n" + "\n".join(rows[i] for i in order)) == []


@pytest.mark.parametrize("text", ["17", "A-017", "s17b", "3/12", "B_4"])
def test_numbers_of_slips_stay(text):
    assert respondent_key(text) == (text.casefold(), False)


@pytest.mark.parametrize(
    "text", ["John Smith", "mary", "j@example.org", "0171 2345678", "01712345678", "Main Street 4"]
)
def test_names_become_codes(text):
    key, hidden = respondent_key(text)
    assert hidden
    assert key == respondent_key(f"  {text.upper()} ")[0]
    assert not set(text.casefold().split()) & {key}
    assert text.casefold().replace(" ", "") not in key
    assert respondent_key(key) == (key, False)  # in a form made from answers that were read


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,5", 1.5), ("1.5", 1.5), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("\u22123", -3), ("1e2", 100)],
)
def test_numbers(text, value):
    assert number_of(text) == value


@pytest.mark.parametrize("text", ["", "nan", "inf", "1e999", "1,2,3", "a", "0x1"])
def test_no_numbers(text):
    assert np.isnan(number_of(text))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no row with the names"),
        (b"\n\n # x\n", "no row with the names"),
        (b"place,opinion\n1,more\n", "no field answer"),
        (b"answer,x\nmore,1\n", "no field area"),
        (b"area,answer,Answer\n1,more,more\n", "two fields answer"),
        (b'area,answer,comment\n1,more,"open\n2,more,x\n', "line 2"),
        (b"PK\x03\x04\0\0area", "no text"),
    ],
)
def test_files_that_are_no_forms(data, words):
    with pytest.raises(UserError, match=words):
        table_of_file("form.csv", data)


def test_rows_of_a_layer():
    table = table_of_rows("layer", ["fid", "Answer", "respondent"], [[1, "more", 7.0], [2, None, None]], [True, False])
    assert [(row.row, row.answer, row.respondent) for row in table.rows] == [(2, "more", "7")]
    assert table.empty == 1


CELL = st.one_of(
    st.sampled_from(
        ["1", "12", "99", "more", "More!", "not_here", "", "1,5", "#", "=1+1", "'", '"', "A-1", "\n", "\0"]
    ),
    st.text(max_size=6),
)


@settings(max_examples=60)
@given(st.lists(st.lists(CELL, min_size=1, max_size=9), max_size=8), st.sampled_from([",", ";", "\t"]))
def test_every_row_is_counted_or_has_a_reason(rows, separator):
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator)
    writer.writerow(["area", "answer", "x", "y", "weight", "respondent", "comment"])
    writer.writerows([[cell.replace("\r", "") for cell in row] for row in rows])
    try:
        table, _, found = counted(file.getvalue().encode("utf-8", "replace"))
    except UserError:
        return
    assert len(table.rows) + table.empty + table.notes == len(rows)
    assert sorted([*found.row.tolist(), *(i for i, _ in found.rejected)]) == list(range(len(table.rows)))
    assert all(why for _, why in found.rejected)
    assert (found.area >= 0).all()


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_any_bytes_give_answers_or_a_sentence(data):
    with suppress(UserError):
        table, _, found = counted(b"area,answer\n1,more\n" + data)
        assert len(found) + len(found.rejected) == len(table.rows)
