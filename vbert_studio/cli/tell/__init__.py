"""Results as a person reads them on a terminal; one module per kind of result."""

from vbert_studio.cli.tell import doctor, jobs, models, projects, read
from vbert_studio.cli.tell.base import tell, tell_error

__all__ = ["doctor", "jobs", "models", "projects", "read", "tell", "tell_error"]
