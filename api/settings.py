"""What a deployer may set: environment variables `SHIMAI_...`, the same as the options of `shimai serve`."""

from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from geodata.stores.address import DataAddress, data_address


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
