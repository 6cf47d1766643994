"""The words of a selection: which partnerships of the shipped data they select."""

import pytest

from geodata import Dataset


def selected(dataset: Dataset, words: str) -> list[str]:
    return dataset.select(q=words).frame["id"].tolist()


@pytest.mark.parametrize("words", ["米国", "America", "USA", "US", "u.s.", "アメリカ", "United States"])
def test_a_word_for_the_united_states_selects_its_partnerships_alone(dataset: Dataset, words: str):
    assert selected(dataset, words) == dataset.select(country="US").frame["id"].tolist()


@pytest.mark.parametrize("words", ["英国", "UK", "Great Britain", "イギリス"])
def test_a_word_for_the_united_kingdom_selects_its_partnerships_alone(dataset: Dataset, words: str):
    assert selected(dataset, words) == dataset.select(country="GB").frame["id"].tolist()


def test_a_part_of_the_united_kingdom_is_not_the_whole(dataset: Dataset):
    scottish = dataset.select(q="Scotland").frame
    assert 0 < len(scottish) < len(dataset.select(country="GB").frame)
    assert set(scottish["partner_admin1"]) == {"Scotland"}


def test_a_country_that_shares_its_name_with_a_state_selects_both(dataset: Dataset):
    found = dataset.select(q="Georgia").frame
    assert set(found["country"]) == {"GE", "US"}


def test_india_is_not_indiana(dataset: Dataset):
    assert set(dataset.select(q="India").frame["country"]) == {"IN"}
    assert "US" in set(dataset.select(q="Indian").frame["country"])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Sapporo-shi", "01100"),
        ("Kyoto City", "26100"),
        ("髙松市", "37201"),
        ("四条畷", "27229"),
        ("飛驒市", "21217"),
        ("葛\U000e0100飾", "13122"),
        ("茅が崎", "14207"),
        ("Misato, Shimane", "32448"),
        ("島根県美郷町", "32448"),
        ("みさとちょう しまね", "32448"),
    ],
)
def test_words_select_one_municipality(dataset: Dataset, words: str, code: str):
    frame = dataset.select(q=words).frame
    ends = frame["municipality_code"].where(
        frame["partner_place"] != f"jp-{code}", frame["partner_place"].str[3:]
    )
    assert set(ends) == {code}


@pytest.mark.parametrize(
    ("words", "prefecture"),
    [("Hyougo-ken", "28"), ("ひょうごけん", "28"), ("宮﨑県", "45"), ("Oosaka-fu", "27"), ("長崎縣", "42")],
)
def test_words_select_a_prefecture_with_its_municipalities(dataset: Dataset, words: str, prefecture: str):
    inside = set(dataset.select(prefecture=prefecture).frame["id"])
    found = dataset.select(q=words).frame
    assert inside <= set(found["id"])
    assert set(found[~found["id"].isin(inside)]["country"]) <= {"JP"}


def test_a_word_in_latin_letters_is_found_at_the_start_of_a_word_only(dataset: Dataset):
    assert "Portland" in set(dataset.select(q="port").frame["partner"])
    assert "Bridgeport" not in set(dataset.select(q="port").frame["partner"])
