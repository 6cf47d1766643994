"""Great circles, the antimeridian, extents and intersection."""
