"""A few cases of each campaign of tests/fuzz in every run; campaigns go on for as long as they are told."""

import random

import pytest

from searchlib.compiled import available
from tests.cases import cases
from tests.fuzz.chance import Fed
from tests.fuzz.targets import TARGETS

OF_THE_KERNEL = ("bodies", "programs")


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_is_raised_that_is_not_meant_to_be(name: str) -> None:
    if name in OF_THE_KERNEL and not available():
        pytest.skip("no compiled kernel")
    for number in range(cases(4)):
        TARGETS[name](random.Random(f"{name} {number}"))


def test_bytes_decide_in_the_place_of_chance() -> None:
    fed, same = Fed(bytes(range(99))), Fed(bytes(range(99)))
    assert [fed.randrange(1000) for _ in range(20)] == [same.randrange(1000) for _ in range(20)]
    assert [Fed(b"").randrange(9) for _ in range(3)] == [0, 0, 0]
