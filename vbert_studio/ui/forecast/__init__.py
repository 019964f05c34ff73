"""What comes next: several futures as filmstrips, and what came out right."""
