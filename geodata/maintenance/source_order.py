"""The order of sources that disagree: whose word on a date, a kind or an ending counts more."""

import re
from enum import IntEnum
from urllib.parse import urlsplit

from geodata.importing.import_record import RecordSource


class Authority(IntEnum):
    """Kinds of sources, the most trustworthy first."""

    GOVERNMENT = 0
    EMBASSY = 1
    NEWSPAPER = 2
    COPY = 3


_HOSTS = {
    "abilenecityhall.com": Authority.GOVERNMENT,
    "bungo-ohno.jp": Authority.GOVERNMENT,
    "dietzhoelztal.de": Authority.GOVERNMENT,
    "findlayohio.com": Authority.GOVERNMENT,
    "fuji-oyama.jp": Authority.GOVERNMENT,
    "hamamatsunogenki.hamazo.tv": Authority.GOVERNMENT,
    "japan.changning.net": Authority.GOVERNMENT,
    "kelowna.ca": Authority.GOVERNMENT,
    "kesennuma.miyagi.jp": Authority.GOVERNMENT,
    "largo.com": Authority.GOVERNMENT,
    "seoul-nagasaki.com": Authority.GOVERNMENT,
    "shnagasaki.com.cn": Authority.GOVERNMENT,
    "news.suwon.go.kr": Authority.NEWSPAPER,
    "chiyomatsu51.com": Authority.COPY,
    "hiromichi-m.net": Authority.COPY,
    "isajigo.com": Authority.COPY,
    "iwata.jcpweb.net": Authority.COPY,
    "katagiri-akihiro.net": Authority.COPY,
    "kyoukita.jp": Authority.COPY,
    "miyamoto-shinichi.net": Authority.COPY,
    "nagami-kazuo.jp": Authority.COPY,
}
"""Hosts whose names do not tell what they are: towns' and prefectures' own, a newspaper's, politicians'."""
_GOVERNMENT_HOST = re.compile(
    r"(^|\.)clair\.or\.jp$|(^|\.)clairparis\.org$|(^|\.)jlgc\.org\.au$|(^|\.)lg\.jp$|(^|\.)(city|town|vill|pref|metro)[.-]|(^|\.)webtown\.|(^|\.)cityof"
    r"|\.(gov|govt|go)(\.[a-z]{2,6})?$"
)
_EMBASSY_HOST = re.compile(
    r"(^|\.)emb-japan\.go\.jp$|(^|\.)mofa\.go\.(jp|kr)$|china-consulate\.|thaiembassy\.|roc-taiwan\.org$"
    r"|(^|\.)eda\.admin\.ch$|(^|\.)host-town\.jp$"
)
_COPY_HOST = re.compile(
    r"blog|ameblo|cocolog|note\.com$|hatena|fc2|lang-8|wiki|archive\.org$|ritouki|123deta|scribd"
    r"|transer\.com$|alojapan\.com$"
)
_COPY_TITLE = re.compile(
    r"\(read in a copy\)|\bblog\b|ブログ|message-board copy|\bmirror\b|private page", re.IGNORECASE
)
_GOVERNMENT_TITLE = re.compile(r"^CLAIR\b|\bCLAIR 姉妹|[市区町村県府都道]\)$")
_EMBASSY_TITLE = re.compile(r"embassy|consulate|大使館|領事館|botschaft|外務省", re.IGNORECASE)


def authority(source: RecordSource) -> Authority:
    """Return the kind of a source by its address, or by its title where it has none.

    The city's, prefecture's or CLAIR's own page comes before an embassy's list, that before a newspaper,
    that before a blog, a politician's site, a mirror or a page that was read in a copy.
    """
    host = (urlsplit(source.url).hostname or "").removeprefix("www.")
    if host in _HOSTS:
        return _HOSTS[host]
    if _COPY_TITLE.search(source.title):
        return Authority.COPY
    if _EMBASSY_HOST.search(host) or _EMBASSY_TITLE.search(source.title):
        return Authority.EMBASSY
    if _COPY_HOST.search(host):
        return Authority.COPY
    if _GOVERNMENT_HOST.search(host) or (not host and _GOVERNMENT_TITLE.search(source.title)):
        return Authority.GOVERNMENT
    return Authority.NEWSPAPER
