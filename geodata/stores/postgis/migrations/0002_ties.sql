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
    near_names integer NOT NULL,
    far_names integer NOT NULL,
    municipality_point geometry(Point, 4326) NOT NULL,
    partner_point geometry(Point, 4326) NOT NULL,
    cells smallint[] NOT NULL,
    line geometry(Geometry, 4326) NOT NULL,
    mercator geometry(Geometry, 3857) NOT NULL,
    feature bytea NOT NULL,
    PRIMARY KEY (number, position),
    UNIQUE (number, id)
) PARTITION BY LIST (number);
-- Kept apart from what queries compare, which so lies side by side; degrees hardly compress.
ALTER TABLE shimai.ties ALTER line SET STORAGE EXTERNAL, ALTER mercator SET STORAGE EXTERNAL,
    ALTER cells SET STORAGE PLAIN;
COMMENT ON COLUMN shimai.ties.over_year IS 'The last year in force; 9999 where it goes on or is not known';
COMMENT ON COLUMN shimai.ties.draw_rank IS 'A fixed random order: a tile that is full draws the first';
COMMENT ON COLUMN shimai.ties.near_names IS 'The names of the first side, a row of shimai.tie_names';
COMMENT ON COLUMN shimai.ties.far_names IS 'The names of the partner, likewise';
COMMENT ON COLUMN shimai.ties.cells IS 'Squares of 5 degrees that the line passes, and some beside it';
COMMENT ON COLUMN shimai.ties.line IS 'Split at the antimeridian';
COMMENT ON COLUMN shimai.ties.feature IS 'The GeoJSON Feature as it is sent';

CREATE INDEX ON shimai.ties (country, position);
CREATE INDEX ON shimai.ties (prefecture_code, position);
CREATE INDEX ON shimai.ties (municipality_code, position);
CREATE INDEX ON shimai.ties (signed_year, position);
CREATE INDEX ON shimai.ties (over_year) WHERE over_year < 9999;
CREATE INDEX ON shimai.ties (draw_rank);
CREATE INDEX ON shimai.ties (near_names);
CREATE INDEX ON shimai.ties (far_names);
CREATE INDEX ON shimai.ties USING gin (cells);
CREATE INDEX ON shimai.ties USING gist (line);
CREATE INDEX ON shimai.ties USING gist (mercator);

-- Far fewer than ties: the names of a side, joined and folded as words to search for are.
CREATE TABLE shimai.tie_names (
    number integer NOT NULL,
    key integer NOT NULL,
    folded text COLLATE "C" NOT NULL,
    PRIMARY KEY (number, key)
) PARTITION BY LIST (number);
CREATE INDEX ON shimai.tie_names USING gin (folded gin_trgm_ops);

-- The ties counted, for selections without words, a box or a municipality: by all that facets need,
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
CREATE INDEX ON shimai.tie_counts (country);
CREATE INDEX ON shimai.tie_counts (prefecture_code);

-- the same without years, where a known `signed_year` is 0,
CREATE TABLE shimai.tie_counts_undated (
    number integer NOT NULL,
    country text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    prefecture_code text COLLATE "C",
    signed_year smallint,
    ties bigint NOT NULL
) PARTITION BY LIST (number);

-- and without countries and prefectures.
CREATE TABLE shimai.tie_counts_anywhere (
    number integer NOT NULL,
    status text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    signed_year smallint,
    over_year smallint NOT NULL,
    is_over_unknown boolean NOT NULL,
    ties bigint NOT NULL
) PARTITION BY LIST (number);
