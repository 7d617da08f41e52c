"""Here are the operands and operators of one group, give me one node.

Nearness (NEAR/5, w/5, pre/3, w/s, w/p) binds tightest, then AND with ANDNOT, ANDMAYBE and REQUIRE, then OR;
what merely stands side by side binds loosest, as with Google: ``a b OR c`` is a AND (b OR c).
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from searchlib.model import Span
from searchlib.query.binding import bound, conjoined
from searchlib.query.compounds import with_parts
from searchlib.query.fields import QUOTED, parts
from searchlib.query.nodes import (
    NOWHERE,
    And,
    Before,
    Best,
    Boost,
    Cased,
    Every,
    Maybe,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Require,
    Scope,
    children,
    is_word,
    leaves,
)
from searchlib.query.notes import Notes
from searchlib.query.operators import Operator

_LONGEST_CHAIN: Final = 10
"""Clauses tied one to the next by nearness."""
_TIGHT: Final = frozenset(("NEAR", "BEFORE", "sentence", "paragraph"))
_OPERATORS: Final = frozenset(("and", "or", "not"))
"""Stop words that are operators when they are written in capitals."""
_ALL: Final = frozenset(("AND", "ANDNOT", "ANDMAYBE", "REQUIRE"))
_OR: Final = frozenset(("OR",))


class Item(NamedTuple):
    """An operand, or an operator. ``node`` is None for an operand that was dropped with a diagnostic."""

    node: Node | None
    span: Span
    sign: str = ""
    """``+`` or ``-`` in front of it."""
    operator: Operator | None = None
    idle: bool = False
    """A stop word that merely stands there: it is left out when others say what is meant."""
    bare: bool = False
    """A word without quotation marks: where any word will do, the parts of one with a hyphen count, too."""


_NOT: Final = Operator("NOT")
_END: Final = Item(Every(), NOWHERE)
"""Stands behind the last operand; operators in front of it have notes of their own."""


class Group(NamedTuple):
    """What stands between two parentheses."""

    items: list[Item]
    operator: str
    """and or or: what standing side by side means."""
    field: str
    """The field in front of the parenthesis."""
    span: Span


def reduced(group: Group, notes: Notes) -> Node | None:
    """Make one node of a group.

    Args:
        group: Its items in order.
        notes: Takes the diagnostics and nothing else.

    Returns:
        The node; None where nothing is left.

    Raises:
        Nothing.

    Cost: linear in the items.
    """
    if len(group.items) == 1 and _is_plain(group.items[0]):
        return group.items[0].node
    _tell_of_neighbours(group.items, notes)
    items = _settled(group.items, notes)
    names = {item.operator.name for item in items if item.operator is not None}
    if names:
        items = _folded(items, _TIGHT & names, lambda chain: _nearness(chain, notes))
        items = _folded(items, _ALL & names, lambda chain: _all_of(chain, group.span))
        items = _folded(items, _OR & names, _any_of)
    for item in items:
        if item.idle:
            notes.info("a stop word was left out", item.span, _way_out(item.node))
    return _side_by_side(group, [item for item in items if item.node is not None and not item.idle])


def _way_out(stop_word: Node | None) -> str:
    """Say what to type for the word itself, or for the operator that it may have been meant as."""
    form = getattr(stop_word, "form", "")
    return f"{form.upper()} in capitals is the operator" if form in _OPERATORS else "put + before it to demand it"


def _tell_of_neighbours(items: Sequence[Item], notes: Notes) -> None:
    """Note operators beside what was left out; what they do then is another thing than was typed."""
    waiting: list[Item] = []
    before = False
    for item in (*items, _END):
        if item.operator is not None:
            waiting.append(item)
            continue
        behind = item.node is None
        for one in waiting:
            if behind or (before and one.operator != _NOT):
                notes.info("this operator stands beside what was left out", one.span)
        waiting, before = [], behind


def _settled(items: Sequence[Item], notes: Notes) -> list[Item]:
    """Apply NOT and -, and leave out operators that lack an operand."""
    settled: list[Item] = []
    negated = False
    for item in items:
        if item.operator is None:
            settled.append(item if _is_plain(item) and not negated else _signed(item, negated))
            negated = False
        elif item.operator.name == "NOT":
            negated = not negated
        elif settled and settled[-1].operator is None:
            settled.append(item)
        else:
            notes.warn("an operator without a word before it was left out", item.span)
    if settled and settled[-1].operator is not None:
        notes.warn("an operator without a word after it was left out", settled.pop().span)
    if negated:
        notes.warn("a NOT without a word after it was left out", items[-1].span)
    return settled


def _is_plain(item: Item) -> bool:
    return item.operator is None and not item.sign and not item.idle


def _signed(item: Item, negated: bool) -> Item:
    node = Not(item.node, item.span) if item.node and negated is not (item.sign == "-") else item.node
    return item._replace(node=node, idle=item.idle and not negated and not item.sign)


def _folded(items: list[Item], names: frozenset[str], fold: Callable[[list[Item]], Node | None]) -> list[Item]:
    """Replace each chain of operands tied by operators of these names by one operand."""
    if not names:
        return items
    folded: list[Item] = []
    chain: list[Item] = []
    for item in items:
        if (chain and _ties(chain[-1], names)) or _ties(item, names):
            chain.append(item)
            continue
        _close(chain, folded, fold)
        chain = [item]
    _close(chain, folded, fold)
    return folded


def _ties(item: Item, names: frozenset[str]) -> bool:
    return item.operator is not None and item.operator.name in names


def _close(chain: list[Item], folded: list[Item], fold: Callable[[list[Item]], Node | None]) -> None:
    if len(chain) > 1:
        folded.append(Item(fold(chain), (chain[0].span[0], chain[-1].span[1])))
    else:
        folded.extend(chain)


def _filtered(item: Item) -> Node | None:
    """A stop word that an operator asks for must be there, but does not count in the ranking."""
    return Boost(item.node, 0.0, item.span) if item.idle and item.node is not None else item.node


def _all_of(chain: list[Item], span: Span) -> Node | None:
    """Fold AND, ANDNOT, ANDMAYBE, REQUIRE from the left; they only add demands, so the order is free."""
    demanded, optional, silent = [], [], []
    name = "AND"
    for item in chain:
        if item.operator is not None:
            name = item.operator.name
            continue
        node = _filtered(item)
        if node is None:
            continue
        if name == "ANDMAYBE":
            optional.append(node)
        elif name == "REQUIRE":
            silent.append(node)
        else:
            demanded.append(Not(node, item.span) if name == "ANDNOT" else node)
    if not demanded:
        demanded, optional, silent = silent or optional, [], []
    if not demanded:
        return None
    node = conjoined(demanded, span)
    node = Require(node, tuple(silent), span) if silent else node
    return Maybe(node, tuple(optional), span) if optional else node


def _any_of(chain: list[Item]) -> Node | None:
    nodes = [node for item in chain if item.operator is None and (node := _filtered(item)) is not None]
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    return Or(tuple(nodes), (chain[0].span[0], chain[-1].span[1]))


def _side_by_side(group: Group, items: list[Item]) -> Node | None:
    nodes: list[Node] = [item.node for item in items if item.node is not None]
    if not nodes:
        return None
    if group.field in QUOTED and len(nodes) > 1 and group.operator == "and":
        return bound(nodes, group.span)
    if group.operator == "and":
        return conjoined(nodes, group.span)
    demanded, free = list[Node](), list[Node]()
    for item, node in zip(items, nodes, strict=True):
        if item.sign == "+" or isinstance(node, Not):
            demanded.append(node)
        else:
            free.extend(with_parts(node) if item.bare and len(nodes) > 1 else (node,))
    return _free_choice(demanded, free, group.span)


def _free_choice(demanded: list[Node], free: list[Node], span: Span) -> Node:
    """Any of the free ones will do, unless something is demanded; then they only add to the score."""
    whole = conjoined(free, span)
    if isinstance(whole, And) and len(free) > 1:
        whole = Or(whole.clauses, span)
    if not demanded:
        return whole
    if any(not isinstance(node, Not) for node in demanded):
        node = conjoined(demanded, span)
        return Maybe(node, tuple(free), span) if free else node
    return conjoined([whole, *demanded] if free else demanded, span)


def _nearness(chain: list[Item], notes: Notes) -> Node | None:
    """Fold NEAR, BEFORE, sentence and paragraph from the left."""
    operands = [item for item in chain if item.operator is None and item.node is not None]
    ties = [item.operator for item in chain if item.operator is not None]
    span = (chain[0].span[0], chain[-1].span[1])
    if len(operands) <= len(ties) or len(ties) > _LONGEST_CHAIN:
        if len(operands) <= len(ties):
            notes.info("what is tied by nearness to what was left out is joined by AND", span)
        if len(ties) > _LONGEST_CHAIN:
            notes.warn(f"more than {_LONGEST_CHAIN} words tied by nearness; they are joined by AND", span)
        return conjoined([item.node for item in operands if item.node], span) if operands else None
    node = operands[0].node
    for tie, operand in zip(ties, operands[1:], strict=True):
        if node is not None and operand.node is not None:
            node = _tied(node, operand.node, tie, span=span, notes=notes)
    return node


def _tied(first: Node, second: Node, tie: Operator, *, span: Span, notes: Notes) -> Node:
    if tie.name in ("sentence", "paragraph"):
        if within_text(first) and within_text(second):
            earlier = first.clauses if isinstance(first, Scope) and first.kind == tie.name else (first,)
            return Scope(tie.name, (*earlier, second), span)
        message = f"same {tie.name} is for words of title and body; they are joined by AND"
    else:
        if positional(first) and positional(second) and _one_field(first, second):
            return (Before if tie.name == "BEFORE" else Near)(first, second, tie.distance, span)
        message = "nearness is for words and phrases of one field; they are joined by AND"
    notes.warn(message, span, "put words, phrases or (a OR b) on both sides")
    return conjoined([first, second], span)


def positional(node: Node) -> bool:
    """Tell whether a node has places in a text: words, phrases, alternatives of these, and what is near."""
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, (Or, Best, Near, Before, Boost, Cased)):
            stack.extend(children(current))
        elif not (is_word(current) or isinstance(current, Phrase)):
            return False
    return True


def within_text(node: Node) -> bool:
    """Tell whether a node can be asked of a sentence: words of title and body, joined by AND, OR, NOT."""
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, (And, Or, Best, Not, Near, Before, Boost, Cased)):
            stack.extend(children(current))
        elif isinstance(current, Scope):
            if current.kind not in ("sentence", "paragraph"):
                return False
            stack.extend(current.clauses)
        elif not (is_word(current) or isinstance(current, Phrase)) or not set(parts(current.field)) <= {
            "title",
            "body",
        }:
            return False
    return True


def _one_field(first: Node, second: Node) -> bool:
    fields = {getattr(leaf, "field", "") for node in (first, second) for leaf in leaves(node)}
    return len(fields) == 1
