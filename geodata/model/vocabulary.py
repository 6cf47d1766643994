"""The vocabularies of the data: kinds and statuses, levels, precisions and the 47 prefectures.

Columns with a closed set of values, filters, the command line and the pages take them from here.
"""

from typing import Final

KINDS: Final = (
    "sister_city",
    "friendship_city",
    "hometown",
    "cooperation_agreement",
    "exchange",
    "mutual_aid",
)
STATUSES: Final = ("active", "planned", "suspended", "ended", "cancelled")
NEVER_IN_FORCE: Final = ("planned", "cancelled")
ACTIVE_BEFORE_END: Final = ("suspended", "ended")
"""Statuses of partnerships that were active in the years before the date of their suspension or end."""
EVENT_KINDS: Final = (
    "signing",
    "renewal",
    "anniversary",
    "visit",
    "exchange_program",
    "festival",
    "seminar",
    "reception",
    "study_tour",
    "promotion",
    "support",
    "suspension",
    "withdrawal",
    "announcement",
    "ordinance",
    "other",
)
EVENT_STATUSES: Final = ("held", "planned")
"""`planned`: the source tells of a plan, and none tells that it was held."""
LEVELS: Final = ("municipality", "county", "region", "country", "institution")
PRECISIONS: Final = ("office", "seat", "area", "country")

PREFECTURES: Final[dict[str, tuple[str, str]]] = {
    "01": ("Hokkaido", "北海道"),
    "02": ("Aomori", "青森県"),
    "03": ("Iwate", "岩手県"),
    "04": ("Miyagi", "宮城県"),
    "05": ("Akita", "秋田県"),
    "06": ("Yamagata", "山形県"),
    "07": ("Fukushima", "福島県"),
    "08": ("Ibaraki", "茨城県"),
    "09": ("Tochigi", "栃木県"),
    "10": ("Gunma", "群馬県"),
    "11": ("Saitama", "埼玉県"),
    "12": ("Chiba", "千葉県"),
    "13": ("Tokyo", "東京都"),
    "14": ("Kanagawa", "神奈川県"),
    "15": ("Niigata", "新潟県"),
    "16": ("Toyama", "富山県"),
    "17": ("Ishikawa", "石川県"),
    "18": ("Fukui", "福井県"),
    "19": ("Yamanashi", "山梨県"),
    "20": ("Nagano", "長野県"),
    "21": ("Gifu", "岐阜県"),
    "22": ("Shizuoka", "静岡県"),
    "23": ("Aichi", "愛知県"),
    "24": ("Mie", "三重県"),
    "25": ("Shiga", "滋賀県"),
    "26": ("Kyoto", "京都府"),
    "27": ("Osaka", "大阪府"),
    "28": ("Hyogo", "兵庫県"),
    "29": ("Nara", "奈良県"),
    "30": ("Wakayama", "和歌山県"),
    "31": ("Tottori", "鳥取県"),
    "32": ("Shimane", "島根県"),
    "33": ("Okayama", "岡山県"),
    "34": ("Hiroshima", "広島県"),
    "35": ("Yamaguchi", "山口県"),
    "36": ("Tokushima", "徳島県"),
    "37": ("Kagawa", "香川県"),
    "38": ("Ehime", "愛媛県"),
    "39": ("Kochi", "高知県"),
    "40": ("Fukuoka", "福岡県"),
    "41": ("Saga", "佐賀県"),
    "42": ("Nagasaki", "長崎県"),
    "43": ("Kumamoto", "熊本県"),
    "44": ("Oita", "大分県"),
    "45": ("Miyazaki", "宮崎県"),
    "46": ("Kagoshima", "鹿児島県"),
    "47": ("Okinawa", "沖縄県"),
}
"""JIS X 0401 code -> (name in English, name in Japanese)."""

PREFECTURE_CAPITALS: Final[dict[str, str]] = {
    "01": "01100", "02": "02201", "03": "03201", "04": "04100", "05": "05201", "06": "06201",
    "07": "07201", "08": "08201", "09": "09201", "10": "10201", "11": "11100", "12": "12100",
    "13": "13104", "14": "14100", "15": "15100", "16": "16201", "17": "17201", "18": "18201",
    "19": "19201", "20": "20201", "21": "21201", "22": "22100", "23": "23100", "24": "24201",
    "25": "25201", "26": "26100", "27": "27100", "28": "28100", "29": "29201", "30": "30201",
    "31": "31201", "32": "32201", "33": "33100", "34": "34100", "35": "35203", "36": "36201",
    "37": "37201", "38": "38201", "39": "39201", "40": "40130", "41": "41201", "42": "42201",
    "43": "43100", "44": "44201", "45": "45201", "46": "46201", "47": "47201",
}  # fmt: skip
"""JIS X 0401 code -> JIS X 0402 code of the municipality of the prefecture's office."""
