"""Text to video: what would be seen while this is said, as a filmstrip of visual words."""
