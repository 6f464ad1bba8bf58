"""The sample province, built once for all of its tests."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.samples import Built, built


@pytest.fixture(scope="package")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
    with built("dien-bien", django_db_blocker) as found:
        yield found
