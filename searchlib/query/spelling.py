"""Here are two words, give me how many typing errors lie between them."""


def distance(left: str, right: str, most: int) -> int:
    """Count the edits between two words: insert, delete, replace a letter, swap two neighbours.

    Args:
        left, right: The words.
        most: Larger distances need not be told apart.

    Returns:
        The number of edits, ``most + 1`` where it is more than *most*.

    Example:
        >>> distance("kagame", "kagmae", 2), distance("stock", "stick", 2), distance("a", "bcdef", 2)
        (1, 1, 3)

    Cost: product of the lengths, ended early. Source: optimal string alignment, as Lucene's fuzzy query counts.
    """
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for place, sign in enumerate(left, 1):
        before, last, row = row, before, [place]
        for column, other in enumerate(right, 1):
            edits = min(before[column] + 1, row[-1] + 1, before[column - 1] + (sign != other))
            if last and column > 1 and sign == right[column - 2] and left[place - 2] == other:
                edits = min(edits, last[column - 2] + 1)
            row.append(edits)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
