# The commands of the project; `make` alone lists them.

PYTHON := .venv/bin/python
CATALOGUES := $(shell find school cms -name '*.po')
ARGS ?=
export PORT ?= 8000

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check bench format lock shell clean setup setup-dev

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

run: setup ## Serve the school on http://127.0.0.1:8000 (PORT=8001 for another port)
	@$(PYTHON) bin/serve.py

test: setup-dev ## Linters, then every test on SQLite and again on PostgreSQL (ARGS=tests/points for some)
	@bin/test $(ARGS)

check: setup-dev ## Everything that is checked without running the product
	@bin/lint
	@$(PYTHON) bin/audit.py
	@$(PYTHON) -m pytest -q tests/test_*.py

bench: setup-dev ## The benchmarks, as a table and in var/bench.json
	@$(PYTHON) -m tests.bench

format: setup-dev ## Rewrite code and templates in the project's one format
	@.venv/bin/ruff format --quiet .
	@.venv/bin/ruff check --quiet --fix .
	@.venv/bin/djhtml --quiet templates school cms

shell: setup ## A Python shell in the school
	@$(PYTHON) manage.py shell

lock: setup-dev ## Pin the dependencies that pyproject.toml names
	@bin/lock

clean: ## Remove what the tools left behind, but neither .venv nor data
	@rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis var/static
	@find . -path ./.venv -prune -o -name __pycache__ -type d -exec rm -rf {} +

# What the commands above stand on.

setup: packages-run python-run $(CATALOGUES:.po=.mo)

setup-dev: packages-test python-dev $(CATALOGUES:.po=.mo)

.PHONY: packages-run packages-test python-run python-dev
packages-run packages-test: packages-%:
	@bin/system-packages $*

python-run: packages-run
	@bin/python-packages requirements.txt

python-dev: packages-test
	@bin/python-packages requirements-dev.txt

%.mo: %.po
	@msgfmt --check-format --output-file=$@ $<
