# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# What a user types.  The first step of each is the packages; the rest runs in
# a make of its own, because only then the compilers are sure to be there.

MAKE_REST = $(MAKE) --no-print-directory -j$(JOBS)
kernels := $(patsubst %/Makefile,%,$(wildcard kernel/*/Makefile))

help:
	@ci/help

packages:
	@ci/packages

demo: packages
	@$(MAKE_REST) kernel images cases fuzz-build
	@JOBS=$(JOBS) TIME=$(TIME) ci/demo

check: packages
	@$(MAKE_REST) kernel images cases fuzz-build bench-build
	@JOBS=$(JOBS) ci/cases

# Sweeps and crash states without bounds; takes hours.
check-long: packages
	@$(MAKE_REST) kernel VARIANTS='$(VARIANTS) debug'
	@$(MAKE_REST) images cases fuzz-build
	@JOBS=$(JOBS) LONG=yes ci/cases

fuzz: packages
	@$(MAKE_REST) kernel-fuzz images fuzz-build
	@$(MAKE_REST) fuzz-run TARGET='$(TARGET)' TIME=$(TIME)

# A fixed seed of chance and RUNS executions of each target: the same each time.
fuzz-smoke: packages
	@$(MAKE_REST) kernel-fuzz images fuzz-build
	@fuzz/smoke '$(TARGET)' '$(RUNS)'

# What fuzzers once found, and the seeds.
replay: packages
	@$(MAKE_REST) kernel-fuzz images cases fuzz-replays
	@RESULTS=$(abspath $(B))/results-replay JOBS=$(JOBS) \
		ci/cases linux fuzz cases/fuzz/regress_test cases/regress

fuzz-merge: packages
	@$(MAKE_REST) kernel-fuzz images fuzz-build
	@$(MAKE_REST) fuzz-merge-run TARGET=$(TARGET)

fuzz-compare: RUNS = 20000
fuzz-compare: packages
	@$(MAKE_REST) kernel-fuzz images fuzz-build
	@fuzz/compare '$(TARGET)' '$(RUNS)' '$(SEEDS)'

triage: packages
	@$(MAKE_REST) kernel-fuzz images fuzz-build
	@$(MAKE_REST) fuzz-triage TARGET=$(TARGET)

oss-fuzz: packages
	@$(MAKE_REST) kernel-fuzz images fuzz-build
	@JOBS=$(JOBS) fuzz/oss-fuzz "$(OUT)"

coverage: packages
	@$(MAKE_REST) kernel-cov images cases fuzz-replays
	@JOBS=$(JOBS) COMPONENTS='$(COMPONENTS)' CASES='$(CASES)' CORPUS='$(CORPUS)' \
		coverage/collect

# Of the last make coverage: what reaches a line, a smallest set that reaches all, the
# lines that one case or input alone reaches.
why least only: $(B)/cover
	@$(B)/cover $@ $(B)/coverage/run $(if $(filter why,$@),'$(LINE)')

# The same against the floors of components/*/floor, and raising those.
gate raise: $(B)/cover
	@$(B)/cover $@ $(B)/coverage/run $(COMPONENTS)

# What a change did: OLD is the run of before, PATCH the diff that leads to this tree.
coverage-diff: $(B)/cover
	@$(B)/cover diff '$(OLD)' $(B)/coverage/run '$(PATCH)' $(B)/coverage/diff.html

# One page of all results that there are.
report: $(B)/cover
	@ci/report

bench: packages
	@$(MAKE_REST) kernel VARIANTS='$(VARIANTS) edges'
	@$(MAKE_REST) images bench-build fuzz-build
	@TIME=$(TIME) bench/run

determinism: packages
	@$(MAKE_REST) kernel-plain images cases
	@JOBS=$(JOBS) ci/determinism $(RUNS)

tidy: packages
	@ci/tidy

format: packages
	@ci/sources c | xargs clang-format -i

# Every source that some rule here compiles, for tidy to find the others.
sources:
	@echo $(host-src) $(image-src) $(atf-src) $(case-src) $(case-lib) $(bench-src) \
		$(tool-src) $(cover-src) $(front-src) $(drill-src) $(fuzz-src)

# One variant after the other: each is parallel in itself.
kernel:
	@for v in $(VARIANTS); do $(MAKE) --no-print-directory kernel-$$v || exit; done

$(addprefix kernel-,$(VARIANTS)): kernel-%:
	@for k in $(kernels); do $(MAKE) --no-print-directory -C $$k \
		VARIANT=$* OUT=$(abspath $(B)) JOBS=$(JOBS) \
		KERNEL_SRC=$(abspath $(KERNEL_SRC)) || exit; done

clean:
	rm -rf $(B)

.PHONY: help packages demo check check-long fuzz fuzz-merge triage oss-fuzz coverage bench
.PHONY: fuzz-compare determinism tidy format sources report fuzz-smoke replay
.PHONY: why least only gate raise coverage-diff
.PHONY: clean kernel $(addprefix kernel-,$(VARIANTS))
