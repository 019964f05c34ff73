"""The project: its SQLite database, records, queries and undoable operations.

Knows no model, no video file and no window.
"""

from vbert_studio.project.edit import Changed, Operation
from vbert_studio.project.project import Mode, Project, is_project

__all__ = ["Changed", "Mode", "Operation", "Project", "is_project"]
