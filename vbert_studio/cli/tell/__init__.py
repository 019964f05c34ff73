"""Results as a person reads them on a terminal; one module per kind of result."""

from vbert_studio.cli.tell.base import tell, tell_error
from vbert_studio.cli.tell.models import tell_checks, tell_models

__all__ = ["tell", "tell_checks", "tell_error", "tell_models"]
