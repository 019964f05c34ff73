"""``doctor``: is everything here that the program needs, and what to do if not."""

from vbert_studio.commands.doctor.verb import Examined, doctor

__all__ = ["Examined", "doctor"]
