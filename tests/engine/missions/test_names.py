"""Tests of the names of mission files."""

import pytest

from blindspot.engine.missions.names import mission_names, part_name


def test_names_sort_by_drone_then_sortie_and_say_the_site():
    names = mission_names([2, 1, 10, 1], [1, 2, 1, 1], ["Base", "Base", "North", None])
    assert names == [
        "drone-02-sortie-01-Base",
        "drone-01-sortie-02-Base",
        "drone-10-sortie-01-North",
        "drone-01-sortie-01",
    ]
    assert sorted(names) == [names[3], names[1], names[0], names[2]]
    assert mission_names([100, 1], [1, 1], ["a", "a"])[1] == "drone-001-sortie-01-a"


@pytest.mark.parametrize(
    ("site", "end"),
    [
        ("../../etc/passwd", "-etc-passwd"),
        ("..\\..\\x", "-x"),
        ("C:\\temp", "-C-temp"),
        ("a\0b\nc", "-a-b-c"),
        ('<>:"/\\|?*', ""),
        ("trailing. ", "-trailing"),
        ("CON", "-CON"),
        ("江边 仓库", "-江边-仓库"),
        ("e\u0301cole", "-école"),
        ("", ""),
        ("x" * 500, "-" + "x" * 80),
        ("江" * 100, "-" + "江" * 26),
    ],
)
def test_a_site_of_any_name_gives_a_file_name_for_every_system(site, end):
    (name,) = mission_names([1], [1], [site])
    assert name == f"drone-01-sortie-01{end}"
    assert len(name.encode()) < 140


def test_no_two_names_are_equal_also_where_case_does_not_count():
    names = mission_names([1, 1, 1], [1, 1, 1], ["Base", "base", "BASE"])
    assert len({name.casefold() for name in names}) == 3


def test_parts_sort():
    assert part_name("a", 1, 1) == "a"
    assert part_name("a", 2, 3) == "a-part-2-of-3"
    assert part_name("a", 2, 12) == "a-part-02-of-12"
