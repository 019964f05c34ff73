"""A decorated function or method is a command, and no two get into each other's way."""

from __future__ import annotations

import pytest

from vbert_studio.commands.keys import normal_key
from vbert_studio.commands.registry import CommandConflictError, Registry, command, commands_of
from vbert_studio.errors import BugError


class Player:
    """Something with commands."""

    def __init__(self) -> None:
        self.playing = False

    @command("test_player.toggle", title="Play or pause", group="Test", key="F35")
    def toggle(self) -> None:
        """Start or stop.

        The picture stays.

        Args:
            nothing: at all.
        """
        self.playing = not self.playing

    @command("test_player.stop", title="Stop", group="Test", context="test_player")
    def stop(self) -> None:
        """Stop."""
        self.playing = False


class LoudPlayer(Player):
    """Overrides a command without decorating it again."""

    def stop(self) -> None:
        """Stop, loudly."""
        self.playing = False
        self.said = "stop"


def test_methods_are_bound_in_order_of_definition() -> None:
    player = Player()
    toggle, stop = commands_of(player)
    assert (toggle.name, stop.name) == ("test_player.toggle", "test_player.stop")
    assert toggle.key == "F35"
    assert (toggle.context, stop.context) == ("window", "test_player")
    toggle.function()
    assert player.playing


def test_an_overridden_method_keeps_its_command() -> None:
    player = LoudPlayer()
    {c.name: c for c in commands_of(player)}["test_player.stop"].function()
    assert player.said == "stop"


def test_help_is_the_docstring_without_its_sections() -> None:
    toggle = commands_of(Player())[0]
    assert toggle.help == "Start or stop.\n\nThe picture stays."
    assert toggle.summary == "Start or stop."


def _define(registry: Registry, name: str, key: str | None = None, context: str = "window") -> None:
    def function() -> None:
        """Do it."""

    function.__qualname__ = f"{context}.{name}.{len(list(registry))}"
    registry.command(name, title=name, group="G", key=key, context=context)(function)


def test_two_commands_of_one_name_are_refused() -> None:
    registry = Registry()
    _define(registry, "a")
    with pytest.raises(CommandConflictError, match="called 'a'"):
        _define(registry, "a")


def test_a_shell_verb_may_share_its_name_with_a_window_command() -> None:
    registry = Registry()
    _define(registry, "undo")
    _define(registry, "undo", context="shell")
    assert [c.name for c in registry.shell()] == ["undo"]
    assert [c.name for c in registry.window()] == ["undo"]


def test_one_key_in_one_context_is_refused_however_it_is_spelled() -> None:
    registry = Registry()
    _define(registry, "redo", "Ctrl+Shift+Z")
    with pytest.raises(CommandConflictError, match=r"'redo' and 'other' both want Ctrl\+Shift\+Z"):
        _define(registry, "other", "shift+ctrl+z")


def test_one_key_in_two_panels_is_allowed_but_not_beside_the_whole_window() -> None:
    registry = Registry()
    _define(registry, "library.remove", "Delete", "library")
    _define(registry, "timeline.remove", "Delete", "timeline")
    with pytest.raises(CommandConflictError, match="both want Delete"):
        _define(registry, "edit.remove", "Delete")


def test_a_module_loaded_again_replaces_its_commands() -> None:
    registry = Registry()
    for title in ("Old", "New"):

        def verb() -> None:
            """Do it."""

        registry.command("verb", title=title, group="G", key="F1")(verb)
    assert [c.title for c in registry] == ["New"]


def test_a_command_without_help_is_refused() -> None:
    def silent() -> None:
        pass

    with pytest.raises(BugError, match="silent has no docstring"):
        Registry().command("silent", title="Silent", group="G")(silent)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("space", "Space"),
        ("shift+ctrl+z", "Ctrl+Shift+Z"),
        ("Ctrl++", "Ctrl++"),
        ("+", "+"),
        ("ctrl+k, ctrl+s", "Ctrl+K, Ctrl+S"),
        ("Shift+F3", "Shift+F3"),
        ("PgUp", "PgUp"),
    ],
)
def test_keys_have_one_spelling(written: str, normal: str) -> None:
    assert normal_key(written) == normal


@pytest.mark.parametrize("written", ["", "Ctrl+", "Hyper+A"])
def test_what_is_no_key_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        normal_key(written)
