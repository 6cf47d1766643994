-- What queries look at: a partition a version, whose indexes follow from those of the whole.
-- An empty text is NULL here, so that what isn't known sorts last. "C" sorts by code points.

CREATE TABLE shimai.ties (
    number integer NOT NULL,
    position integer NOT NULL,
    id text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    country text COLLATE "C" NOT NULL,
    country_name text COLLATE "C",
    prefecture_code text COLLATE "C",
    municipality_code text COLLATE "C",
    municipality text COLLATE "C",
    municipality_ja text COLLATE "C",
    partner text COLLATE "C",
    partner_ja text COLLATE "C",
    partner_admin1 text COLLATE "C",
    signed text COLLATE "C",
    signed_year smallint,
    ended text COLLATE "C",
    ended_year smallint,
    over_year smallint NOT NULL,
    is_over_unknown boolean NOT NULL,
    as_of text COLLATE "C",
    distance_km double precision NOT NULL,
    draw_rank integer NOT NULL,
    names text COLLATE "C" NOT NULL,
    municipality_point geometry(Point, 4326) NOT NULL,
    partner_point geometry(Point, 4326) NOT NULL,
    line geometry(Geometry, 4326) NOT NULL,
    mercator geometry(Geometry, 3857) NOT NULL,
    feature bytea NOT NULL,
    PRIMARY KEY (number, position),
    UNIQUE (number, id)
) PARTITION BY LIST (number);
COMMENT ON COLUMN shimai.ties.over_year IS 'The last year in force; 9999 where it goes on or is not known';
COMMENT ON COLUMN shimai.ties.draw_rank IS 'A fixed random order: a tile that is full draws the first';
COMMENT ON COLUMN shimai.ties.names IS 'All names, folded as words to search for are';
COMMENT ON COLUMN shimai.ties.line IS 'Split at the antimeridian';
COMMENT ON COLUMN shimai.ties.feature IS 'The GeoJSON Feature as it is sent';

CREATE INDEX ON shimai.ties (country, position);
CREATE INDEX ON shimai.ties (prefecture_code, position);
CREATE INDEX ON shimai.ties (municipality_code, position);
CREATE INDEX ON shimai.ties (signed_year, position);
CREATE INDEX ON shimai.ties (over_year) WHERE over_year < 9999;
CREATE INDEX ON shimai.ties (draw_rank);
CREATE INDEX ON shimai.ties USING gin (names gin_trgm_ops);
CREATE INDEX ON shimai.ties USING gist (line);
CREATE INDEX ON shimai.ties USING gist (mercator);

-- The ties counted by all that facets need, for selections without words, a box or a municipality.
CREATE TABLE shimai.tie_counts (
    number integer NOT NULL,
    country text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    prefecture_code text COLLATE "C",
    signed_year smallint,
    over_year smallint NOT NULL,
    is_over_unknown boolean NOT NULL,
    ties bigint NOT NULL
) PARTITION BY LIST (number);
