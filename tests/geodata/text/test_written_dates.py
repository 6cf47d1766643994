"""Dates as people write them: one certain date, an unknown one, or a fault that says what to write."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.text.written_dates import WrittenDateError, parse_written_date


@pytest.mark.parametrize(
    "text",
    [
        "1959/11/17", "1959.11.17", "1959-11-17", "１９５９／１１／１７", " 1959 / 11 / 17 ", "1959 11 17",
        "1959年11月17日", "1959 年 11 月 17 日", "昭和34年11月17日", "昭和３４年１１月１７日",
        "昭和 34 年 11 月 17 日",
        "S34.11.17", "Ｓ34.11.17", "S34/11/17", "s34-11-17", "S. 34. 11. 17", "昭34.11.17", "㍼34.11.17",
        "昭和三十四年十一月十七日", "一九五九年十一月十七日", "千九百五十九年十一月十七日",
        "1959年（昭和34年）11月17日", "昭和34年(1959年)11月17日", "1959(昭和34)年11月17日", "S34(1959).11.17",
        "1959年11月17日(昭和34年)", "1959.11.17 (S34.11.17)",
        "1959/11/17(火)", "1959年11月17日（火曜日）", "Tuesday, 17 November 1959", "1959-11-17 (Tue)",
        "Nov. 17, 1959", "November 17 1959", "November 17th, 1959", "17 November 1959", "17 Nov 1959",
        "17-Nov-1959", "17TH OF NOVEMBER 1959", "1959 Nov 17",
        "19591117", "19591117.0", "1959-11-17T00:00:00Z", "1959-11-17 00:00:00", "1959/11/17 9:30",
        "1959-11-17T00:00:00.000+09:00", "1959年11月17日 14:00", "21871", "21871.0", "21871.5", "17/11/1959",
        "11/17/1959", "17.11.1959",
    ],
)  # fmt: skip
def test_every_way_to_write_17_november_1959_is_understood(text):
    assert parse_written_date(text) == "1959-11-17"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1959年11月", "1959-11"), ("1959/11", "1959-11"), ("1959.11", "1959-11"), ("11/1959", "1959-11"),
        ("Nov 1959", "1959-11"), ("November, 1959", "1959-11"), ("昭和34年11月", "1959-11"),
        ("S34.11", "1959-11"),
        ("1959", "1959"), ("1959.0", "1959"), ("1959年", "1959"), ("昭和34年", "1959"), ("S34", "1959"),
        ("Showa 34", "1959"), ("1959(昭和34)", "1959"),
        ("平成元年", "1989"), ("平成元年5月1日", "1989-05-01"), ("H1.5.1", "1989-05-01"),
        ("H元.5.1", "1989-05-01"),
        ("令和7年12月", "2025-12"), ("R7.12.3", "2025-12-03"), ("令和元年五月一日", "2019-05-01"),
        ("明治40年6月1日", "1907-06-01"), ("M40", "1907"), ("大正10年", "1921"), ("T10.4.2", "1921-04-02"),
        ("二〇〇五年八月", "2005-08"), ("2005/08/22(月)", "2005-08-22"), ("05/05/1959", "1959-05-05"),
        ("1 May 2004", "2004-05-01"), ("2 Sept. 1985", "1985-09-02"), ("29 Feb 2004", "2004-02-29"),
    ],
)  # fmt: skip
def test_a_date_is_as_precise_as_it_is_written(text, edtf):
    assert parse_written_date(text) == edtf


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "　",
        "不明",
        "未詳",
        "未定",
        "未定?",
        "-",
        "－",
        "―",
        "ー",
        "n/a",
        "N/A",
        "Unknown",
        "TBD",
        "？",
    ],
)
def test_words_for_an_unknown_date_give_none(text):
    assert parse_written_date(text) == ""


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("明治45年7月30日", "1912-07-30"),
        ("大正元年7月30日", "1912-07-30"),
        ("大正15年12月25日", "1926-12-25"),
        ("昭和元年12月25日", "1926-12-25"),
        ("昭和64年1月7日", "1989-01-07"),
        ("昭和64年1月", "1989-01"),
        ("平成元年1月8日", "1989-01-08"),
        ("平成元年1月", "1989-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("令和元年5月1日", "2019-05-01"),
        ("令和元年", "2019"),
    ],
)
def test_an_era_holds_its_first_and_its_last_day(text, edtf):
    assert parse_written_date(text) == edtf


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("昭和64年1月8日", "昭和 ended on 1989-01-07 and 平成 had begun; write 平成元年1月8日 or 1989-01-08"),
        ("昭和65年", "昭和 ended on 1989-01-07 and 平成 had begun; write 平成2年 or 1990"),
        ("平成31年5月1日", "平成 ended on 2019-04-30 and 令和 had begun; write 令和元年5月1日 or 2019-05-01"),
        ("H31.5", "平成 ended on 2019-04-30 and 令和 had begun; write 令和元年5月 or 2019-05"),
        ("大正16年", "大正 ended on 1926-12-25 and 昭和 had begun; write 昭和2年 or 1927"),
        ("令和元年4月30日", "令和 began only on 2019-05-01; write 平成31年4月30日 or 2019-04-30"),
        ("平成0年", "the years of an era begin with 1: write 平成元年 or 1989"),
        ("明治3年5月", "months were those of the moon; write the western date"),
        ("元年5月1日", "元 is no year without its era"),
        ("34.11.17", "34 is no year without its era or century"),
        ("59/11/17", "write it with four digits, as 1959-11-17"),
        ("2023年2月30日", "there is no day 30 in 2023-02"),
        ("29 Feb 2005", "there is no day 29 in 2005-02"),
        ("1959/13/01", "there is no month 13"),
        ("13/13/1959", "there is no month 13"),
        ("1799", "1799 is not a year from 1800 to 2100"),
        ("2101年", "2101 is not a year from 1800 to 2100"),
        ("99999", "2173 is not a year from 1800 to 2100"),
        ("03/04/1959", "not certain which number is the month; write 1959-04-03 or 1959-03-04"),
        ("1959.1", "spreadsheets cut 1959.10 to 1959.1, so the month is not certain"),
        ("1959年頃", "write the year alone, as 1959, and keep '頃' in the note"),
        ("約1959年", "keep '約' in the note"),
        ("ca. 1959", "keep 'ca.' in the note"),
        ("about 1959", "keep 'about' in the note"),
        ("1959?", "keep '?' in the note"),
        ("1950年代", "a decade is not a date"),
        ("the 1950s", "a decade is not a date"),
        ("昭和34年度", "a fiscal year lies in two years"),
        ("1959年以前", "a date can't be before or after one"),
        ("before 1959", "a date can't be before or after one"),
        ("1959/11/17(再締結)", "'再締結' in brackets is no part of a date; move it to the note"),
        ("1959/11/17(再締結)", "and write 1959-11-17"),
        ("1984 (renewed 2004)", "move it to the note and write 1984"),
        ("1959年(昭和35年)11月17日", "it says two dates, 1959-11-17 and 1960-11-17"),
        ("1959/11/17、1979/3/1", "this is not a date; write 1959-11-17, 1959-11 or 1959, or nothing"),
        ("hello", "this is not a date"),
        ("(", "this is not a date"),
        ("195911", "this is not a date"),
    ],
)  # fmt: skip
def test_what_is_not_one_certain_date_is_a_fault_that_says_what_to_write(text, advice):
    with pytest.raises(WrittenDateError) as error:
        parse_written_date(text)
    assert error.value.text == text
    assert advice in error.value.advice
    assert str(error.value) == f"{text!r}: {error.value.advice}"


ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
FIRST_YEARS = {"昭和": 1926, "平成": 1989, "令和": 2019}


def era_of(day: date) -> str:
    if day >= date(2019, 5, 1):
        return "令和"
    return "平成" if day >= date(1989, 1, 8) else "昭和"


def kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (
        ("" if tens < 2 else "〇一二三四五六七八九"[tens])
        + "十" * (tens > 0)
        + "〇一二三四五六七八九"[ones] * (ones > 0)
    )


def era_year(day: date) -> int:
    return day.year - FIRST_YEARS[era_of(day)] + 1


# The first day whose serial number has the five digits that tell it from a year.
days = st.dates(date(1927, 5, 18), date(2100, 12, 31))


@given(days)
def test_a_day_written_in_any_style_parses_back_to_itself(day):
    era, year, english = era_of(day), era_year(day), ENGLISH[day.month - 1]
    styles = [
        f"{day:%Y/%m/%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.isoformat()}T00:00:00Z",
        f"{era}{year}年{day.month}月{day.day}日",
        f"{era[0]}{year}.{day.month}.{day.day}",
        f"{day.year}年({era}{year}年){day.month}月{day.day}日",
        f"{era}{kanji(year)}年{kanji(day.month)}月{kanji(day.day)}日",
        f"{day.day} {english} {day.year}",
        f"{english[:3]}. {day.day}, {day.year}",
        f"{day.day:02}-{english[:3]}-{day.year}",
        f"{day.day}/{day.month}/{day.year}" if day.day > 12 else day.isoformat(),
        str((day - date(1899, 12, 30)).days),
        f"{day:%Y/%m/%d}({'月火水木金土日'[day.weekday()]})",
    ]
    assert {style: parse_written_date(style) for style in styles} == dict.fromkeys(styles, day.isoformat())


@given(days)
def test_a_month_or_a_year_written_in_any_style_parses_back_to_itself(day):
    era, year, english = era_of(day.replace(day=28)), era_year(day.replace(day=28)), ENGLISH[day.month - 1]
    months = [
        f"{day.year}年{day.month}月",
        f"{day:%Y/%m}",
        f"{era}{year}年{day.month}月",
        f"{english} {day.year}",
    ]
    assert {style: parse_written_date(style) for style in months} == dict.fromkeys(months, f"{day:%Y-%m}")
    years = [f"{day.year}", f"{day.year}年", f"{day.year}.0", f"{era}{year}年", f"{era}{kanji(year)}年"]
    assert {style: parse_written_date(style) for style in years} == dict.fromkeys(years, f"{day.year}")


@given(st.text(alphabet="0123456789年月日昭和平成元SHR./-() 　火~?novTZ:", max_size=14))
def test_any_other_text_gives_a_date_nothing_or_a_fault(text):
    with suppress(WrittenDateError):
        found = parse_written_date(text)
        assert parse_written_date(found) == found
