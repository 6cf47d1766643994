-- What has been published: the files byte for byte, and which version is in force.

CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE shimai.versions (
    number integer PRIMARY KEY,
    digest text NOT NULL,
    as_of text NOT NULL,
    ties bigint NOT NULL,
    published timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE shimai.versions IS 'The last versions; a number is never used again';

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
