"""Commands as actions: menus, tool bar, keys, palette and cheat sheet from one registry."""
