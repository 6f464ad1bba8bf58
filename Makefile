# Needs Python 3.11 or newer, make and git; everything else is installed into .venv from the locks.
# `make help` lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV ?= .venv
BIN := $(VENV)/bin
export DAIHOI_HOME ?= var
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Whatever the locks hold is installed by hash; pip-tools itself writes no address and no path into them.
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--build-deps-for editable --no-header --no-emit-options --no-emit-index-url \
	--no-emit-find-links --no-emit-trusted-host
# setuptools stands in the locks and build isolation is off, so that hashes govern the build as well.
INSTALL := $(BIN)/python -m pip install --quiet --quiet

MO := src/daihoi/locale/vi/LC_MESSAGES/django.mo
PO := $(MO:.mo=.po)

.PHONY: help demo test test-sqlite test-postgresql check bench messages lock docs clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | while IFS='|' read -r name text; do \
		printf '  make %-16s %s\n' "$$name" "$$text"; done

demo: $(VENV)/.runtime $(MO) ## fill a sample province and serve it on this machine
	@$(BIN)/daihoi demo

test: test-sqlite test-postgresql ## run the whole suite on SQLite, then what touches the database on PostgreSQL

test-sqlite: $(VENV)/.dev $(MO)
	@echo "== tests on SQLite"
	@DAIHOI_TEST_DATABASE=sqlite $(BIN)/python -m pytest -q -n 2 --dist worksteal

test-postgresql: $(VENV)/.dev $(MO)
	@echo "== tests on PostgreSQL"
	@DAIHOI_TEST_DATABASE=postgresql $(BIN)/python -m pytest -q -n 2 --dist worksteal

# `make -k check` goes on after the first fault.
CHECKS := lint types floors translations migrations generated locks
.PHONY: $(CHECKS)
check: $(CHECKS) ## lint, types, floors, translations, migrations, generated docs, locks
	@echo "== all checks passed"

$(CHECKS): $(VENV)/.dev $(MO)

lint:
	@echo "== ruff"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .

types:
	@echo "== mypy"
	@$(BIN)/mypy --no-error-summary

floors:
	@echo "== import-linter"
	@$(BIN)/lint-imports --no-logo

translations:
	@echo "== translations"
	@$(BIN)/python scripts/translations.py check

migrations:
	@echo "== migrations"
	@DJANGO_SETTINGS_MODULE=daihoi.config.settings $(BIN)/python -m django makemigrations --check --dry-run

generated:
	@echo "== generated docs"
	@$(BIN)/daihoi docs --check --lang en

locks:
	@echo "== locks"
	@$(BIN)/python scripts/locks.py

bench: $(VENV)/.dev $(MO) ## measure the promised times on this machine
	@$(BIN)/python -m daihoi.cli.main bench

messages: $(VENV)/.dev ## gather the sentences to translate into the catalogue
	@$(BIN)/python scripts/translations.py update

docs: $(VENV)/.dev $(MO) ## write the generated pages of docs/ anew
	@$(BIN)/daihoi docs

lock: $(VENV)/.dev ## resolve the dependencies anew
	@$(COMPILE) --upgrade --output-file requirements.lock pyproject.toml
	@$(COMPILE) --upgrade --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	@$(BIN)/python scripts/locks.py

clean: ## remove what the targets made, except the data in $(DAIHOI_HOME)
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist $(MO)

$(VENV)/bin/python:
	@for python in python3.11 python3 python; do \
		if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "== $(VENV) with $$("$$python" --version)"; \
			"$$python" -m venv $(VENV) && exit 0; \
			echo "make: no venv could be made; on Debian and Ubuntu install python3-venv" >&2; exit 1; \
		fi; \
	done; echo "make: Python 3.11 or newer is needed; none of python3.11, python3 is one" >&2; exit 1

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "== installing what the software needs"
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "== installing what the tests need"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.runtime

# Babel stands in both locks, so either stamp will do; the order-only rule below takes the one that is there.
$(MO): $(PO)
	@if [ ! -e $(VENV)/.runtime ]; then $(MAKE) $(VENV)/.runtime; fi
	@$(BIN)/python scripts/translations.py compile
