"""What a person chose for the program: settings as data, kept apart from any project.

`known` lists every setting, `file` reads and writes what differs from the defaults.
"""
