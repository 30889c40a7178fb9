# Everything is installed into this folder: uv into .uv, the rest into .venv.

PORT ?= 8000
UV_VERSION = 0.13.9
TESTS ?= tests

PYTHON = .venv/bin/python
UV = .uv/bin/uv
export UV_PYTHON_DOWNLOADS = never
unexport VIRTUAL_ENV

.PHONY: help demo test unit check format lock pictures backup restore
.DEFAULT_GOAL = help

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

demo: .venv/installed ## a sample panel on http://localhost:8000 (PORT=8123 for another port)
	@DEBUG=false exec $(PYTHON) manage.py demo --port $(PORT)

test: .venv/installed-dev ## all tests (TESTS=tests/panel for some)
	@command -v chromium >/dev/null || echo "The tests in a browser are left out: chromium is not installed."
	@exec $(PYTHON) -m pytest -n auto --dist loadgroup $(TESTS)

unit: .venv/installed-dev ## the quick tests alone, for every change
	@QUICK=1 exec $(PYTHON) -m pytest -n auto --dist loadgroup -m "not whole" --ignore=tests/browser $(TESTS)

check: .venv/installed-dev ## format, lint, types, templates, import layers, migrations, deployment
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	git ls-files -z 'templates/*.html' | xargs -0 -r .venv/bin/djade --check --target-version 5.2
	.venv/bin/lint-imports
	$(PYTHON) manage.py makemigrations --check --dry-run
	PRODUCTION=true SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))') \
		ALLOWED_HOSTS=localhost $(PYTHON) manage.py check --deploy --fail-level WARNING

format: .venv/installed-dev ## put the code into its format
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	git ls-files -z 'templates/*.html' | xargs -0 -r .venv/bin/djade --target-version 5.2

# The locks hold hashes and no addresses: each machine asks the registry it is set up for.
COMPILE = $(UV) pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate

lock: $(UV) ## renew the locks, requirements.txt and requirements-dev.txt
	$(COMPILE) --output-file requirements.txt
	$(COMPILE) --group dev --constraint requirements.txt --output-file requirements-dev.txt

pictures: .venv/installed-dev ## the handbook's pictures, taken anew
	@PICTURES=1 exec $(PYTHON) -m pytest tests/browser/test_cycle.py

backup: .venv/installed ## the database into FILE=panels.dump
	@$(PYTHON) manage.py backup "$(or $(FILE),$(error say where to: make backup FILE=panels.dump))"

restore: .venv/installed ## the database from FILE=panels.dump (FORCE=1 over what is there)
	@$(PYTHON) manage.py restore "$(or $(FILE),$(error say from where: make restore FILE=panels.dump))" $(if $(FORCE),--force)

# Debian's pip runs from its wheel: installing a pip first would take as long as all the rest.
PIP_WHEEL = $(firstword $(wildcard /usr/share/python-wheels/pip-*.whl))

$(UV):
	@echo "Installing uv"
	@python3 -m venv $(if $(PIP_WHEEL),--without-pip) .uv
	@PYTHONPATH=$(PIP_WHEEL) .uv/bin/python -m pip install --quiet --disable-pip-version-check \
		uv==$(UV_VERSION)

.venv:
	@$(UV) venv --quiet --python python3 .venv

# Adds only: what the tests need may stay.
.venv/installed: requirements.txt | $(UV) .venv
	@$(UV) pip install --quiet --require-hashes --requirements requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt | $(UV) .venv
	@$(UV) pip sync --quiet --require-hashes requirements-dev.txt
	@touch $@ .venv/installed
