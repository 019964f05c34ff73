"""How widgets are drawn: Fusion, softened by one small sheet made from a scheme.

Only what Fusion cannot express by its palette is said here: hairlines, radii, quiet scroll bars,
menus and dock titles. Panels that paint themselves use the scheme directly. A style of our own
would say some of it more simply, but Qt asks a style thousands of times, and for each answer Python
would have to wait until no other thread runs.
"""

from __future__ import annotations

from string import Template

from vbert_studio import places
from vbert_studio.ui.theme.colours import SHEET_ROLES
from vbert_studio.ui.theme.metrics import ICON

_SHEET = Template("""
QToolTip { background: $raised; color: $text; border: 1px solid $outline; padding: 4px 6px; }
QMainWindow, QDialog { background: $window; }
QMainWindow::separator { background: $window; width: 5px; height: 5px; }
QMainWindow::separator:hover { background: $accent; }
QSplitter::handle { background: $hairline; }

QMenuBar { background: $window; padding: 2px 4px; border: none; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $hover; }
QMenu { background: $raised; border: 1px solid $outline; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 8px; border-radius: 4px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QMenu::icon { padding-left: 6px; }

QToolBar { background: $window; border: none; spacing: 2px; padding: 2px 8px 4px 8px;
  icon-size: ${icon}px; }
QToolBar::separator { background: $hairline; width: 1px; margin: 6px 6px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 5px;
  padding: 4px 5px; color: $text; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $pressed; }
QToolButton:checked { background: $selection; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $faint; }
QToolButton[popupMode="1"] { padding-right: 14px; }
QToolButton::menu-indicator { image: none; }

QPushButton { background: $raised; color: $text; border: 1px solid $outline; border-radius: 6px;
  padding: 0 12px; min-height: 26px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $faint; background: $window; border-color: $hairline; }
QPushButton[primary="true"] { background: $accent; color: $accent_text; border-color: $accent; }
QPushButton[primary="true"]:hover { background: $accent_hover; }
QPushButton[primary="true"]:pressed { background: $accent_hover; }
QPushButton[primary="true"]:focus { border-color: $text; }
QPushButton[primary="true"]:disabled { background: $hover; color: $faint; border-color: $hover; }
QPushButton[flat="true"] { background: transparent; border-color: transparent; }
QPushButton[flat="true"]:hover { background: $hover; }
QPushButton[flat="true"]:focus { border-color: $accent; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox {
  background: $sunken; color: $text; border: 1px solid $outline; border-radius: 6px;
  padding: 0 7px; min-height: 26px; selection-background-color: $accent;
  selection-color: $accent_text; placeholder-text-color: $faint; }
QPlainTextEdit, QTextEdit { padding: 4px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QComboBox:focus { border-color: $accent; }
QLineEdit:disabled, QComboBox:disabled { color: $faint; background: $window; }
QLineEdit { lineedit-clear-button-icon: url("$icons/clear.svg"); }
QSpinBox QLineEdit, QDoubleSpinBox QLineEdit { border: none; background: transparent;
  padding: 0 6px; min-height: 20px; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $faint; border-radius: 4px;
  background: $sunken; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
  image: url("$icons/check-light.svg"); }
QCheckBox::indicator:checked:focus { border-color: $text; }
QCheckBox::indicator:disabled { border-color: $hairline; background: $window; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$icons/chevron-down-light.svg"); width: 14px; height: 14px; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-origin: border; width: 22px;
  subcontrol-position: top right; border: none; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-origin: border; width: 22px;
  subcontrol-position: bottom right; border: none; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$icons/chevron-up-light.svg");
  width: 12px; height: 12px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url("$icons/chevron-down-light.svg");
  width: 12px; height: 12px; }
QSpinBox::up-button:hover, QDoubleSpinBox::up-button:hover, QSpinBox::down-button:hover,
QDoubleSpinBox::down-button:hover { background: $hover; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $outline; padding: 4px;
  selection-background-color: $selection; selection-color: $text; }

QAbstractItemView { background: $panel; border: none; outline: none;
  selection-background-color: $selection; selection-color: $text; }
QTableView::item { padding: 4px 8px; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section { background: $panel; color: $muted; border: none;
  border-bottom: 1px solid $hairline; padding: 4px 8px; }

QDockWidget { color: $muted; titlebar-close-icon: none; }
QDockWidget > QWidget { background: $panel; }
QStatusBar { background: $window; color: $muted; border-top: 1px solid $hairline; }
QStatusBar::item { border: none; }

QTabBar { background: $window; border: none; }
QTabBar::tab { background: transparent; color: $muted; border: none; padding: 5px 12px;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $text; background: $hover; }
QTabWidget::pane { border: none; }

QProgressBar { background: $pressed; border: none; border-radius: 2px; max-height: 4px;
  min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QSlider::groove:horizontal { height: 3px; background: $pressed; border-radius: 1px; }
QSlider::sub-page:horizontal { height: 3px; background: $accent; border-radius: 1px; }
QSlider::handle:horizontal { background: $text; width: 10px; height: 10px; margin: -4px 0;
  border-radius: 5px; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: $accent; }
QSlider::handle:horizontal:disabled, QSlider::sub-page:horizontal:disabled { background: $faint; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $outline; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QWidget[scheme="dark"] QCheckBox::indicator:checked { image: url("$icons/check-dark.svg"); }
QWidget[scheme="dark"] QComboBox::down-arrow { image: url("$icons/chevron-down-dark.svg"); }
QWidget[scheme="dark"] QSpinBox::up-arrow, QWidget[scheme="dark"] QDoubleSpinBox::up-arrow {
  image: url("$icons/chevron-up-dark.svg"); }
QWidget[scheme="dark"] QSpinBox::down-arrow, QWidget[scheme="dark"] QDoubleSpinBox::down-arrow {
  image: url("$icons/chevron-down-dark.svg"); }

QFrame[hairline="true"] { background: $hairline; border: none; max-height: 1px; min-height: 1px; }
QWidget[surface="panel"] { background: $panel; }
QWidget[surface="window"] { background: $window; }
QLabel { background: transparent; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="faint"] { color: $faint; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="attention"] { color: $attention; }
QLabel[tone="good"] { color: $good; }
""")


def sheet() -> str:
    """The application's sheet, the same for every scheme: its colours are roles of the palette."""
    colours = {name: f"palette({role})" for name, role in SHEET_ROLES.items()}
    icons = places.resources_dir() / "icons" / "sheet"
    return _SHEET.substitute(colours, icon=ICON, icons=icons.as_posix())
