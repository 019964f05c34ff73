"""The illustrator: shapes, foods, tools, hands and surfaces in a flat style with soft shadows."""
