"""Tries odd inputs on every algorithm: each run must give a result or a sentence; no trace, no crash, no hang.

    .venv/bin/python tests/fuzz/fuzz.py --trials 1000 --seed 0

Trials run in a worker process, so that a crash or a hang ends one trial and not the whole run. Prints every fault, and
at the end how many trials gave what. A trial can be run again alone with --only NUMBER and the same seed.
"""

import argparse
import faulthandler
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST = 60  # seconds for a trial
MEMORY = 6 * 2**30  # bytes for a worker


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--trials", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="number of the first trial")
    parser.add_argument("--only", type=int, help="run this trial alone, and print its outcome")
    parser.add_argument("--algorithms", default="", help="names, with commas between them; empty: all")
    parser.add_argument("--verbose", action="store_true", help="print every trial")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    first, last = (asked.first, asked.trials) if asked.only is None else (asked.only, asked.only + 1)
    if asked.worker:
        work(asked.seed, first, last, asked.algorithms)
        return 0
    return watch(asked.seed, first, last, asked.verbose or asked.only is not None, asked.algorithms)


def watch(seed: int, first: int, last: int, verbose: bool, algorithms: str) -> int:
    """Starts workers until all trials are done. Returns the number of faults."""
    outcomes: Counter[str] = Counter()
    while first < last:
        first = watch_worker(seed, first, last, verbose, algorithms, outcomes)
    print(", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common()), flush=True)
    return outcomes["fault"]


def watch_worker(seed: int, first: int, last: int, verbose: bool, algorithms: str, outcomes: Counter[str]) -> int:
    """Starts one worker and counts the outcomes of its trials. Returns the number of the first trial still to do."""
    command = [sys.executable, "-W", "ignore", __file__, "--worker", f"--seed={seed}", f"--first={first}"]
    command += [f"--algorithms={algorithms}"]
    with tempfile.TemporaryFile("w+", errors="replace") as messages:  # a pipe that nobody reads would fill up
        worker = subprocess.Popen([*command, f"--trials={last}"], stdout=subprocess.PIPE, stderr=messages, text=True)
        begun = first
        for line in filter(lambda line: line.startswith("{"), worker.stdout):
            trial = json.loads(line)
            begun = trial["number"]
            if "outcome" in trial:
                first = begun + 1
                outcomes[trial["outcome"]] += 1
                if verbose or trial["outcome"] == "fault":
                    print(trial["text"], flush=True)
        if worker.wait() == 0 and first == last:
            return last
        messages.seek(0)
        print(f"{begun} crashed or hung (exit {worker.returncode})\n{messages.read()[-3000:]}", flush=True)
    outcomes["fault"] += 1
    return begun + 1


def work(seed: int, first: int, last: int, algorithms: str) -> None:
    """Runs trials one after the other; prints each as a line of JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    plugins = Path(tempfile.mkdtemp(prefix="blindspot-fuzz-"))
    (plugins / "blindspot").symlink_to(ROOT)
    here = ROOT / "tests"
    sys.path[:0] = [str(plugins), str(here / "fuzz"), str(here / "algorithms"), "/usr/share/qgis/python/plugins"]
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    from processing.core.Processing import Processing

    Processing.initialize()
    from blindspot.algorithms.provider import BlindspotProvider

    provider = BlindspotProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    from sound_inputs import make_sound_inputs
    from trials import ALGORITHMS, tried

    inputs_folder = plugins / "inputs"
    inputs_folder.mkdir()
    inputs = make_sound_inputs(inputs_folder)
    before = {path.name: path.stat().st_mtime_ns for path in inputs_folder.iterdir()}
    for number in range(first, last):
        folder = plugins / f"out-{number}"
        folder.mkdir()
        print(json.dumps({"number": number}), flush=True)
        faulthandler.dump_traceback_later(LONGEST, exit=True)
        trial = tried(seed, number, inputs, folder, algorithms.split(",") if algorithms else ALGORITHMS)
        faulthandler.cancel_dump_traceback_later()
        print(json.dumps({"number": number, "outcome": trial.outcome, "text": str(trial)}), flush=True)
        changed = [path.name for path in inputs_folder.iterdir() if before.get(path.name) != path.stat().st_mtime_ns]
        if changed:
            text = f"{trial}\n    changed the files of the inputs: {changed}"
            print(json.dumps({"number": number, "outcome": "fault", "text": text}), flush=True)
            before = {path.name: path.stat().st_mtime_ns for path in inputs_folder.iterdir()}
    os._exit(0)  # QGIS may crash when it is taken down in an odd order


if __name__ == "__main__":
    sys.exit(min(main(), 100))
