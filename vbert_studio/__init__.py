"""VBERT Studio: videos as sentences of visual words, beside what is said."""

__version__ = "0.1.0"
