"""Here are sums and whether they were right, give me how sure a sum makes, and from where on to believe it."""

from collections.abc import Sequence
from math import exp, log
from typing import Final

_STEPS: Final = 40
_STILL: Final = 1e-9
_FLOOR: Final = 1e-12
_RIDGE: Final = 1e-3
"""Keeps a step finite where all sums are alike; it slows the steps and does not move where they end."""
LEAST_SURE: Final = 0.5


def fitted(sums: Sequence[float], truth: Sequence[bool]) -> tuple[float, float]:
    """Fit 1 / (1 + exp(-(slope * sum + offset))) to what was right.

    Args:
        sums: One a case, in the same order as *truth*.
        truth: Whether the case was right.

    Returns:
        Slope and offset; the slope is never negative.

    Raises:
        Nothing.

    Example:
        >>> slope, offset = fitted([-2.0, -1.0, 1.0, 2.0], [False, False, True, True])
        >>> slope > 0
        True

    Cost: linear, at most 40 rounds. Source: Platt 1999, with the targets and the steps of Lin, Lin and Weng 2007.
    """
    right = sum(truth)
    high, low = (right + 1) / (right + 2), 1 / (len(truth) - right + 2)
    wanted = [high if is_true else low for is_true in truth]
    scale = max((abs(total) for total in sums), default=0.0) or 1.0
    scaled = [total / scale for total in sums]
    slope = offset = 0.0
    for _ in range(_STEPS):
        step = _newton(scaled, wanted, slope=slope, offset=offset)
        slope, offset = slope + step[0], offset + step[1]
        if abs(step[0]) + abs(step[1]) < _STILL:
            break
    if slope <= 0:  # the sums say nothing: all that is known is how often it is right
        return 0.0, round(log((right + 1) / (len(truth) - right + 1)), 6)
    return round(slope / scale, 6), round(offset, 6)


def _newton(sums: Sequence[float], wanted: Sequence[float], *, slope: float, offset: float) -> tuple[float, float]:
    """One step of Newton's, never longer than 4: far from the target the curve is flat."""
    first = second = _RIDGE
    across = 0.0
    down = side = 0.0
    for total, target in zip(sums, wanted, strict=True):
        sure = 1 / (1 + exp(-max(-60.0, min(60.0, slope * total + offset))))
        curve = max(sure * (1 - sure), _FLOOR)
        first += total * total * curve
        across += total * curve
        second += curve
        down += (target - sure) * total
        side += target - sure
    depth = first * second - across * across
    step = (second * down - across * side) / depth, (first * side - across * down) / depth
    size = max(abs(step[0]) / 4, abs(step[1]) / 4, 1.0)
    return step[0] / size, step[1] / size


def threshold(sure: Sequence[float], truth: Sequence[bool]) -> float:
    """Give from how sure on a label is right most often: the best F, and the higher one of two that are as good.

    Returns:
        At least .5: what is more likely wrong is not said.

    Example:
        >>> threshold([0.9, 0.8, 0.7, 0.6], [True, True, False, False])
        0.75
    """
    cases = sorted(zip(sure, truth, strict=True), reverse=True)
    right, most, best = 0, 0.0, LEAST_SURE
    wanted = sum(truth)
    for place, (score, is_true) in enumerate(cases):
        if score < LEAST_SURE:
            break
        right += is_true
        following = cases[place + 1][0] if place + 1 < len(cases) else 0.0
        if following == score:
            continue
        value = 2 * right / (place + 1 + wanted) if wanted else 0.0
        if value > most:
            most, best = value, max(LEAST_SURE, (score + following) / 2)
    return best
