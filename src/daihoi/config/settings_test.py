"""Settings of the test suite: SQLite in a file by default, PostgreSQL with DAIHOI_TEST_DATABASE=postgresql.

Everything that the tests write lies in one temporary folder, which pytest-xdist's workers share by environment.
"""

import os
import tempfile
from pathlib import Path

if "DAIHOI_TEST_FOLDER" not in os.environ:
    os.environ["DAIHOI_TEST_FOLDER"] = tempfile.mkdtemp(prefix="daihoi-tests-")
FOLDER = Path(os.environ["DAIHOI_TEST_FOLDER"])
os.environ["DAIHOI_HOME"] = str(FOLDER / "home")
os.environ["DAIHOI_SECRET_KEY"] = "tests only"
os.environ.pop("DAIHOI_DATABASE", None)

from daihoi.config.settings import *  # noqa: E402, F403
from daihoi.config.settings import DATABASES  # noqa: E402

match os.environ.get("DAIHOI_TEST_DATABASE", "") or "sqlite":
    case "sqlite":
        # A file, not memory: the browser tests' server thread and the test then see the same rows.
        DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / "test.sqlite3")}
        # What a power cut leaves behind is of no interest to a test.
        DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    case "postgresql":
        # tests/conftest.py starts a server there; it listens on that socket only.
        DATABASES["default"] = {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "postgres",
            "USER": "postgres",
            "HOST": str(FOLDER / "pg"),
            "TEST": {"NAME": "test_daihoi"},
        }
    case other:
        raise ValueError(f"DAIHOI_TEST_DATABASE={other!r}: give sqlite or postgresql")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
