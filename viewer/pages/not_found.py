"""Errors for ids and codes that don't exist."""


class UnknownIdError(LookupError):
    """There is no resource with an id."""

    resource = "thing"

    def __init__(self, id_: str) -> None:
        self.id = id_
        super().__init__(f"There is no {self.resource} {id_!r}.")


class UnknownPartnershipError(UnknownIdError):
    """There is no partnership with an id."""

    resource = "partnership"


class UnknownMunicipalityError(UnknownIdError):
    """There is no municipality or prefecture with a JIS X 0402 code."""

    resource = "municipality"


class UnknownCountryError(UnknownIdError):
    """There is no country or region with an ISO 3166-1 alpha-2 code."""

    resource = "country"
