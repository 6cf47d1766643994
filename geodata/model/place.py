"""Places: named points, and where their coordinates were read."""

from dataclasses import dataclass

from geodata.geometry.great_circles import distance_km


@dataclass(frozen=True, slots=True)
class Place:
    """A named point on WGS 84.

    `country` is an ISO 3166-1 alpha-2 code, `admin1` the English name of the prefecture, state or region,
    `level` and `precision` are words of the vocabulary, `lon` and `lat` are in degrees. `origin` says where
    the point was read: `geonames:1859393`, `localgovjp:12206`, `jis:12206`, or a source in words.
    """

    name: str
    name_ja: str
    country: str
    admin1: str
    level: str
    lon: float
    lat: float
    precision: str
    origin: str
    population: int = 0

    def km_to(self, other: "Place") -> float:
        """Return the length of the geodesic to another place, in kilometres."""
        return distance_km(self.lon, self.lat, other.lon, other.lat)

    @property
    def has_identifying_origin(self) -> bool:
        """Whether `origin` is an id of GeoNames or of a Japanese office, wherever the place is used."""
        return self.origin.startswith(("geonames:", "localgovjp:"))

    @property
    def label(self) -> str:
        """The name with state and country: `Misato, Shimane, JP`."""
        return ", ".join(part for part in (self.name, self.admin1, self.country) if part)
