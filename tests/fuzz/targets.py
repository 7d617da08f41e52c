"""What is fuzzed: functions that make one case out of chance and raise nothing that is not a finding."""

import random
from collections.abc import Callable
from typing import Final

from tests.fuzz import asking, reading

Target = Callable[[random.Random], None]

TARGETS: Final[dict[str, Target]] = {
    "segments": reading.read_segment,
    "indexes": reading.read_index,
    "snapshots": reading.read_one_file,
    "pickles": asking.unpickled,
    "words": asking.cut_into_words,
    "inverters": asking.inverted,
    "bodies": asking.marked,
    "programs": asking.run_program,
    "queries": asking.asked,
    "files": asking.read,
    "facts": asking.understood,
}
