# Lapak Karya: each target says what it does in one line, and sets up what it needs by itself.
PYTHON ?= python3
VENV = .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run test check fmt messages screenshots bench prepare-run prepare-test

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

run: prepare-run ## open the shop at http://127.0.0.1:8000 (PORT, STOREFRONT_DATA)
	@$(VENV) -m scripts.serve

test: prepare-test ## run every test: plain, whole shop, concurrency, PostgreSQL, browser
	@$(VENV) -m scripts.run_tests

check: prepare-test ## lint, format, types, import contracts, architecture, translations, locks
	@$(VENV) -m ruff check .
	@$(VENV) -m ruff format --check .
	@$(VENV) -m mypy
	@.venv/bin/lint-imports
	@$(VENV) -m pytest -q tests/test_architecture.py tests/test_locks.py tests/test_translations.py

fmt: prepare-test ## bring all code into the one format
	@$(VENV) -m ruff check --fix-only --quiet .
	@$(VENV) -m ruff format .

messages: prepare-test ## collect every sentence into the catalogues, to be translated
	@$(VENV) -m scripts.messages

screenshots: prepare-test ## take a picture of every page, on a phone and a desk, into screenshots/
	@$(VENV) -m tests.browser.screenshots

bench: prepare-test ## measure pages, search, photos and a million records; takes its time
	@$(VENV) -m bench.pages
	@$(VENV) -m bench.pages --products 20000
	@$(VENV) -m bench.requests --products 20000
	@$(VENV) -m bench.search
	@$(VENV) -m bench.photos
	@$(VENV) -m bench.records

prepare-run prepare-test: prepare-%:
	@$(PYTHON) scripts/prepare.py $*
