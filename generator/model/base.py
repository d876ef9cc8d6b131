"""What every model is: frozen, and strict about unknown keys."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen model that refuses unknown keys; what is never validated (a library from the cache) is never built."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
