"""Here is the number of a day in a column, give me the day.

Days are counted as by `datetime.date.toordinal`. A column that a stranger wrote may hold any number: one that no
calendar has stands for the nearest day that there is, since the file is sound and only what it says makes no sense.
"""

from datetime import date
from typing import Final

_LAST: Final = date.max.toordinal()


def day_of(ordinal: int) -> date:
    """Give the day with this number.

    Example:
        >>> day_of(735_904).isoformat(), day_of(-5).isoformat(), day_of(2**40).isoformat()
        ('2015-11-02', '0001-01-01', '9999-12-31')
    """
    return date.fromordinal(min(max(ordinal, 1), _LAST))
