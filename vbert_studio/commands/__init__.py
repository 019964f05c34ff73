"""What can be done, once: menus, palette, keys, the command line and its page come from here."""
