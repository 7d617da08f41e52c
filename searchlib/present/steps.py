"""Here are the shares of a query's time, give me words for them."""

from searchlib.model import QueryTimes

STEPS = {
    "parse": "reading the query",
    "match": "matching, ranking",
    "titles": "titles",
    "details": "snippets, facts",
}
"""The shares of `QueryTimes`, in the order of the steps."""


def dominant(times: QueryTimes) -> str:
    """Say what takes most of the time.

    Example:
        >>> dominant(QueryTimes("given", "rain", 3, 1.0, 2.0, 2.0, 900.0, 0.1, 0.6, 0.05, 0.25))
        'matching, ranking 60 %'
    """
    shares = {name: getattr(times, name) for name in STEPS}
    most = max(shares, key=lambda name: shares[name])
    return f"{STEPS[most]} {percent(shares[most])}"


def percent(share: float) -> str:
    """Give a share in percent, without a decimal.

    Example:
        >>> percent(0.256), percent(0.001), percent(0.0)
        ('26 %', '<1 %', '0 %')
    """
    return "<1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"
