"""Settings: environment variables `SHIMAI_...`, the same as the options of `shimai serve`."""

import os
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from geodata.stores.address import DataAddress, DatabaseAddress, data_address

RATE: Final = "^[1-9][0-9]{0,6}/(second|minute|hour)$"
"""How a rate is written, as `600/minute`."""


class Settings(BaseSettings):
    """The settings of the server. The descriptions are those of `shimai serve --help` and of the README."""

    model_config = SettingsConfigDict(env_prefix="SHIMAI_", extra="forbid", frozen=True)

    host: str = Field("127.0.0.1", description="Address to listen on")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one")
    data: Annotated[DataAddress | None, NoDecode, BeforeValidator(data_address)] = Field(
        None, description="Folder or postgresql:// database with the dataset; the shipped one if not set"
    )
    max_in_memory: int = Field(
        100_000,
        ge=0,
        description="Maximum number of partnerships held in memory; above it, queries run in the database",
    )
    root: str = Field(
        "", pattern="^(/.*[^/])?$", description="Path under which a proxy serves the site, as /map"
    )
    url: str = Field(
        "",
        pattern=r"^(https?://[A-Za-z0-9.-]+(:[0-9]+)?)?$",
        description="Public scheme and host, as https://example.org; the request's Host if not set",
    )
    corrections: str = Field(
        "",
        pattern=r"^((https?://|mailto:)[^\s\"'<>]+)?$",
        description="Where readers report a mistake: a URL or mailto: with {id} in it, as "
        "https://example.org/report?about={id}; pages have no such link if not set",
    )
    trusted_proxies: str = Field(
        "127.0.0.1",
        description="Addresses and networks whose X-Forwarded-For and X-Forwarded-Proto are trusted",
    )
    rate: str = Field(
        "",
        pattern=f"^$|{RATE}",
        description="Maximum requests of one address, as 600/minute; no limit if not set",
    )
    max_connections: int = Field(
        10_000, ge=1, description="Maximum connections of a worker; further ones wait until one is closed"
    )
    request_timeout: float = Field(
        20, gt=0, le=60, description="Seconds a client may take to send a request's head, or stay idle"
    )
    shutdown_timeout: int = Field(
        30, ge=1, le=1800, description="Seconds that requests in flight may take during shutdown"
    )
    workers: int = Field(1, ge=1, le=64, description="Number of worker processes")
    log: Literal["text", "quiet", "json", "json-clients"] = Field(
        "text",
        description="text, quiet (no line per request), or JSON lines: json, json-clients (with addresses)",
    )

    def export_to_environment(self) -> None:
        """Set the environment so that worker processes read the same settings."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            if value is None:
                os.environ.pop(f"SHIMAI_{name.upper()}", None)
            else:
                # str() of a database's address leaves out the password.
                text = value.url if isinstance(value, DatabaseAddress) else str(value)
                os.environ[f"SHIMAI_{name.upper()}"] = text
