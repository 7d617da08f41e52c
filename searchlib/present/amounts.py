"""Here is a number, give me its words."""


def counted(number: int, noun: str, *, plural: str = "") -> str:
    """Say how many.

    Example:
        >>> counted(1, "article"), counted(1200, "article"), counted(0, "country", plural="countries")
        ('1 article', '1,200 articles', '0 countries')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def duration(ms: float) -> str:
    """Say how long in the unit that suits.

    Example:
        >>> duration(1.234), duration(250.4), duration(1530), duration(754000)
        ('1.2 ms', '250 ms', '1.5 s', '12 min 34 s')
    """
    if ms < 100:
        return f"{ms:.1f} ms"
    if ms < 1000:
        return f"{ms:.0f} ms"
    if ms < 60_000:
        return f"{ms / 1000:.1f} s"
    minutes, seconds = divmod(round(ms / 1000), 60)
    return f"{minutes} min {seconds} s"


def milliseconds(ms: float) -> str:
    """Give milliseconds for a column: three figures that count.

    Example:
        >>> milliseconds(0.0123), milliseconds(1.234), milliseconds(25.04), milliseconds(1530.2)
        ('0.012', '1.23', '25.0', '1,530')
    """
    decimals = 3 if ms < 1 else 2 if ms < 10 else 1 if ms < 100 else 0
    return f"{ms:,.{decimals}f}"


def size(count: int) -> str:
    """Say how many bytes, in powers of 1,000.

    Example:
        >>> size(999), size(12_345), size(3_400_000_000)
        ('999 bytes', '12.3 kB', '3.4 GB')
    """
    if count < 1000:
        return counted(count, "byte")
    amount = float(count)
    for unit in ("kB", "MB", "GB"):
        amount /= 1000
        if amount < 999.95:
            return f"{amount:.1f} {unit}"
    return f"{amount / 1000:,.1f} TB"
