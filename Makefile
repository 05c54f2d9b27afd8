# What people and CI call; docs/deployment.md tells more. Everything is made in this folder: .venv, node_modules, var.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv/bin
export PORT

.DEFAULT_GOAL := help
.PHONY: help run test test-postgresql15 check setup lock messages format environment

help:
	@echo 'make run      the program at http://localhost:$(PORT)/ with its own database and a demo municipality'
	@echo 'make test     the whole test suite'
	@echo 'make check    format, lint, types, import arrows, templates, migrations, translations'
	@echo 'make setup    the environment alone'
	@echo 'make format   put Python files and templates into their format'
	@echo 'make messages put new strings of the program into the translation catalogues'
	@echo 'make lock     renew the locked requirements'

environment:
	@$(PYTHON) -m tools.environment

setup: environment
	@$(VENV)/python -m tools.prepare

run: environment
	@$(VENV)/python -m tools.run

test: environment
	@$(VENV)/python -m tools.suite $(ARGS)

test-postgresql15: environment
	@$(VENV)/python -m tools.suite --postgresql15 $(ARGS)

check: environment
	@$(VENV)/python -m tools.check

format: environment
	@$(VENV)/ruff format --quiet .
	@$(VENV)/ruff check --quiet --fix .
	@find templates -name '*.html' -exec $(VENV)/djade --target-version 5.2 {} +

# --upgrade: make lock LOCK=--upgrade
lock: environment
	@$(VENV)/python -m tools.lock $(LOCK)

messages: environment
	@$(VENV)/python -m tools.messages
