"""How many cases a generated test tries: a hundred, as hypothesis has it; for a night what ``SEARCHLIB_CASES`` says."""

import os

CASES = int(os.environ.get("SEARCHLIB_CASES", "100"))


def cases(usual: int) -> int:
    """Give the cases of a test that usually tries *usual* of them: as many times as the others try theirs.

    Example:
        >>> cases(200) == 2 * CASES
        True
    """
    return max(1, usual * CASES // 100)
