from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

# Machines differ in speed; a slow example is no defect.
settings.register_profile("actorgraph", deadline=None, print_blob=True)
settings.load_profile("actorgraph")


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What stores keep in the user's cache goes elsewhere; test servers, which lie there too, stay."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("platformdirs.user_cache_path", lambda name: folder / name)
        yield
