# Daybook: `make help` lists the targets.

SWIFT ?= swift
OUT ?= payroll-out
# Where `make demo` keeps its log: nothing for a file, postgres for a server of its own, or what --store takes.
STORE ?=
SOURCES = Package.swift Sources Tests Examples Benchmarks

# Warnings are errors in all builds made from here; packages that depend on this one are not affected.
export DAYBOOK_STRICT = 1

.DEFAULT_GOAL := help
.PHONY: help demo test test-clients test-postgres-versions verify lint format release soak bench clean

help: ## List the targets.
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F '|' '{ printf "  make %-22s %s\n", $$1, $$2 }'

demo: ## Pay Examples/payroll/timesheet.csv; installs and builds what it needs. On Postgres: make demo STORE=postgres.
	@scripts/setup $(if $(filter postgres,$(STORE)),demo-postgres,demo)
	@echo "Building payroll-demo …"
	@$(SWIFT) build --product payroll-demo
	@scripts/demo "$$($(SWIFT) build --show-bin-path)/payroll-demo" "$(OUT)" "$(STORE)"

# A run prints thousands of lines: what failed is said again at its end.
test: ## Run all tests; installs what they need.
	@scripts/setup test
	@rm -f .build/tests-swift-testing.xml
	$(SWIFT) test --xunit-output .build/tests.xml || { scripts/failures .build/tests-swift-testing.xml; exit 1; }

verify: lint test ## What a change must pass: format, warnings as errors, all tests.

lint: ## Check the format of all sources.
	$(SWIFT) format lint --strict --parallel --recursive --configuration .swift-format $(wildcard $(SOURCES))

format: ## Format all sources.
	$(SWIFT) format --in-place --parallel --recursive --configuration .swift-format $(wildcard $(SOURCES))

test-clients: ## Run the tests of daybook serve by AWS's SDKs for Python and Go; installs them (Go takes 1 GB).
	@scripts/setup clients
	$(SWIFT) test --filter 'ServeCommandTests|GoClientTests'

test-postgres-versions: ## Run the tests of the Postgres store on 16, 17 and 18 too, by server wheels of PyPI.
	@scripts/postgres-versions

release: ## Build everything as it is shipped: the optimiser sees what a debug build does not.
	@scripts/setup demo
	$(SWIFT) build -c release

soak: ## Long kills and fuzzing, for an hour or more.
	@scripts/setup test
	DAYBOOK_SOAK=1 $(SWIFT) test

bench: ## Run the benchmarks; Benchmarks/README.md says what they measure.
	@scripts/setup test
	cd Benchmarks && ./run

clean: ## Remove what was built and what the demo wrote; ends the demo's Postgres.
	@[ ! -e $(OUT)/postgres ] || scripts/private-postgres remove $(OUT)/postgres
	rm -rf .build .build-clients Benchmarks/.build $(OUT)
