"""Look for inputs that break something: python -m tests.fuzz TARGET... [--seconds N] [--seed TEXT] [--guided]

Each case is made out of its number and the seed: `--seed TEXT --only NUMBER` makes it again. What breaks is told apart
by where it was raised; each kind is printed once, with its number. With ``--guided`` atheris steers towards code that
has not been reached (pip install atheris), one target a run. Under the sanitizers: tests/sanitized.sh -m tests.fuzz
"""

import argparse
import faulthandler
import gc
import random
import signal
import sys
import time
import traceback
from pathlib import Path
from types import FunctionType

from tests.fuzz.chance import Fed
from tests.fuzz.targets import TARGETS, Target

HANGS_S = 20
"""A case that takes more of the processor counts as one that never ends: a busy machine makes no finding."""
WAITS_S = 600
"""Nor does one end that waits for so long."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Look for inputs that break something.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"one of {', '.join(TARGETS)}; default: all")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each target (default 60)")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only", type=int, help="make this case alone, and let it raise")
    parser.add_argument("--guided", action="store_true", help="let atheris steer")
    wish = parser.parse_args()
    unknown = set(wish.targets) - set(TARGETS)
    if unknown:
        parser.error(f"no target: {', '.join(sorted(unknown))}")
    if wish.guided:
        return _guided(TARGETS[wish.targets[0]], wish.seconds)  # libFuzzer keeps the time itself
    signal.signal(signal.SIGPROF, _hangs)
    if wish.only is not None:
        TARGETS[wish.targets[0]](random.Random(f"{wish.targets[0]} {wish.seed} {wish.only}"))
        return 0
    found = [_campaign(name, wish.seed, wish.seconds) for name in wish.targets or TARGETS]
    return int(any(found))


def _hangs(*_: object) -> None:
    raise TimeoutError(f"more than {HANGS_S} seconds of the processor")


def _campaign(name: str, seed: str, seconds: float) -> bool:
    """Run a target; returns whether something was found."""
    found: dict[str, int] = {}
    started, cases = time.monotonic(), 0
    while time.monotonic() - started < seconds:
        problem = _problem(TARGETS[name], random.Random(f"{name} {seed} {cases}"))
        if problem is not None:
            if problem[0] not in found:
                print(f"{name}: case {cases} of seed {seed}: {problem[0]}\n{problem[1]}", flush=True)
            found[problem[0]] = found.get(problem[0], 0) + 1
        cases += 1
    pace = cases / (time.monotonic() - started)
    print(f"{name}: {cases:,} cases, {pace:.0f} a second, {len(found)} kinds of findings", flush=True)
    for kind, count in found.items():
        print(f"    {count:6} {kind}")
    return bool(found)


def _problem(target: Target, chance: random.Random) -> tuple[str, str] | None:
    """Give the kind of what a case raises, and where; None where it raises nothing."""
    faulthandler.dump_traceback_later(WAITS_S, exit=True)  # what never gives the interpreter back ends the run
    signal.setitimer(signal.ITIMER_PROF, HANGS_S)
    try:
        target(chance)
    except Exception as error:
        signal.setitimer(signal.ITIMER_PROF, 0)
        frames = traceback.extract_tb(error.__traceback__)
        ours = [
            frame for frame in frames if "searchlib" in Path(frame.filename).parts[-3:-1] or "/codec" in frame.filename
        ]
        at = (ours or frames)[-1]
        return f"{type(error).__name__} at {Path(at.filename).name}:{at.lineno} {at.name}", traceback.format_exc(-6)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()
    return None


def _guided(target: Target, seconds: float) -> int:
    import atheris  # noqa: PLC0415  # for those who ask for it

    def one(data: bytes) -> None:
        target(Fed(data))

    for function in gc.get_objects():  # what others wrote is not steered by: to prepare all of it takes minutes
        if isinstance(function, FunctionType) and str(function.__module__).startswith("searchlib."):
            atheris.instrument_func(function)
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds:.0f}", "-max_len=4096", f"-timeout={HANGS_S}"], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
