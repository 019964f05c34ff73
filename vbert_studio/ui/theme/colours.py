"""The two palettes of the program and the colours of its data.

A panel never writes a colour down: it asks the theme's `scheme` for a role. The neutral greys of
both schemes carry a slight blue, the accent is the only saturated colour of the interface, and
everything else that is saturated is data.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Scheme:
    """Every colour the window may use. Treat the `QColor` objects as constants: copy to change one.

    Surfaces, from the back to the front: `window` (behind everything), `panel` (lists, tables,
    the timeline), `raised` (buttons, menus, cards), `sunken` (input fields, tracks).
    """

    name: str
    dark: bool
    window: QColor
    panel: QColor
    raised: QColor
    sunken: QColor
    hover: QColor
    pressed: QColor
    hairline: QColor  # separators, one logical pixel
    outline: QColor  # the edge of something that takes input
    text: QColor
    text_muted: QColor  # second line, captions: 4.5:1 on panel and window
    text_faint: QColor  # disabled text, placeholder, ruler ticks: 3:1
    accent: QColor  # the primary button, focus, selection edges
    accent_text: QColor  # on top of accent
    selection: QColor  # behind a selected row or stretch
    link: QColor
    good: QColor
    attention: QColor
    danger: QColor
    # data
    playhead: QColor
    stage: QColor  # behind the picture of the player
    waveform: QColor
    waveform_peak: QColor
    word: QColor  # behind a spoken word on the timeline
    word_text: QColor
    sentence: QColor  # behind a sentence on the timeline
    sentence_text: QColor
    token_text: QColor  # on any colour that `token_colour` gives
    gap: QColor  # a place on a lane for which nothing was computed yet
    surprise_low: QColor
    surprise_high: QColor


def _c(code: str) -> QColor:
    return QColor(code)


LIGHT = Scheme(
    name="light",
    dark=False,
    window=_c("#f4f5f7"),
    panel=_c("#fcfcfd"),
    raised=_c("#ffffff"),
    sunken=_c("#ffffff"),
    hover=_c("#eceef2"),
    pressed=_c("#e0e3ea"),
    hairline=_c("#e1e4ea"),
    outline=_c("#c9ced8"),
    text=_c("#1b1f27"),
    text_muted=_c("#5a6372"),
    text_faint=_c("#7f8897"),
    accent=_c("#4355d4"),
    accent_text=_c("#ffffff"),
    selection=_c("#e3e7fb"),
    link=_c("#3b4cc8"),
    good=_c("#1f7a4d"),
    attention=_c("#96600a"),
    danger=_c("#c0362c"),
    playhead=_c("#d4372c"),
    stage=_c("#e6e8ed"),
    waveform=_c("#9aa5ba"),
    waveform_peak=_c("#c8cfdc"),
    word=_c("#dde6ee"),
    word_text=_c("#23405a"),
    sentence=_c("#e9e4f4"),
    sentence_text=_c("#443a63"),
    token_text=_c("#14181f"),
    gap=_c("#eef0f4"),
    surprise_low=_c("#dfe6ee"),
    surprise_high=_c("#c2571a"),
)

DARK = Scheme(
    name="dark",
    dark=True,
    window=_c("#16181d"),
    panel=_c("#1b1e24"),
    raised=_c("#262a32"),
    sunken=_c("#121419"),
    hover=_c("#252930"),
    pressed=_c("#2e333c"),
    hairline=_c("#2a2e37"),
    outline=_c("#3b414d"),
    text=_c("#e4e7ec"),
    text_muted=_c("#9ba3b1"),
    text_faint=_c("#757d8b"),
    accent=_c("#7f8ff4"),
    accent_text=_c("#10131c"),
    selection=_c("#2c3352"),
    link=_c("#98a5f8"),
    good=_c("#5fc08d"),
    attention=_c("#dca84a"),
    danger=_c("#f0786d"),
    playhead=_c("#ff6b5e"),
    stage=_c("#0c0d10"),
    waveform=_c("#5f6b81"),
    waveform_peak=_c("#3c4454"),
    word=_c("#25333f"),
    word_text=_c("#b9d3e6"),
    sentence=_c("#302b40"),
    sentence_text=_c("#d3c9ee"),
    token_text=_c("#0e1116"),
    gap=_c("#20242b"),
    surprise_low=_c("#2a323c"),
    surprise_high=_c("#ee8a4a"),
)


SHEET_ROLES = {
    "window": "window",
    "panel": "base",
    "raised": "button",
    "sunken": "alternate-base",
    "hover": "midlight",
    "pressed": "shadow",
    "hairline": "mid",
    "outline": "dark",
    "text": "window-text",
    "muted": "light",
    "faint": "placeholder-text",
    "accent": "accent",
    "accent_text": "tooltip-base",
    "accent_hover": "link",
    "selection": "highlight",
    "danger": "bright-text",
    "attention": "link-visited",
    "good": "tooltip-text",
}
"""The role of the palette that carries each colour of the style sheet.

So the sheet stays the same in every scheme, and switching is a matter of the palette. Where Qt has
no role of that meaning, one is taken that nothing is drawn with but by the sheet.
"""


def qt_palette(scheme: Scheme) -> QPalette:
    """The scheme as Qt's roles, for the sheet and for what Fusion draws without it."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for name, colour in {
        role.Window: scheme.window,
        role.WindowText: scheme.text,
        role.Base: scheme.panel,
        role.AlternateBase: scheme.sunken,
        role.ToolTipBase: scheme.accent_text,
        role.ToolTipText: scheme.good,
        role.PlaceholderText: scheme.text_faint,
        role.Text: scheme.text,
        role.Button: scheme.raised,
        role.ButtonText: scheme.text,
        role.BrightText: scheme.danger,
        role.Link: scheme.link,
        role.LinkVisited: scheme.attention,
        role.Highlight: scheme.selection,
        role.HighlightedText: scheme.text,
        role.Accent: scheme.accent,
        role.Light: scheme.text_muted,
        role.Midlight: scheme.hover,
        role.Mid: scheme.hairline,
        role.Dark: scheme.outline,
        role.Shadow: scheme.pressed,
    }.items():
        palette.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(group.Disabled, name, scheme.text_faint)
    return palette


def _oklch(lightness: float, chroma: float, hue_degrees: float) -> tuple[int, int, int]:
    """A colour in Björn Ottosson's OKLCH space as sRGB, clipped to its gamut.

    Steps of equal length look equally large there, so that no branch of the tree shouts.
    """
    a, b = chroma * cos(radians(hue_degrees)), chroma * sin(radians(hue_degrees))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    red, green, blue = (_encode(value) for value in linear)
    return red, green, blue


def _encode(linear: float) -> int:
    """One linear channel as 0 .. 255 by the sRGB transfer function."""
    value = min(1.0, max(0.0, linear))
    value = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return round(255 * value)


@lru_cache(maxsize=65536)
def token_rgb(path: str, *, dark: bool, branching: int = 12) -> tuple[int, int, int]:
    """The colour of a visual word by its place in the tree, as 0 .. 255 red, green, blue.

    The first digit of `path` (`0` .. `9`, `a` .. `z`) picks one of as many hues as a node has
    children, the second shifts it within its share of the circle, the third sets the lightness:
    words that are near in the tree look alike. `Scheme.token_text` is readable on all of them.
    """
    last = branching - 1
    digits = [int(digit, 36) for digit in path[:3]]
    first, second, third = digits + [branching // 2] * (3 - len(digits))
    hue = 20 + 360 / branching * (first + 2 / 3 * (second / last - 0.5))
    base = 0.70 if dark else 0.80
    return _oklch(base + 0.08 * third / last, 0.105, hue)


def token_colour(path: str, scheme: Scheme, branching: int = 12) -> QColor:
    """`token_rgb` as a `QColor`."""
    return QColor(*token_rgb(path, dark=scheme.dark, branching=branching))


def blend(under: QColor, over: QColor, share: float) -> QColor:
    """`share` of `over` on top of `under`, opaque."""
    return QColor.fromRgbF(
        under.redF() + share * (over.redF() - under.redF()),
        under.greenF() + share * (over.greenF() - under.greenF()),
        under.blueF() + share * (over.blueF() - under.blueF()),
    )


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2.2, 1 .. 21; texts need 4.5, large signs 3."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
