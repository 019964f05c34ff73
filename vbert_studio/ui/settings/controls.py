"""A control for each kind of setting: a switch, a list of choices, a number."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox, QWidget

from vbert_studio.settings.setting import Setting
from vbert_studio.ui.parts.numbers import padded
from vbert_studio.ui.translation import tr

_WIDTH = 220


class SwitchControl(QObject):
    """On or off."""

    chosen = Signal(object)

    def __init__(self, setting: Setting[bool]) -> None:
        super().__init__()
        self._box = QCheckBox(tr("On"))
        self._box.setAccessibleName(tr(setting.title))
        self._box.setFixedWidth(_WIDTH)
        self._box.toggled.connect(self.chosen.emit)
        self.widget: QWidget = self._box

    def show(self, value: bool) -> None:  # noqa: FBT001 - the value
        """Show a value without telling."""
        with QSignalBlocker(self._box):
            self._box.setChecked(value)


class ChoiceControl(QObject):
    """One of a few."""

    chosen = Signal(object)

    def __init__(self, setting: Setting[str]) -> None:
        super().__init__()
        self._box = QComboBox()
        for choice in setting.choices:
            self._box.addItem(tr(choice.title), choice.value)
        self._box.activated.connect(lambda index: self.chosen.emit(self._box.itemData(index)))
        self.widget: QWidget = _quiet(self._box, setting)

    def show(self, value: str) -> None:
        """Show a value without telling."""
        self._box.setCurrentIndex(self._box.findData(value))


class NumberControl(QObject):
    """A number with its unit."""

    chosen = Signal(object)

    def __init__(self, setting: Setting[float]) -> None:
        super().__init__()
        self._box: QSpinBox | QDoubleSpinBox
        if isinstance(setting.default, int):
            self._box = padded(QSpinBox())
            self._box.setRange(int(setting.least), int(setting.most))
            self._box.setSingleStep(int(setting.step))
        else:
            self._box = padded(QDoubleSpinBox(decimals=1))
            self._box.setRange(setting.least, setting.most)
            self._box.setSingleStep(setting.step)
        self._box.setSuffix(f" {setting.unit}" if setting.unit else "")
        self._box.setKeyboardTracking(False)
        self._box.valueChanged.connect(self.chosen.emit)
        self.widget: QWidget = _quiet(self._box, setting)

    def show(self, value: float) -> None:
        """Show a value without telling."""
        with QSignalBlocker(self._box):
            self._box.setValue(value)  # type: ignore[arg-type]


def control_for(setting: Setting[Any]) -> SwitchControl | ChoiceControl | NumberControl:
    """The control of a setting, showing nothing yet."""
    match setting.kind:
        case "switch":
            return SwitchControl(setting)
        case "choice":
            return ChoiceControl(setting)
        case _:
            return NumberControl(setting)


class _WheelGuard(QObject):
    """Lets the wheel scroll the list instead of changing what happens to lie under the pointer."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Ignored events go to the list."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _quiet(box: QComboBox | QSpinBox | QDoubleSpinBox, setting: Setting[Any]) -> QWidget:
    box.setAccessibleName(tr(setting.title))
    box.setFixedWidth(_WIDTH)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.installEventFilter(_WheelGuard(box))
    return box
