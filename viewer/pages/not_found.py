"""Addresses of things that don't exist."""


class UnknownIdError(LookupError):
    """Nothing of its sort has an id."""

    resource = "thing"

    def __init__(self, id_: str) -> None:
        self.id = id_
        super().__init__(f"There is no {self.resource} {id_!r}.")


class UnknownPartnershipError(UnknownIdError):
    """No partnership has an id."""

    resource = "partnership"


class UnknownMunicipalityError(UnknownIdError):
    """No municipality or prefecture has a JIS X 0402 code."""

    resource = "municipality"


class UnknownCountryError(UnknownIdError):
    """No country or region has an ISO 3166-1 alpha-2 code."""

    resource = "country"
