"""What a deployer may set: environment variables `SHIMAI_...`, the same as the options of `shimai serve`."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """The settings of the server."""

    model_config = SettingsConfigDict(env_prefix="SHIMAI_", extra="forbid", frozen=True)

    data: Path | None = Field(None, description="A folder with the dataset; without it, the one that ships.")
    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="The port to listen on; 0 takes a free one.")
    root: str = Field(
        "", pattern="^(/.*[^/])?$", description="The path under which a proxy shows the site, as /map."
    )
