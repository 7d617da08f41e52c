"""Every colour of a theme can be read on the grounds that it is for."""

import re

import pytest

from searchlib.present.styles import THEMES

GROUNDS = {"dark": ("#000000", "#1e1e1e"), "light": ("#ffffff", "#fdf6e3")}
LEAST = 4.5
"""Contrast of small text (WCAG 2.1, 1.4.3)."""


def luminance(colour: str) -> float:
    shares = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("theme", "ground"), [(theme, ground) for theme in GROUNDS for ground in GROUNDS[theme]])
def test_each_colour_is_legible(theme: str, ground: str) -> None:
    colours = {name: re.findall("#[0-9a-f]{6}", style) for name, style in THEMES[theme].items()}
    assert any(colours.values())
    assert [name for name, some in colours.items() for one in some if contrast(one, ground) < LEAST] == []
