"""A library as workers read it."""

import pytest

from generator.model.library import Library
from generator.reading.library import load_library
from tests.reading.libraries import ROOT


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The library of this checkout, with the digest by which workers know it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        return load_library(ROOT)
