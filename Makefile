# Two commands do everything: `make demo` and `make test`. The rest are their parts.
.PHONY: help setup demo test check format lock screenshots translations bench faults installer test-installer clean

BIN := .venv/bin

help:
	@echo "make demo          the whole journey on this machine: receiver, sample exports, client"
	@echo "make test          style, types, import rules and every test"
	@echo "make fuzz          every reader under atheris, RUNS executions each (100000)"
	@echo "make bench         benchmarks, as ratios in one run"
	@echo "make faults        every fault sweep in full; writes docs/reliability.md"
	@echo "make screenshots   docs/screenshots/ from the real windows"
	@echo "make translations  the English catalogue, from the sources"
	@echo "make installer     the Windows setup program and MSI, built on Debian"
	@echo "make test-installer  install, use, upgrade and uninstall it under Wine"
	@echo "make lock          compile requirements/*.in to hash-locked *.txt"

setup:
	@sh requirements/setup.sh

# Without a screen the demo drives itself and ends with a table.
demo: setup
	@$(BIN)/rating-client demo $(if $(DISPLAY)$(WAYLAND_DISPLAY),,--headless)

# In the order of the folders: else files of a single test come last, and one of those takes longest.
# A process that dies is not replaced: with --dist loadfile the run would wait for it for ever.
test: setup check
	@$(BIN)/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder --max-worker-restart 0

check:
	@$(BIN)/ruff format --check src tests installer
	@$(BIN)/ruff check src tests installer
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: setup
	@$(BIN)/ruff format src tests installer
	@$(BIN)/ruff check --fix src tests installer

bench: setup
	@$(BIN)/python -m tests.benchmarks

faults: setup
	@$(BIN)/python -m tests.faults

# atheris is no part of the set-up: it has wheels for Linux alone.
RUNS ?= 100000
fuzz: setup
	@$(BIN)/pip install --quiet --disable-pip-version-check --only-binary :all: \
		--require-hashes -r requirements/fuzz.txt
	@$(BIN)/python -m tests.fuzz $(RUNS)

screenshots: setup
	@$(BIN)/python -m tests.screenshots

# Options of `python -m installer` go in by ARGS, such as ARGS=--fast.
installer: setup
	@sh installer/tools.sh
	@$(BIN)/python -m installer $(ARGS)

test-installer: setup
	@sh installer/tools.sh wine
	@$(BIN)/python -m installer.trial

translations: setup
	@sh resources/translations/refresh.sh

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links
lock: setup
	@$(LOCK) requirements/client.in -o requirements/client.txt
	@$(LOCK) requirements/dev.in -o requirements/dev.txt
	@$(LOCK) requirements/fuzz.in -o requirements/fuzz.txt
	@$(filter-out --universal,$(LOCK)) --python-platform x86_64-pc-windows-msvc --only-binary :all: \
		--constraint requirements/client.txt requirements/client.in -o requirements/windows.txt

clean:
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
