-- The orders that pages are asked for most, so that a page doesn't sort all; an unknown date comes last in both.
CREATE INDEX ON shimai.ties (signed, position);
CREATE INDEX ON shimai.ties (signed DESC NULLS LAST, position);
CREATE INDEX ON shimai.ties (distance_km, position);
CREATE INDEX ON shimai.ties (distance_km DESC NULLS LAST, position);
