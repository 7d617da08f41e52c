"""Here are the flags of a command, give me what they say about its output; and what a stream can show."""

from collections.abc import Mapping

from searchlib.hints import Final, TextIO
from searchlib.model.record import Record

LINKING_PROGRAMS: Final = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio")
"""Values of ``$TERM_PROGRAM`` of terminals that know links (OSC 8)."""
LINKING_TERMS: Final = ("xterm-kitty", "foot", "foot-extra", "alacritty", "contour", "xterm-ghostty", "wezterm")
LINKING_SIGNS: Final = ("WT_SESSION", "KONSOLE_VERSION", "DOMTERM")
"""Variables that only such terminals set."""
_VTE: Final = 5000
"""The first version of VTE, the terminal of GNOME and others, that knows links."""


class Wish(Record):
    """What the flags of a command say about its output."""

    form: str | None = None
    """json, jsonl, csv, plain, bibtex, ris or markdown; None lets the stream decide."""
    color: str = "auto"
    """auto, always or never."""
    theme: str = "auto"
    """auto, dark or light."""
    fields: tuple[str, ...] = ()
    """The columns to show; none for the usual ones."""
    end: str = "\n"
    """What a line ends with."""
    cells: str = "harmless"
    """What CSV does to text that a spreadsheet would run: harmless or raw."""
    pager: str | None = None
    """The command that shows what is longer than the screen; None: `SEARCHLIB_PAGER` and so on; "": none."""


def style_of(stream: TextIO, color: str, *, environment: Mapping[str, str]) -> str:
    """Decide how a stream may be styled: ``colour``, ``mono`` or ``bare`` (no escape sequences).

    Args:
        stream: Where it goes.
        color: auto, always or never; a flag outweighs the environment.
        environment: ``NO_COLOR``, ``FORCE_COLOR`` and ``TERM`` count, in this order.

    Example:
        >>> import io
        >>> style_of(io.StringIO(), "auto", environment={}), style_of(io.StringIO(), "always", environment={})
        ('bare', 'colour')
    """
    if color != "auto":
        return "colour" if color == "always" else "bare"
    forced = environment.get("FORCE_COLOR", "") not in ("", "0")
    if not forced and (not stream.isatty() or environment.get("TERM") == "dumb"):
        return "bare"
    return "mono" if environment.get("NO_COLOR") else "colour"


def depth_of(theme: str, environment: Mapping[str, str]) -> str:
    """Say how many colours to use: those of the terminal's own palette, 256 or all.

    Example:
        >>> depth_of("auto", {"COLORTERM": "truecolor"}), depth_of("dark", {"COLORTERM": "truecolor"})
        ('standard', 'truecolor')
    """
    if theme == "auto":
        return "standard"
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if "256" in environment.get("TERM", "") else "standard"


def links_of(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Say whether the terminal behind *stream* says that it knows links (OSC 8); ``$FORCE_HYPERLINK`` decides it.

    Example:
        >>> import io
        >>> links_of(io.StringIO(), {"TERM_PROGRAM": "WezTerm"}), links_of(io.StringIO(), {"FORCE_HYPERLINK": "1"})
        (False, True)
    """
    if forced := environment.get("FORCE_HYPERLINK", ""):
        return forced != "0"
    if not stream.isatty() or environment.get("TMUX") or environment.get("STY"):
        return False
    version = environment.get("VTE_VERSION", "")
    return (
        environment.get("TERM_PROGRAM") in LINKING_PROGRAMS
        or environment.get("TERM") in LINKING_TERMS
        or any(environment.get(name) for name in LINKING_SIGNS)
        or (version.isdecimal() and version.isascii() and len(version) < 9 and int(version) >= _VTE)
    )
