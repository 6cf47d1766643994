"""What a deployer may set: environment variables `SHIMAI_...`, the same as the options of `shimai serve`."""

import os
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from geodata.stores.address import DataAddress, DatabaseAddress, data_address

RATE: Final = "^[1-9][0-9]{0,6}/(second|minute|hour)$"
"""How a rate is written, as `600/minute`."""


class Settings(BaseSettings):
    """The settings of the server."""

    model_config = SettingsConfigDict(env_prefix="SHIMAI_", extra="forbid", frozen=True)

    data: Annotated[DataAddress | None, NoDecode, BeforeValidator(data_address)] = Field(
        None,
        description="A folder or a postgresql:// database with the dataset; without it, the one that ships.",
    )
    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="The port to listen on; 0 takes a free one.")
    root: str = Field(
        "", pattern="^(/.*[^/])?$", description="The path under which a proxy shows the site, as /map."
    )
    load: int = Field(
        100_000, ge=0, description="So many ties of a database are loaded into memory; more stay there."
    )
    url: str = Field(
        "",
        pattern=r"^(https?://[A-Za-z0-9.-]+(:[0-9]+)?)?$",
        description="Scheme and host that the public sees, as https://example.org; else a request's Host.",
    )
    proxies: str = Field(
        "127.0.0.1", description="Addresses and networks whose X-Forwarded-For and -Proto are believed."
    )
    rate: str = Field(
        "",
        pattern=f"^$|{RATE}",
        description="Most requests of one address, as 600/minute; no bound unless set.",
    )
    connections: int = Field(
        10_000, ge=1, description="Most connections at once in a process; beyond them 503."
    )
    patience: float = Field(
        20, gt=0, description="Seconds that a client may take to send a request's head, or read nothing."
    )
    grace: int = Field(30, ge=0, description="Seconds that answers under way have left when it must stop.")
    workers: int = Field(1, ge=1, le=64, description="How many processes serve.")
    log: Literal["text", "quiet", "json", "json-clients"] = Field(
        "text",
        description="Logs as text, without a line an answer, or as JSON lines without or with addresses.",
    )

    def export_to_environment(self) -> None:
        """Set the environment so that a process that this one starts reads the same settings."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            if value is None:
                os.environ.pop(f"SHIMAI_{name.upper()}", None)
            else:
                # As text, a database's address lacks its password.
                text = value.url if isinstance(value, DatabaseAddress) else str(value)
                os.environ[f"SHIMAI_{name.upper()}"] = text
