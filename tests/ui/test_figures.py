"""The key figures of the panel, and what is still assumed."""

from test_steps import full_chain, result

from blindspot.ui.figures import assumptions, key_figures
from blindspot.ui.found_results import Chain, chain_of


def test_figures_are_those_of_the_steps_that_are_done():
    chain = full_chain("2026-03-01")
    assert key_figures(chain_of(chain[:2], None)) == [
        ("Mean gap", "0.76"), ("Total priority", "912"), ("Blind spots", "7"),
    ]  # fmt: skip
    assert dict(key_figures(chain_of(chain, None)))["Share of the priority closed"] == "26 %"
    assert dict(key_figures(chain_of(chain, None)))["Minutes in the air, all drones"] == "43"


def test_small_and_large_gains_are_no_powers_of_ten():
    for gain, text in ((0.0000123, "0.000012"), (1234.5, "1,234")):
        assessed = result("assessplan", "2026-03-01T09", GAIN_PER_DRONE_MINUTE=gain)
        assert key_figures(Chain(assessed=assessed)) == [("Gain for each drone minute", text)]


def test_what_was_assumed_is_said_once(plugin):
    scored, *rest = full_chain("2026-03-01")
    scored.record.update(parameters={"TIMEZONE": "Asia/Shanghai", "REVISIT": 120}, assumed=["TIMEZONE"])
    said = assumptions(chain_of([scored, *rest], None))
    assert len(said) == 1
    assert said[0].endswith(": Asia/Shanghai")
