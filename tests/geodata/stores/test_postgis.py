"""A database as a store: what is published is what is read, and a failed publication changes nothing."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import psycopg
import pytest

import geodata
from geodata import DataError, Selection
from geodata.dataset.tables import TextTables
from geodata.model.shipped import shipped_data
from geodata.stores import versions
from geodata.stores.address import DatabaseAddress, DatabaseBusyError, DatabaseUnavailableError
from geodata.stores.folder import read_text_tables
from geodata.stores.postgis import (
    Database,
    DatabaseRepository,
    PostgisStore,
    exclusively,
    publish,
    read_database_texts,
)
from tests.support.labelled_data import label_of, labelled_tables
from tests.support.paths import ROOT
from tests.support.postgis_server import PASSWORD


@pytest.fixture
def address(database: str) -> DatabaseAddress:
    return DatabaseAddress(database)


def ask(address: DatabaseAddress, question: str) -> list[tuple]:
    with psycopg.connect(address.url, autocommit=True) as connection:
        return connection.execute(question).fetchall()


def numbers(address: DatabaseAddress) -> list[int]:
    return [number for (number,) in ask(address, "SELECT number FROM shimai.versions ORDER BY number")]


def tables_left(address: DatabaseAddress) -> set[str]:
    rows = ask(address, "SELECT relname FROM pg_class WHERE relname ~ '^partnership(s|_counts)_[0-9]+$'")
    return {name for (name,) in rows}


def test_the_shipped_data_make_the_same_dataset_from_a_database_as_from_a_folder(address, tmp_path):
    shipped = read_text_tables(shipped_data())
    name = publish(address, shipped)
    assert name == versions.publish(tmp_path, shipped)
    ours, theirs = geodata.load(address.url), geodata.load(tmp_path)
    assert ours.version == theirs.version == name.partition("-")[2]
    assert ours.frame.equals(theirs.frame)
    assert ours.places.equals(theirs.places)
    back = read_database_texts(address)
    assert back.partnerships.equals(shipped.partnerships)
    assert back.sources.equals(shipped.sources)
    assert back.places.equals(shipped.places)


def test_the_same_again_changes_nothing(address):
    assert publish(address, labelled_tables("one")) == publish(address, labelled_tables("one"))
    assert numbers(address) == [1]


def test_the_last_three_versions_stay_and_an_older_one_can_be_put_in_force_by_hand(address):
    names = [publish(address, labelled_tables(label)) for label in ("one", "two", "three", "four")]
    assert names[3].startswith("000004-")
    assert numbers(address) == [2, 3, 4]
    assert tables_left(address) == {
        f"{table}_{n}" for table in ("partnerships", "partnership_counts") for n in (2, 3, 4)
    }
    ask(address, "UPDATE shimai.in_force SET number = 2 RETURNING number")
    assert label_of(address) == "two"
    assert publish(address, labelled_tables("five")).startswith("000005-")
    assert label_of(address) == "five"
    assert numbers(address) == [3, 4, 5]


def test_a_version_that_is_being_read_stays_until_the_next_publication(address):
    for label in ("one", "two", "three"):
        publish(address, labelled_tables(label))
    with psycopg.connect(address.url) as reader:
        reader.execute("SELECT count(*) FROM shimai.partnerships_1")
        publish(address, labelled_tables("four"))
        assert numbers(address) == [1, 2, 3, 4]
    publish(address, labelled_tables("five"))
    assert numbers(address) == [3, 4, 5]


@pytest.mark.parametrize(
    "text", ["a\rb", "a\r\nb", ' "quoted", ', "'=1+1", "\t", "NA", "𠮟る", "\\N", "a\\b"]
)
def test_any_text_comes_back_as_it_was(address, text):
    tables = labelled_tables("one")
    publish(address, TextTables(tables.partnerships.assign(note=text), tables.sources, tables.places))
    assert read_database_texts(address).partnerships["note"].tolist() == [text] * 4


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "sister"}, "row 2, column kind: 'sister'"),
        ({"municipality_code": "99999"}, "no place 'jp-99999' in places.csv"),
        ({"note": pd.Series(["", "", "a\ud800b", ""], dtype=object)}, "row 4, column note"),
    ],
)
def test_tables_with_faults_are_refused_and_the_old_version_stays(address, change, said):
    publish(address, labelled_tables("old"))
    tables = labelled_tables("new")
    with pytest.raises(DataError, match=said):
        publish(address, TextTables(tables.partnerships.assign(**change), tables.sources, tables.places))
    assert label_of(address) == "old"
    assert numbers(address) == [1]


def test_a_publication_that_the_database_stops_half_way_leaves_nothing(address):
    publish(address, labelled_tables("old"))
    forbid = "CREATE FUNCTION forbid() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE disk_full; END $$"
    with psycopg.connect(address.url, autocommit=True) as connection:
        connection.execute(forbid)
        connection.execute(
            "CREATE TRIGGER forbid BEFORE UPDATE ON shimai.in_force FOR EACH ROW EXECUTE FUNCTION forbid()"
        )
        with pytest.raises(DatabaseUnavailableError, match="disk_full"):
            publish(address, labelled_tables("new"))
        assert label_of(address) == "old"
        assert tables_left(address) == {"partnerships_1", "partnership_counts_1"}
        connection.execute("DROP TRIGGER forbid ON shimai.in_force")
    publish(address, labelled_tables("new"))
    assert label_of(address) == "new"


def test_two_who_import_at_once_wait_for_each_other_and_no_row_is_lost(address):
    publish(address, labelled_tables("one"))

    def add_a_row(id_: str) -> None:
        with exclusively(address):
            tables = read_database_texts(address)
            row = tables.partnerships.head(1).assign(id=id_)
            partnerships = pd.concat([tables.partnerships, row], ignore_index=True)
            publish(address, TextTables(partnerships, tables.sources, tables.places))

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(add_a_row, ["a", "b", "c"]))
    assert {"a", "b", "c"} < set(geodata.load(address).frame["id"])


def test_waiting_for_another_import_ends_with_a_sentence(address):
    entered, done = threading.Event(), threading.Event()

    def hold() -> None:
        with exclusively(address):
            entered.set()
            done.wait(30)

    with ThreadPoolExecutor(1) as threads:
        holding = threads.submit(hold)
        assert entered.wait(30)
        with (
            pytest.raises(DatabaseBusyError, match=r"has been writing here for 0\.1 seconds"),
            exclusively(address, seconds=0.1),
        ):
            pass
        done.set()
        holding.result()


def test_a_database_without_data_says_so(address):
    with pytest.raises(DatabaseUnavailableError, match="nothing has been published here yet"):
        geodata.load(address)


def test_a_database_that_a_newer_program_has_changed_is_left_alone(address):
    publish(address, labelled_tables("one"))
    ask(address, "INSERT INTO shimai.migrations (name) VALUES ('9999_future') RETURNING name")
    with pytest.raises(DatabaseUnavailableError, match="9999_future"):
        publish(address, labelled_tables("two"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda url: url.replace("127.0.0.1", "nowhere.invalid"), "nowhere.invalid"),
        (lambda url: url.replace(f"{PASSWORD}@", f"{PASSWORD}x@"), "password authentication failed"),
        (lambda url: url.replace(f"{PASSWORD}@127", f"{PASSWORD}@x@127"), "as %40"),
        (lambda url: url.replace(f"{PASSWORD}@127.0.0.1", f"{PASSWORD}@[::1"), "no address of a database"),
        (lambda url: f"{url}?nosuch={PASSWORD}", "no address of a database"),
        (lambda url: url.rpartition("/")[0] + "/nosuch", 'database "nosuch" does not exist'),
    ],
)
def test_what_is_wrong_with_a_database_is_said_in_one_line_without_the_password(database, change, said):
    with pytest.raises(DatabaseUnavailableError, match=said) as caught:
        geodata.load(change(database))
    shown = f"{caught.value} {caught.value!r} {caught.value.address!r}"
    assert PASSWORD not in shown
    assert "\n" not in str(caught.value)


def test_the_roles_of_the_documentation_suffice_one_to_publish_and_one_to_read(address):
    documented = (ROOT / "docs" / "postgis.md").read_text(encoding="utf-8")
    commands = documented.partition("\\c shimai\n")[2].partition("```")[0]
    name = address.url.rpartition("/")[2]
    with psycopg.connect(address.url, autocommit=True) as connection:
        connection.execute("DROP EXTENSION postgis; DROP EXTENSION pg_trgm")
        connection.execute(commands.replace("DATABASE shimai", f"DATABASE {name}").encode())
        connection.execute(
            f"ALTER ROLE editor PASSWORD '{PASSWORD}'; ALTER ROLE reader PASSWORD '{PASSWORD}'"
        )
    editor, reader = (
        DatabaseAddress(address.url.replace("//shimai:", f"//{role}:")) for role in ("editor", "reader")
    )
    for label in ("one", "two"):
        publish(editor, labelled_tables(label))
    assert label_of(reader) == "two"
    database = Database(reader)
    version = database.version()
    assert version is not None
    assert PostgisStore(database, version).facets(Selection()).total == 4
    database.close()
    with pytest.raises(DatabaseUnavailableError, match="permission denied"):
        publish(reader, labelled_tables("three"))


def test_a_question_that_takes_too_long_is_given_up(address):
    publish(address, labelled_tables("one"))
    database = Database(address)
    version = database.version()
    assert version is not None
    with psycopg.connect(address.url) as other:
        other.execute("LOCK TABLE shimai.partnerships_1")
        with pytest.raises(DatabaseUnavailableError, match="statement timeout"):
            PostgisStore(database, version).page(Selection())
    assert len(PostgisStore(database, version).page(Selection())) == 4
    database.close()


def test_a_version_that_has_been_removed_gives_no_answer_of_another_one(address):
    publish(address, labelled_tables("one"))
    database = Database(address)
    version = database.version()
    assert version is not None
    store = PostgisStore(database, version)
    publish(address, labelled_tables("two"))
    assert b'"note":"one"' in store.page(Selection())[0]
    for label in ("three", "four"):
        publish(address, labelled_tables(label))
    with pytest.raises(DatabaseUnavailableError, match="has been removed"):
        store.page(Selection())
    database.close()


def test_a_version_of_an_older_program_is_read_but_asked_only_once_it_is_imported_again(address):
    publish(address, labelled_tables("one"))
    with psycopg.connect(address.url, autocommit=True) as connection:
        connection.execute("DROP TABLE shimai.partnership_index_1")
    assert label_of(address) == "one"
    repository = DatabaseRepository(address)
    with pytest.raises(DatabaseUnavailableError, match="published by an older Shimai; import it again"):
        repository.store(0)
    publish(address, labelled_tables("one"))
    assert numbers(address) == [1, 2]
    store = repository.store(0)
    assert store is not None
    assert store.facets(Selection.of({"bbox": "100,0,180,60"})).total == 4


def test_a_folders_store_needs_no_driver_of_a_database(tmp_path: Path):
    import subprocess
    import sys

    code = "import sys, geodata, api.app; geodata.load(); sys.exit('psycopg' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
