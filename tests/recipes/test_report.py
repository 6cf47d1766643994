"""docs/report builds a report that a reader of PDF finds whole, in both languages, whatever the data hold."""

import re
import runpy
import subprocess
import sys
from dataclasses import dataclass
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

import geodata
from tests.support.paths import ROOT
from tests.support.skipping import skip_or_fail

BUILD = ROOT / "docs" / "report" / "build.py"


@dataclass(frozen=True)
class Read:
    """A report as a program reads it that knows nothing of ours."""

    pdf: PdfReader
    folder: Path

    @cached_property
    def text(self) -> str:
        return "\n".join(page.extract_text() for page in self.pdf.pages)

    def between(self, heading: str, other: str) -> str:
        """Return the text between two headings."""
        return self.text.split(f"\n{heading}\n")[1].split(f"\n{other}\n1. ")[0]


@cache
def program() -> click.Command:
    """The script's command, within this process: to read its modules takes longer than most reports."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(BUILD.parent)
        command = runpy.run_path(str(BUILD))["main"]
    assert isinstance(command, click.Command)
    return command


def build(*parameters: str | Path) -> Result:
    return CliRunner().invoke(program(), [str(one) for one in parameters], catch_exceptions=False)


def read(folder: Path, *parameters: str) -> Read:
    done = build(*parameters, folder)
    return what_is_read(folder, done.exit_code, done.stderr)


def what_is_read(folder: Path, code: int, said: str) -> Read:
    if "the PDF wants WeasyPrint with Pango" in said:
        skip_or_fail("Pango is not installed: it comes with Chromium, by tests/support/install-chromium")
    assert code == 0, said
    return Read(PdfReader(folder / "report.pdf"), folder)


@pytest.fixture(scope="module")
def japanese(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """A report as a user builds it: by a process of its own."""
    folder = tmp_path_factory.mktemp("ja")
    command = [sys.executable, BUILD, "--prefecture", "27", "--lang", "ja", folder]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180)
    return what_is_read(folder, done.returncode, done.stderr)


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Read:
    return read(tmp_path_factory.mktemp("en"), "--prefecture", "27", "--lang", "en")


def test_the_japanese_report_says_it_in_japanese_and_its_text_can_be_searched(japanese):
    for words in (
        "日本の自治体の海外提携：大阪府", "2026年4月時点の公開資料による", "国・地域別",
        "アメリカ合衆国 17 16 0 1 1957年",
        "1957年10月 大阪市 サンフランシスコ市 アメリカ合衆国 姉妹都市", "2018年10月2日", "San Francisco",
        "サンフランシスコ市側は2018年の解消に", "グレーター・マンチェスター",
    ):  # fmt: skip
        assert words in japanese.text, words


def test_the_english_report_says_it_in_english_with_the_japanese_names_beside(english):
    for words in (
        "Japan’s partnerships abroad: Osaka", "as of April 2026", "United States 17 16 0 1 1957",
        "October 1957 Osaka San Francisco United States Sister city", "2 October 2018", "Osaka 大阪市",
        "San Francisco disputes that the", "São Paulo",
    ):  # fmt: skip
        assert words in english.text, words


def test_a_report_lists_every_partnership_of_its_selection_once(japanese, english):
    statuses = geodata.load().select(prefecture="27").frame["status"].value_counts()
    listed = japanese.between("提携の一覧", "出典")
    assert (listed.count("継続中"), listed.count("終了")) == (statuses["active"], statuses["ended"])
    listed = english.between("All partnerships", "Sources")
    assert (listed.count("Active"), listed.count("Ended")) == (statuses["active"], statuses["ended"])
    assert f"\n{statuses.sum()} 32 74 19\n" in english.text


def test_every_source_stands_in_the_list_with_a_link_where_it_has_one(english):
    sources = {
        (source["title"], source["url"])
        for one in geodata.load().select(prefecture="27").frame["sources"]
        for source in one
    }
    listed = (english.folder / "report.md").read_text(encoding="utf-8").split("## Sources")[1]
    assert len(re.findall(r"^\d+\. ", listed, re.MULTILINE)) == len(sources)
    page = (english.folder / "report.html").read_text(encoding="utf-8")
    assert page.count('<a href="http') == len([url for _, url in sources if url])


def test_a_report_names_its_credit_and_the_datas_version(japanese, english):
    version = geodata.load().version
    for one in (japanese, english):
        assert version in one.text.split("GeoNames (CC BY 4.0)")[-1]
        assert "Natural Earth" in one.text
        assert version in one.pdf.metadata["/Creator"]


def test_a_report_is_a4_with_its_language_and_headings_for_screen_readers(japanese):
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in japanese.pdf.pages} == {
        (595, 842)
    }
    root = japanese.pdf.trailer["/Root"]
    assert root["/Lang"] == "ja"
    assert root["/MarkInfo"]["/Marked"]
    (title, sections) = japanese.pdf.outline
    assert title.title == "日本の自治体の海外提携：大阪府"
    assert [one.title for one in sections] == [
        "国・地域別", "最も古い提携", "休止・終了・撤回", "この資料の読み方", "提携の一覧", "出典",
    ]  # fmt: skip


def test_a_year_says_how_many_it_leaves_out_for_want_of_a_date(tmp_path):
    report = read(tmp_path, "--country", "BR", "--year", "1990", "--lang", "ja")
    left_out = geodata.load().facets(country="BR", year=1990).undated_left_out
    assert f"含めていない提携: {left_out}件" in report.text


def test_a_selection_of_nothing_is_a_report_that_says_so(tmp_path):
    assert "No date of signing is known." in read(tmp_path, "--q", "nosuchplaceatall").text


def test_what_the_data_hold_is_text_in_a_report(tmp_path, hostile_data):
    read(tmp_path, "--municipality", "27100", "--data", str(hostile_data))
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    found = Tags()
    found.feed(page)
    assert found.names <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "table", "thead", "tbody",
        "tr", "th", "td", "img", "ol", "ul", "li", "a",
    }  # fmt: skip
    assert found.attributes <= {"lang", "charset", "name", "content", "src", "alt", "href", "style"}
    for words in (
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "{{7*7}}{% raw %}",
        "&lt;img src=x onerror=alert(4)&gt;",
    ):
        assert words in page, words


def test_a_wrong_filter_is_refused_and_what_is_allowed_is_said(tmp_path):
    done = build("--prefecture", "99", tmp_path / "out")
    assert done.exit_code == 2
    assert "--prefecture" in done.stderr
    assert not (tmp_path / "out").exists()


class Tags(HTMLParser):
    """The names of all elements of a page and of their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes.update(name for name, _ in attrs)
