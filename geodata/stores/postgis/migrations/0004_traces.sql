-- Boxes and tiles look at rows of their own, which lie closer together than the ties with all their texts.
-- What most questions compare comes first. A version that was published before has none: it is asked again
-- once it has been imported anew.

CREATE TABLE shimai.tie_traces (
    number integer NOT NULL,
    position integer NOT NULL,
    by_id integer NOT NULL,
    by_chance integer NOT NULL,
    municipality_point geometry(Point, 4326) NOT NULL,
    partner_point geometry(Point, 4326) NOT NULL,
    country text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    prefecture_code text COLLATE "C",
    municipality_code text COLLATE "C",
    signed text COLLATE "C",
    signed_year smallint,
    ended text COLLATE "C",
    over_year smallint NOT NULL,
    is_over_unknown boolean NOT NULL,
    near_names integer NOT NULL,
    far_names integer NOT NULL,
    coarse smallint[] NOT NULL,
    middle smallint[] NOT NULL,
    fine smallint[] NOT NULL,
    line geometry(Geometry, 4326) NOT NULL,
    PRIMARY KEY (number, position)
) PARTITION BY LIST (number);
ALTER TABLE shimai.tie_traces
    ALTER coarse SET STORAGE PLAIN, ALTER middle SET STORAGE PLAIN, ALTER fine SET STORAGE PLAIN,
    ALTER line SET STORAGE MAIN;
COMMENT ON COLUMN shimai.tie_traces.by_id IS 'The place in the order of ids, from 0 on';
COMMENT ON COLUMN shimai.tie_traces.by_chance IS 'The place in a fixed random order: a full tile draws the first';
COMMENT ON COLUMN shimai.tie_traces.coarse IS 'Squares of 10 degrees: 2n beside the line, 2n + 1 on it';
COMMENT ON COLUMN shimai.tie_traces.middle IS 'Squares of 2.5 degrees';
COMMENT ON COLUMN shimai.tie_traces.fine IS 'Squares of 0.5 degrees, in and around Japan alone';

CREATE INDEX ON shimai.tie_traces (by_id);
CREATE INDEX ON shimai.tie_traces (by_chance);
CREATE INDEX ON shimai.tie_traces (country);
CREATE INDEX ON shimai.tie_traces (status);
CREATE INDEX ON shimai.tie_traces (kind);
CREATE INDEX ON shimai.tie_traces (prefecture_code);
CREATE INDEX ON shimai.tie_traces (municipality_code);
CREATE INDEX ON shimai.tie_traces (signed_year);
CREATE INDEX ON shimai.tie_traces (near_names);
CREATE INDEX ON shimai.tie_traces (far_names);
CREATE INDEX ON shimai.tie_traces USING gin (coarse);
CREATE INDEX ON shimai.tie_traces USING gin (middle);
CREATE INDEX ON shimai.tie_traces USING gin (fine);

-- What tiles draw, line and properties side by side, in the order in which a full tile takes them.
CREATE TABLE shimai.tie_drawings (
    number integer NOT NULL,
    by_chance integer NOT NULL,
    id text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    municipality text COLLATE "C",
    municipality_ja text COLLATE "C",
    partner text COLLATE "C",
    partner_ja text COLLATE "C",
    country text COLLATE "C" NOT NULL,
    signed_year smallint,
    ended_year smallint,
    mercator geometry(Geometry, 3857) NOT NULL,
    PRIMARY KEY (number, by_chance)
) PARTITION BY LIST (number);
-- Degrees hardly compress; a row with its line is shorter than those that are kept in parts.
ALTER TABLE shimai.tie_drawings ALTER mercator SET STORAGE MAIN;

-- They have gone there.
ALTER TABLE shimai.ties DROP COLUMN cells, DROP COLUMN mercator;
DROP INDEX shimai.ties_draw_rank_idx;
