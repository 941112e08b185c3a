"""The benchmark of long routes: what it reads, what it counts, and what it says."""

import pytest

from blindspot.benchmarks import op

NODES = "1 0 0\n2 3.4 0\n3 0 3.6\n4 90 0\n"
"""The lengths 3.4 and 3.6 are rounded to 3 and 4, the leg of 4.95 between them to 5."""


@pytest.fixture
def folder(tmp_path):
    def write(limit=12, weights="EUC_2D", scores="instance,score\ntiny,20\n"):
        (tmp_path / "tiny.oplib").write_text(
            f"NAME : tiny\nTYPE : OP\nDIMENSION : 4\nCOST_LIMIT : {limit}\nEDGE_WEIGHT_TYPE : {weights}\n"
            f"NODE_COORD_SECTION\n{NODES}NODE_SCORE_SECTION\n1 7\n2 5\n3 4\n4 99\nDEPOT_SECTION\n1\n-1\nEOF\n"
        )
        if scores:
            (tmp_path / "reached.csv").write_text(scores)
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("limit", "score", "below"),
    [(12, "16.0", "20.00"), (11.97, "12.0", "40.00"), (6.5, "12.0", "40.00"), (5, "7.0", "65.00")],
)
def test_lengths_are_rounded_and_the_depot_counts(folder, capsys, limit, score, below):
    assert op.main(["--dir", str(folder(limit)), "--seconds", "0.05"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[1] == ["tiny", "20", score, below]
    assert lines[2:] == [["mean", below], ["worst", below]]


def test_another_file_of_best_known_scores_is_read(folder):
    assert op.scores_of(folder(scores="instance,best_known\ntiny,16\n")) == {"tiny": 16.0}


def test_what_is_missing_is_said(folder, capsys):
    with pytest.raises(SystemExit):
        op.main([])
    assert "--dir" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="has no csv file with the columns instance and score or best_known"):
        op.main(["--dir", str(folder(scores=""))])
    with pytest.raises(SystemExit, match="no instance whose best known score is given"):
        op.main(["--dir", str(folder(scores="instance,score\nother,1\n"))])


def test_other_distances_are_refused(folder):
    with pytest.raises(ValueError, match="expected EDGE_WEIGHT_TYPE EUC_2D"):
        op.read_oplib(folder(weights="GEO") / "tiny.oplib")
