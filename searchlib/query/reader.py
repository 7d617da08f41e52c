"""Here is a query of more than plain words, read it from left to right (see `parse`)."""

from collections.abc import Callable
from itertools import takewhile
from typing import TYPE_CHECKING, Final, TypeAlias

from searchlib.analyse.stopwords import stopwords
from searchlib.model import Span
from searchlib.query import capitals, leaves, literal
from searchlib.query.fields import ALIASES, DATE, KEYS, NAMES, NUMBERS, STEMMED, TEXT, nearest
from searchlib.query.functions import applied, moves, written_as
from searchlib.query.groups import Group, Item, reduced
from searchlib.query.leaves import Typed
from searchlib.query.lexer import Lexeme, lexemes
from searchlib.query.moments import words_of_date
from searchlib.query.nested import MARKS, begins
from searchlib.query.nodes import NOWHERE, Boost, Node, Term, is_word
from searchlib.query.notes import Notes
from searchlib.query.operators import operator
from searchlib.query.ranges import Value, date_node, number_node

if TYPE_CHECKING:
    from searchlib.query.parse import ParseOptions

DEEPEST: Final = 200
"""Levels of parentheses; those further in are read as if they were not there."""
_DASHES: Final = "–—‒―"
_LOOK_ALIKE: Final = _DASHES + "'‘‚‹"
"""In front of a word: what may have been meant as a minus or a quotation mark."""
_SHOWN: Final = 40
"""Characters of the query in a note."""
_CLOSING: Final = frozenset("'’‘›")
_RANGED: Final = NUMBERS | {DATE}
_WordReader: TypeAlias = Callable[[Typed, Notes], Node | None]


class _Frame:
    """An open parenthesis and what has been read since."""

    __slots__ = ("capitals", "field", "function", "items", "opened", "read_word", "sign", "start")

    def __init__(
        self, field: str, read_word: _WordReader, *, start: int = 0, function: str = "", sign: str = ""
    ) -> None:
        self.field, self.read_word, self.start, self.function, self.sign = field, read_word, start, function, sign
        self.items: list[Item] = []
        self.opened = 0
        """Where the parenthesis itself stands."""
        self.capitals = function if function in capitals.LETTERS else ""
        """caps, allcaps or nocaps, of this parenthesis or one around it."""


class Reader:
    """A query being read from left to right; parentheses are a stack, not recursion."""

    def __init__(self, text: str, options: "ParseOptions") -> None:
        self.notes = Notes()
        self._text, self._options = text, options
        self._lexemes = list(lexemes(text))
        self._place = self._ignored = 0
        self._frame = _Frame(options.field, leaves.word)
        self._outer: list[_Frame] = []
        self._sign, self._signed = "", NOWHERE
        self._field: Lexeme | None = None
        self._meaning: bool | None = None
        self._last_single = -1
        """How many lexemes there are up to the last that ends with a single quotation mark; -1 before it is asked."""

    def read(self) -> Node | None:
        """Read the whole query."""
        count = len(self._lexemes)
        while self._place < count:
            lexeme = self._lexemes[self._place]
            self._place += 1
            _READERS[lexeme.kind](self, lexeme)
        self._forget_field()
        self._forget_sign()
        while self._outer:
            opened = self._frame.opened
            self.notes.warn("a parenthesis is not closed", (opened, opened + 1), "it is closed at the end")
            self._leave(len(self._text))
        if self._meaning is False:
            self.notes.warn("only stop words", (0, len(self._text)), "they are searched as they stand")
        return self._reduced(len(self._text))

    # ── operands ──

    def word(self, lexeme: Lexeme) -> None:
        """Read a word, an operator, or the value of a field."""
        text = lexeme.text
        if self._field is None:
            found = operator(text) if not text.isalpha() or text.isupper() else None
            if found is not None:
                self._forget_sign()
                self._frame.items.append(Item(None, (lexeme.start, lexeme.end), operator=found))
                return
        field, start = self._take_field(lexeme)
        span = (start, lexeme.end)
        if field in _RANGED:
            lexeme = self._whole_date(lexeme) if field == DATE else lexeme
            span = (start, lexeme.end)
            self._add(self._ranged(field, lexeme, span), span)
            return
        fuzz = self._suffix("fuzz", lexeme.end)
        if fuzz is not None:
            span = (start, fuzz.end)
            self._add(self._cased(leaves.fuzzy(Typed(field, text, span), fuzz.text, self.notes), lexeme, span), span)
            return
        if text[-1] == "?":
            text = self._asked(lexeme)
        if text[0] in _LOOK_ALIKE:
            self._tell_of_look_alike(lexeme)
        elif text[0] in "+-!" and text[1:] and field not in KEYS and self._last_field is not None:
            hint = f"in front of the field: {text[0]}{self._last_field.text}:{text[1:_SHOWN]}"
            self.notes.warn(f"a {text[0]} behind a colon has no meaning", (lexeme.start, lexeme.start + 1), hint)
        if field in KEYS:
            text = self._text[lexeme.start : lexeme.end]  # as it stands, signs of other keyboards too
        node = self._cased(self._frame.read_word(Typed(field, text, span), self.notes), lexeme, span)
        self._add(node, span, idle=start == lexeme.start and self._is_idle(node))
        self._frame.items[-1] = self._frame.items[-1]._replace(bare=True)

    def quote(self, lexeme: Lexeme) -> None:
        """Read a phrase."""
        field, start = self._take_field(lexeme)
        self._tell_of_marks(lexeme)
        if field in _RANGED:
            self._add(self._ranged(field, lexeme, (start, lexeme.end)), (start, lexeme.end))
            return
        fuzz = self._suffix("fuzz", lexeme.end)
        span = (start, fuzz.end if fuzz else lexeme.end)
        slop = moves(fuzz.text, (fuzz.start, fuzz.end), notes=self.notes) if fuzz else 0
        read = leaves.exact if self._frame.read_word is leaves.exact and field not in KEYS else leaves.phrase
        node = read(Typed(field, lexeme.text, span, lexeme.start + 1), self.notes, slop=slop)
        if fuzz and (field in KEYS or (node is not None and is_word(node))):
            hint = "without the marks: word~1"
            self.notes.info("~ has no meaning for a phrase of one word", (fuzz.start, fuzz.end), hint)
        self._tell_of_words(lexeme, field)
        self._add(self._cased(node, lexeme, span), span)

    def _tell_of_marks(self, lexeme: Lexeme) -> None:
        """Say which quotation marks do otherwise than they look."""
        if lexeme.extra:
            opened = (lexeme.start, lexeme.start + 1)
            self.notes.warn("a quotation mark is not closed", opened, "it is closed at the end")
        elif lexeme.text[-1:].isspace() and begins(self._text, lexeme.end - 1) and lexeme.text.strip():
            closing = (lexeme.end - 1, lexeme.end)
            self.notes.warn("this quotation mark ends the phrase", closing, 'inside it with a backslash before: \\"')
        for place in lexeme.alone:
            self.notes.warn("this quotation mark has no partner", (place, place + 1), "it is read as punctuation")

    def _tell_of_words(self, lexeme: Lexeme, field: str) -> None:
        """Say what means something else between quotation marks than without them."""
        if field not in KEYS:
            literal.tell(lexeme.text, lexeme.start + 1, self.notes)
        elif "*" in lexeme.text:
            message = f"a * between quotation marks is itself, in {field}"
            self.notes.info(message, (lexeme.start, lexeme.end), f"for a pattern without the marks: {field}:a*")

    def _cased(self, node: Node | None, lexeme: Lexeme, span: Span) -> Node | None:
        """Ask for the capitals of the parenthesis around a word."""
        function = self._frame.capitals
        return written_as(function, node, (lexeme.text, span), notes=self.notes) if function and node else node

    def regex(self, lexeme: Lexeme) -> None:
        """Read a regular expression; of an id, a path."""
        field, start = self._take_field(lexeme)
        span = (start, lexeme.end)
        if field in _RANGED:
            self._add(self._ranged(field, lexeme, span), span)
        elif field in KEYS:
            self._add(leaves.word(Typed(field, self._text[lexeme.start : lexeme.end], span), self.notes), span)
        else:
            self._add(self._cased(leaves.regex(Typed(field, lexeme.text, span), self.notes), lexeme, span), span)

    def range(self, lexeme: Lexeme) -> None:
        """Read a range."""
        field, start = self._take_field(lexeme)
        span = (start, lexeme.end)
        if field in _RANGED:
            self._add(self._ranged(field, lexeme, span), span)
        else:
            self.notes.warn("a range is for date or words; it was left out", span, "as in date:[2015-11 TO 2016-02]")
            self._add(None, span)

    def _whole_date(self, lexeme: Lexeme) -> Lexeme:
        """Take the words that follow, where one by itself is no date and together they are."""
        some = [lexeme, *takewhile(lambda one: one.kind == "word", self._lexemes[self._place : self._place + 3])]
        count = words_of_date([one.text for one in some], self._options.day())
        if count == 1:
            return lexeme
        self._place += count - 1
        whole = lexeme._replace(text=" ".join(one.text for one in some[:count]), end=some[count - 1].end)
        self.notes.info(f"read as the date {whole.text}", (whole.start, whole.end), "put it in quotation marks")
        return whole

    def _ranged(self, field: str, lexeme: Lexeme, span: Span) -> Node | None:
        typed = self._last_field
        name, compare = (typed.text, typed.extra) if typed is not None and typed.end <= lexeme.start else (field, "")
        value = Value(
            name if field == DATE else field, lexeme.text, span, compare, lexeme.extra if lexeme.kind == "range" else ""
        )
        return date_node(value, self._options.day(), self.notes) if field == DATE else number_node(value, self.notes)

    def _add(self, node: Node | None, span: Span, *, idle: bool = False) -> None:
        if node is None and self._sign:
            self.notes.info(f"this {self._sign} stands before what was left out", self._signed)
        self._frame.items.append(Item(node, span, self._sign, None, idle))
        self._sign = ""

    def _asked(self, lexeme: Lexeme) -> str:
        """Take the question mark off the end of a question of several words: it is no letter left open."""
        word = lexeme.text.rstrip("?!.")
        alone = len(self._lexemes) < 2 and word[:1] != "¿"
        if alone or not word or "?" in word or "*" in word or not self._ends_sentence():
            return lexeme.text
        self.notes.info("the question mark at the end is not read as a pattern", (lexeme.end - 1, lexeme.end))
        return word

    def _tell_of_look_alike(self, lexeme: Lexeme) -> None:
        """Say that a dash is no minus, and that single quotation marks make no phrase."""
        place, sign = (lexeme.start, lexeme.start + 1), lexeme.text[0]
        if sign in _DASHES:
            if len(lexeme.text) > 1:
                self.notes.info("a dash leaves nothing out", place, f"with a minus: -{lexeme.text[1:_SHOWN]}")
            return
        if self._last_single < 0:
            closing = (count for count, one in enumerate(self._lexemes, 1) if one.text[-1:] in _CLOSING)
            self._last_single = max(closing, default=0)
        if self._place < self._last_single:
            self.notes.info("single quotation marks make no phrase", place, 'with double ones: "a b"')

    def _ends_sentence(self) -> bool:
        """Tell whether nothing follows, or what begins with a capital and is no operator."""
        if self._place == len(self._lexemes):
            return True
        text = self._lexemes[self._place].text
        return text[:1].isupper() and operator(text) is None

    def _suffix(self, kind: str, end: int) -> Lexeme | None:
        """Take the next lexeme where it is of this kind and stands right here."""
        if self._place < len(self._lexemes):
            lexeme = self._lexemes[self._place]
            if lexeme.kind == kind and lexeme.start == end:
                self._place += 1
                return lexeme
        return None

    def _is_idle(self, node: Node | None) -> bool:
        """Tell a stop word among words that say more; where there are no such words it counts like any other."""
        if not isinstance(node, Term) or node.field not in STEMMED or node.field != self._options.field:
            return False
        if node.form not in stopwords():
            return False
        if self._meaning is None:
            self._meaning = any(map(self._says_something, range(len(self._lexemes))))
        return self._meaning

    def _says_something(self, place: int) -> bool:
        lexeme, before = self._lexemes[place], self._lexemes[place - 1] if place else None
        if lexeme.kind not in ("word", "quote", "regex"):
            return False
        if before is not None and before.kind == "field" and ALIASES.get(before.text, before.text) in _RANGED | KEYS:
            return False
        if lexeme.kind != "word":
            return True
        return operator(lexeme.text) is None and bool(set(leaves.forms(lexeme.text)) - stopwords())

    # ── what stands around operands ──

    def sign(self, lexeme: Lexeme) -> None:
        """Read + and - (or !) in front of an operand."""
        self._forget_field()
        if self._sign == "+" or lexeme.text == "+":
            self._forget_sign()
        self._sign = "+" if lexeme.text == "+" else "" if self._sign == "-" else "-"
        self._signed = lexeme.start, lexeme.end

    def field(self, lexeme: Lexeme) -> None:
        """Read the name of a field; what follows is its value."""
        self._forget_field()
        self._field = lexeme

    def boost(self, lexeme: Lexeme) -> None:
        """Read a boost of the operand before it."""
        self._forget_sign()
        items = self._frame.items
        if not items or items[-1].operator is not None or items[-1].span[1] != lexeme.start:
            self.notes.warn("nothing to boost here", (lexeme.start, lexeme.end))
            return
        item, span = items[-1], (items[-1].span[0], lexeme.end)
        if item.node is None:
            self.notes.info("this boost is of what was left out", (lexeme.start, lexeme.end))
        node = Boost(item.node, float(lexeme.text), span) if item.node is not None else None
        items[-1] = item._replace(node=node, span=span, idle=False)

    def fuzz(self, lexeme: Lexeme) -> None:
        """Read a ~ that stands behind neither word nor phrase."""
        self._forget_sign()
        self.notes.warn("~ is for a word or a phrase", (lexeme.start, lexeme.end), 'as in kagme~1 or "a b"~3')

    def mark(self, lexeme: Lexeme) -> None:
        """Pass over a mark that means nothing where it stands."""
        self._forget_sign()
        span = (lexeme.start, lexeme.end)
        if lexeme.text in MARKS:
            self.notes.warn("a closing quotation mark without an opening one", span, "it was ignored")
        else:
            self.notes.info(f"no word in {lexeme.text!r}", span)

    def open(self, lexeme: Lexeme) -> None:
        """Read an opening parenthesis, perhaps with a function before it."""
        if len(self._outer) >= DEEPEST:
            if not self._ignored:
                self.notes.warn(
                    f"more than {DEEPEST} parentheses inside each other",
                    (lexeme.start, lexeme.end),
                    "those further in are ignored",
                )
            self._ignored += 1
            self._forget_field()
            return
        field, start = self._take_field(lexeme)
        read_word = leaves.exact if lexeme.text == "exact" else self._frame.read_word
        self._outer.append(self._frame)
        around = self._frame.capitals
        self._frame = _Frame(field, read_word, start=start, function=lexeme.text, sign=self._sign)
        self._frame.capitals = self._frame.capitals or around
        self._frame.opened = lexeme.end - 1
        self._sign = ""

    def close(self, lexeme: Lexeme) -> None:
        """Read a closing parenthesis."""
        self._forget_field()
        self._forget_sign()
        if self._ignored:
            self._ignored -= 1
        elif self._outer:
            self._leave(lexeme.end)
        else:
            self.notes.warn(
                "a closing parenthesis without an opening one", (lexeme.start, lexeme.end), "it was ignored"
            )

    def _leave(self, end: int) -> None:
        frame, node = self._frame, self._reduced(end)
        span = (frame.start, end)
        if node is None:
            self.notes.warn("nothing is left in this parenthesis", span, "it was left out")
        if frame.function and node is not None:
            node = applied(frame.function, node, span, notes=self.notes)
        self._frame = self._outer.pop()
        self._sign = frame.sign
        self._add(node, span)

    def _reduced(self, end: int) -> Node | None:
        frame = self._frame
        return reduced(Group(frame.items, self._options.operator, frame.field, (frame.start, end)), self.notes)

    def _take_field(self, lexeme: Lexeme) -> tuple[str, int]:
        """Give the field that the next operand is for, and where the operand starts with its field."""
        typed, self._field, self._last_field = self._field, None, self._field
        if typed is None:
            return self._frame.field, lexeme.start
        field = ALIASES.get(typed.text, typed.text)
        if field not in NAMES:
            near = nearest(field)
            hint = f"did you mean {near}?" if near else f"fields are: {', '.join(sorted(NAMES - {TEXT}))}"
            self.notes.warn(f"unknown field: {typed.text}", (typed.start, typed.end), hint)
            return self._frame.field, lexeme.start
        if typed.extra and field not in _RANGED:
            self.notes.warn(f"{typed.extra} has no meaning for {field}; read as a colon", (typed.start, typed.end))
        return field, typed.start

    def _forget_sign(self) -> None:
        if self._sign:
            self.notes.warn(f"this {self._sign} stands before no word", self._signed, "it was left out")
            self._sign = ""

    def _forget_field(self) -> None:
        if self._field is not None:
            self.notes.warn(
                f"{self._field.text}: has no value", (self._field.start, self._field.end), "it was left out"
            )
            self._field = None


_READERS: Final = {
    name: getattr(Reader, name)
    for name in ("word", "quote", "regex", "range", "open", "close", "sign", "field", "boost", "fuzz", "mark")
}
"""How each kind of lexeme is read."""
