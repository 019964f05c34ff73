"""The library: every video of the project, how far it is, and what is wrong with it."""
