-- The published versions: their files byte for byte, and which version is in force.

CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE shimai.versions (
    number integer PRIMARY KEY,
    digest text NOT NULL,
    as_of text NOT NULL,
    partnerships bigint NOT NULL,
    published timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE shimai.versions IS 'The latest versions; a number is never reused';

-- A row at most. To go back by hand: UPDATE shimai.in_force SET number = 41; NOTIFY shimai_published;
CREATE TABLE shimai.in_force (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    number integer NOT NULL REFERENCES shimai.versions,
    since timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION shimai.note_since() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN NEW.since := now(); RETURN NEW; END $$;
CREATE TRIGGER note_since BEFORE UPDATE ON shimai.in_force
    FOR EACH ROW EXECUTE FUNCTION shimai.note_since();

CREATE TABLE shimai.files (
    number integer NOT NULL
        REFERENCES shimai.versions ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    name text NOT NULL,
    part integer NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (number, name, part)
);
COMMENT ON TABLE shimai.files IS 'partnerships.csv, sources.csv and places.csv of each version, in parts';

-- The rows that queries read: one partition for each version, whose indexes follow from those of the parent table.
-- An empty text is NULL here, so that unknown values sort last. COLLATE "C" sorts by code points.

CREATE TABLE shimai.partnerships (
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
    line geometry(Geometry, 4326) NOT NULL,
    feature bytea NOT NULL,
    PRIMARY KEY (number, position),
    UNIQUE (number, id)
) PARTITION BY LIST (number);
-- Stored out of line, so that the columns that queries compare lie side by side; degrees hardly compress.
ALTER TABLE shimai.partnerships ALTER line SET STORAGE EXTERNAL;
COMMENT ON COLUMN shimai.partnerships.over_year IS 'The last year in force; 9999 if still in force or unknown';
COMMENT ON COLUMN shimai.partnerships.draw_rank IS 'A fixed random order; a full tile draws the first ones';
COMMENT ON COLUMN shimai.partnerships.near_names IS 'The names of the first side: a key of shimai.partnership_names';
COMMENT ON COLUMN shimai.partnerships.far_names IS 'The names of the partner: a key of shimai.partnership_names';
COMMENT ON COLUMN shimai.partnerships.line IS 'Split at the antimeridian';
COMMENT ON COLUMN shimai.partnerships.feature IS 'The GeoJSON Feature as sent';

CREATE INDEX ON shimai.partnerships (country, position);
CREATE INDEX ON shimai.partnerships (prefecture_code, position);
CREATE INDEX ON shimai.partnerships (municipality_code, position);
CREATE INDEX ON shimai.partnerships (signed_year, position);
CREATE INDEX ON shimai.partnerships (over_year) WHERE over_year < 9999;
CREATE INDEX ON shimai.partnerships (near_names);
CREATE INDEX ON shimai.partnerships (far_names);
CREATE INDEX ON shimai.partnerships USING gist (line);
-- The most common sort orders, so that a page does not sort all rows; an unknown date comes last in both.
CREATE INDEX ON shimai.partnerships (signed, position);
CREATE INDEX ON shimai.partnerships (signed DESC NULLS LAST, position);
CREATE INDEX ON shimai.partnerships (distance_km, position);
CREATE INDEX ON shimai.partnerships (distance_km DESC NULLS LAST, position);

-- The names of one side, joined and folded as search words are; far fewer rows than partnerships.
CREATE TABLE shimai.partnership_names (
    number integer NOT NULL,
    key integer NOT NULL,
    folded text COLLATE "C" NOT NULL,
    PRIMARY KEY (number, key)
) PARTITION BY LIST (number);
CREATE INDEX ON shimai.partnership_names USING gin (folded gin_trgm_ops);

-- Partnership counts for selections without words, a box or a municipality: by every column that facets need,
CREATE TABLE shimai.partnership_counts (
    number integer NOT NULL,
    country text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    prefecture_code text COLLATE "C",
    signed_year smallint,
    over_year smallint NOT NULL,
    is_over_unknown boolean NOT NULL,
    partnerships bigint NOT NULL
) PARTITION BY LIST (number);
CREATE INDEX ON shimai.partnership_counts (country);
CREATE INDEX ON shimai.partnership_counts (prefecture_code);

-- the same without years, where a known `signed_year` is 0,
CREATE TABLE shimai.partnership_counts_undated (
    number integer NOT NULL,
    country text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    prefecture_code text COLLATE "C",
    signed_year smallint,
    partnerships bigint NOT NULL
) PARTITION BY LIST (number);

-- and without countries and prefectures.
CREATE TABLE shimai.partnership_counts_anywhere (
    number integer NOT NULL,
    status text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    signed_year smallint,
    over_year smallint NOT NULL,
    is_over_unknown boolean NOT NULL,
    partnerships bigint NOT NULL
) PARTITION BY LIST (number);

-- What boxes and tiles compare: narrow rows, which lie closer together than those of shimai.partnerships. The columns that
-- most queries compare come first.

CREATE TABLE shimai.partnership_index (
    number integer NOT NULL,
    position integer NOT NULL,
    id_rank integer NOT NULL,
    random_rank integer NOT NULL,
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
ALTER TABLE shimai.partnership_index
    ALTER coarse SET STORAGE PLAIN, ALTER middle SET STORAGE PLAIN, ALTER fine SET STORAGE PLAIN,
    ALTER line SET STORAGE MAIN;
COMMENT ON COLUMN shimai.partnership_index.id_rank IS 'The position in the order of ids, from 0';
COMMENT ON COLUMN shimai.partnership_index.random_rank IS 'The position in a fixed random order; a full tile draws the first ones';
COMMENT ON COLUMN shimai.partnership_index.coarse IS 'Squares of 10 degrees: 2n beside the line, 2n + 1 on it';
COMMENT ON COLUMN shimai.partnership_index.middle IS 'Squares of 2.5 degrees';
COMMENT ON COLUMN shimai.partnership_index.fine IS 'Squares of 0.5 degrees, in and around Japan alone';

CREATE INDEX ON shimai.partnership_index (id_rank);
CREATE INDEX ON shimai.partnership_index (random_rank);
CREATE INDEX ON shimai.partnership_index (country);
CREATE INDEX ON shimai.partnership_index (status);
CREATE INDEX ON shimai.partnership_index (kind);
CREATE INDEX ON shimai.partnership_index (prefecture_code);
CREATE INDEX ON shimai.partnership_index (municipality_code);
CREATE INDEX ON shimai.partnership_index (signed_year);
CREATE INDEX ON shimai.partnership_index (near_names);
CREATE INDEX ON shimai.partnership_index (far_names);
CREATE INDEX ON shimai.partnership_index USING gin (coarse);
CREATE INDEX ON shimai.partnership_index USING gin (middle);
CREATE INDEX ON shimai.partnership_index USING gin (fine);

-- What tiles draw: the line beside its properties, in the order in which a full tile takes them.
CREATE TABLE shimai.partnership_drawings (
    number integer NOT NULL,
    random_rank integer NOT NULL,
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
    PRIMARY KEY (number, random_rank)
) PARTITION BY LIST (number);
-- In line: a row with its line is shorter than the rows that PostgreSQL stores out of line.
ALTER TABLE shimai.partnership_drawings ALTER mercator SET STORAGE MAIN;
