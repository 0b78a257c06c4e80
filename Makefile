# `make help` lists everything. Only Python 3.11+ and make are needed; the rest is installed into .venv and node_modules.
.DEFAULT_GOAL := help
.PHONY: help run reset demo-data test check format messages screenshots bench-intake lock install install-dev

python := .venv/bin/python
local := $(python) -m werkcentrum.local
manage := $(local) with-servers $(python) manage.py

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 21

run: install ## Start the whole portal with demo data; PORT=8001 make run chooses the port
	@exec $(local) run

reset: install ## Throw the data of `make run` away and start over next time
	@exec $(local) reset

demo-data: install ## Load reference and demo data (also while `make run` runs)
	@$(manage) migrate --no-input --verbosity 0
	@$(manage) load_reference
	@$(manage) load_demo

test: install-dev ## Run all tests, the browser tests included; PYTEST_ARGS=... adds arguments
	@$(python) -m werkcentrum.local.browser
	@exec $(python) -m pytest -n 2 $(PYTEST_ARGS)

check: install-dev ## Lint, format, types, layers, migrations, translations
	@exec $(python) scripts/check.py

format: install-dev ## Format Python
	@$(python) -m ruff check --fix-only --quiet .
	@$(python) -m ruff format .

messages: install-dev ## Bring the Dutch catalogue up to date with the code and the templates
	@$(python) manage.py messages

screenshots: install-dev ## Drive the browser through the main pages and write docs/screenshots/
	@exec $(python) scripts/screenshots.py

bench-intake: install-dev ## Measure the front door: triage, queries, bytes, 50 people at once
	@exec $(python) scripts/bench_intake.py

lock: ## Rewrite the lock files in requirements/ (needs uv)
	@sh requirements/compile.sh $(LOCK_ARGS)

install: # What `make run` needs
	@sh scripts/python.sh scripts/install.py local

install-dev: # What the tests and checks need
	@sh scripts/python.sh scripts/install.py dev
