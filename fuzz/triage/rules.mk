# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# Each fuzz target becomes build/fuzz/<target>-triage, too; the case.c of its
# regressions, corpora/<target>/regress/<what>/case.c, become the test program
# build/cases/regress/<target>_test.

DIR ?=

fuzz-core += fuzz/triage/stack.c
triage-src := $(filter-out %/regress.c %/stack.c,$(sort $(wildcard fuzz/triage/*.[cS])))
regress-src := $(sort $(wildcard corpora/*/regress/*/case.c))
regress-targets := $(sort $(foreach c,$(regress-src),$(word 2,$(subst /, ,$(c)))))
regress-prog := $(patsubst %,$(B)/cases/regress/%_test,$(regress-targets))
regress-of = $(call obj,$(filter corpora/$(1)/%,$(regress-src)))

$(B)/obj/fuzz/triage/reproduce.o: fuzz/triage/reproduce.h fuzz/input/pack.h
$(B)/obj/fuzz/triage/regress.o: ALL_CFLAGS += -DRUMPUS_SOURCE_DIR='"$(CURDIR)"'

$(B)/fuzz/%-triage: $(call obj,$(triage-src)) $$(call fuzz-parts,$$*)
	@mkdir -p $(@D)
	@echo '  LD $@'
	$(Q)$(CC) -o $@ $^ $(LDLIBS)

$(B)/cases/regress/%_test: $$(call regress-of,$$*) $(B)/obj/fuzz/triage/regress.o \
		$$(call fuzz-parts,$$*) $(B)/atf.o
	@mkdir -p $(@D)
	@echo '  LD $@'
	$(Q)$(CC) -o $@ $^ -latf-c $(LDLIBS)

fuzz-build: $(foreach t,$(fuzz-targets),$(B)/fuzz/$(t)-triage)

cases: $(regress-prog)

# What needs no kernel, for its case.
$(B)/cases/fuzz/reduce_test: $(call obj,$(sort $(wildcard fuzz/triage/reduce*.c)) \
	fuzz/triage/stack.c fuzz/triage/write_c_call.c fuzz/triage/reproduce.S)

fuzz-triage:
	@fuzz/triage/run "$(DIR)" "$(TARGET)"

fuzz-src += $(triage-src) fuzz/triage/regress.c fuzz/triage/stack.c

-include $(patsubst %.o,%.d,$(call obj,$(regress-src)))

.PHONY: fuzz-triage
.SECONDARY: $(call obj,$(regress-src))
