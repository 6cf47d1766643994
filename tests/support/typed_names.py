"""Names as people type them, and what is found first: by the search box, and by geocoding."""

from typing import Final, NamedTuple


class TypedName(NamedTuple):
    """What a text means.

    open: the key of the first suggestion of the search box; "" for a town that has no partnership.
    label: the label of the geocoded place.
    """

    text: str
    open: str
    label: str


TYPED_NAMES: Final = (
    TypedName("ひろしま", "prefectures/34", "Hiroshima, Hiroshima, JP"),
    TypedName("ヒロシマ", "prefectures/34", "Hiroshima, Hiroshima, JP"),
    TypedName("Oosaka", "prefectures/27", "Osaka, Osaka, JP"),
    TypedName("Hyougo", "prefectures/28", "Hyogo Prefecture, Hyogo, JP"),
    TypedName("Sapporo-shi", "places/jp-01100", "Sapporo, Hokkaido, JP"),
    TypedName("Kyoto City", "places/jp-26100", "Kyoto, Kyoto, JP"),
    TypedName("髙松", "places/jp-37201", "Takamatsu, Kagawa, JP"),
    TypedName("宮﨑", "prefectures/45", "Miyazaki, Miyazaki, JP"),
    TypedName("四条畷", "places/jp-27229", "Shijonawate, Osaka, JP"),
    TypedName("飛驒", "places/jp-21217", "Hida, Gifu, JP"),
    TypedName("葛\U000e0100城", "", "Katsuragi, Nara, JP"),
    TypedName("葛\U000e0100飾", "places/jp-13122", "Katsushika, Tokyo, JP"),
    TypedName("茅が崎", "places/jp-14207", "Chigasaki, Kanagawa, JP"),
    TypedName("カ\u3099ーナ", "countries/GH", "Ghana, GH"),
    TypedName("米国", "countries/US", "United States, US"),
    TypedName("英国", "countries/GB", "United Kingdom, GB"),
    TypedName("America", "countries/US", "United States, US"),
    TypedName("USA", "countries/US", "United States, US"),
    TypedName("UK", "countries/GB", "United Kingdom, GB"),
    TypedName("US", "countries/US", "United States, US"),
    TypedName("Misato, Shimane", "places/jp-32448", "Misato, Shimane, JP"),
)
