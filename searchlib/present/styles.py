"""The styles of the screen by name, and the themes that say what each looks like.

The theme ``auto`` keeps to the sixteen colours that the user's own terminal defines, so it is legible on dark and on
light; ``dark`` and ``light`` choose colours for such a ground.
"""

from typing import Final

MARK = "searchlib.mark"
"""What matched; bold in every theme, so that it survives where colours are off."""
TITLE = "searchlib.title"
DERIVED = "searchlib.derived"
"""A title that the text does not have: its first sentence stands in."""
SPEAKER = "searchlib.speaker"
VOICES: Final = tuple(f"searchlib.voice{number}" for number in range(6))
"""The colours of speakers beside each other."""
NOBODY = "searchlib.nobody"
"""Words of somebody who is not named."""
EVIDENCE = "searchlib.evidence"
DATE = "searchlib.date"
TOPIC = "searchlib.topic"
FAINT = "searchlib.faint"
BAR = "searchlib.bar"
HEADING = "searchlib.heading"
GOOD = "searchlib.good"
LEVELS = {"error": "searchlib.error", "warning": "searchlib.warning", "info": "searchlib.info"}

THEMES: Final[dict[str, dict[str, str]]] = {
    "auto": {
        MARK: "bold red",
        TITLE: "bold",
        DERIVED: "italic",
        SPEAKER: "bold magenta",
        **dict(zip(VOICES, ("magenta", "cyan", "yellow", "blue", "green", "red"), strict=True)),
        NOBODY: "italic",
        EVIDENCE: "underline",
        DATE: "green",
        TOPIC: "cyan",
        FAINT: "dim",
        BAR: "blue",
        HEADING: "bold underline",
        GOOD: "green",
        LEVELS["error"]: "bold red",
        LEVELS["warning"]: "bold yellow",
        LEVELS["info"]: "bold blue",
    },
    "dark": {
        MARK: "bold #ffaf5f",
        TITLE: "bold #ffffff",
        DERIVED: "italic #e4e4e4",
        SPEAKER: "bold #d7afff",
        **dict(zip(VOICES, ("#d7afff", "#87d7ff", "#ffd75f", "#87afff", "#87d787", "#ff8787"), strict=True)),
        NOBODY: "italic #e4e4e4",
        EVIDENCE: "underline",
        DATE: "#87d787",
        TOPIC: "#87d7ff",
        FAINT: "#8a8a8a",
        BAR: "#5f87ff",
        HEADING: "bold underline #ffffff",
        GOOD: "#87d787",
        LEVELS["error"]: "bold #ff8787",
        LEVELS["warning"]: "bold #ffd75f",
        LEVELS["info"]: "bold #87afff",
    },
    "light": {
        MARK: "bold #af0000",
        TITLE: "bold #000000",
        DERIVED: "italic #262626",
        SPEAKER: "bold #8700af",
        **dict(zip(VOICES, ("#8700af", "#005f87", "#875f00", "#005faf", "#005f00", "#af0000"), strict=True)),
        NOBODY: "italic #262626",
        EVIDENCE: "underline",
        DATE: "#005f00",
        TOPIC: "#005f87",
        FAINT: "#626262",
        BAR: "#005faf",
        HEADING: "bold underline #000000",
        GOOD: "#005f00",
        LEVELS["error"]: "bold #af0000",
        LEVELS["warning"]: "bold #875f00",
        LEVELS["info"]: "bold #0000af",
    },
}

WIDEST = 110
"""Columns: longer lines of prose are not read."""
