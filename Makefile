# The commands of the course. `make` alone lists them; each does its own set-up first.
.DEFAULT_GOAL := help
.PHONY: help setup book pdf test lab notebooks exercises pictures bench coverage lint lock clean

PY := .venv/bin/python
READY := .venv/.ready

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml tools/setup.sh
	@sh tools/setup.sh

setup: $(READY) ## create .venv with exactly the locked packages

book: $(READY) ## execute the pages, build the website strictly, check it, say where it is
	@$(PY) tools/book.py

test: $(READY) ## every test, the website and the browser included (what CI runs)
	@sh tools/test.sh

lab: $(READY) notebooks ## open the course in JupyterLab
	@.venv/bin/jupyter lab

notebooks: $(READY) ## regenerate the .ipynb of every page and solution from its text
	@$(PY) tools/generate.py notebooks

exercises: $(READY) ## regenerate what students get from the solutions
	@$(PY) tools/generate.py exercises

pdf: book ## print the whole book into _build/mostly-unlabelled.pdf
	@$(PY) tools/pdf.py

pictures: book ## take the pictures of the README and of the guides afresh
	@$(PY) tools/readme_picture.py
	@UNLABELLED_PICTURES=$(CURDIR)/_static/guide $(PY) -m pytest -q -m browser tests/journeys

bench: $(READY) ## long studies, claims under other seeds: see tools/bench.py
	@$(PY) tools/bench.py $(ARGS)

coverage: $(READY) ## the share of the package that the tests run, and what they miss
	@sh tools/coverage.sh

lint: $(READY) ## style, types, spelling, and what each page needs
	@sh tools/lint.sh

lock: $(READY) ## resolve pyproject.toml afresh into requirements.lock
	@sh tools/lock.sh

clean: ## remove what was built; the environment in .venv stays
	rm -rf _build .pytest_cache .mypy_cache .ruff_cache
