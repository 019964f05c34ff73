"""How everything looks: two schemes, one spacing scale, one type scale, one family of icons.

    from vbert_studio.ui.theme import Space, Type, font, theme, token_colour

    scheme = theme().scheme                     # in paintEvent: always the one in force
    painter.fillRect(rect, token_colour("3a07", scheme))
    painter.setPen(scheme.token_text)
    painter.setFont(font(Type.CAPTION))
    layout.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
    theme().follow_icon(button, "play")         # stays right when the scheme changes
    label.setProperty("tone", "muted")          # muted, faint, danger, attention, good
    button.setProperty("primary", "true")       # the one button that carries a panel on

`install(app)` runs once, before the first widget. Tests get it from the `app_theme` fixture.
"""

from vbert_studio.ui.theme.colours import (
    DARK,
    LIGHT,
    Scheme,
    blend,
    contrast,
    token_colour,
    token_rgb,
)
from vbert_studio.ui.theme.icons import pixmap as icon_pixmap
from vbert_studio.ui.theme.metrics import (
    CONTROL_HEIGHT,
    ICON,
    RADIUS,
    RADIUS_SMALL,
    ROW_HEIGHT,
    Space,
    Type,
    family,
    font,
)
from vbert_studio.ui.theme.theme import Preference, Theme, install, theme

__all__ = [
    "CONTROL_HEIGHT",
    "DARK",
    "ICON",
    "LIGHT",
    "RADIUS",
    "RADIUS_SMALL",
    "ROW_HEIGHT",
    "Preference",
    "Scheme",
    "Space",
    "Theme",
    "Type",
    "blend",
    "contrast",
    "family",
    "font",
    "icon_pixmap",
    "install",
    "theme",
    "token_colour",
    "token_rgb",
]
