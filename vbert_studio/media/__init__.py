"""One file: its times, frames, sound and thumbnails."""
