"""Settings of the test suite: SQLite in a file by default, PostgreSQL with DAIHOI_TEST_DATABASE=postgresql."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DAIHOI_SECRET_KEY", "tests only")
os.environ.setdefault("DAIHOI_HOME", tempfile.mkdtemp(prefix="daihoi-tests-"))

from daihoi.config.settings import *  # noqa: F403
from daihoi.config.settings import HOME, env

DATABASES = {"default": env.database(os.environ.get("DAIHOI_TEST_DATABASE", f"sqlite:///{HOME / 'test.sqlite3'}"))}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the browser tests' server thread and the test then see the same rows.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(HOME) / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
