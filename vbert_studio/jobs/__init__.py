"""Long work on a project, and the processes that do it."""
