# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# Each components/<target>/fuzz.c becomes build/fuzz/<target>-libfuzzer, -afl and
# -replay and the mutator library build/fuzz/<target>-mutator.so of AFL++.
# components/*/format*.c, what mutators know of formats, are an archive: a target
# is linked with those that its fuzz.c names, be they of its folder or another.

ENGINE ?= libfuzzer

fuzz-targets := $(patsubst components/%/fuzz.c,%,$(sort $(wildcard components/*/fuzz.c)))
fuzz-know := $(sort $(wildcard fuzz/input/*.c fuzz/mutate/*.c))
# The faults there are, for the mutators where there is no kernel.
fuzz-faults := $(sort $(wildcard rumpuser/fault/*.c)) rumpuser/forward.c
fuzz-ends := $(addprefix fuzz/engine/,libfuzzer.c afl.c afl_map.c afl_mutator.c replay.c)
fuzz-core := $(filter-out $(fuzz-ends),$(sort $(wildcard fuzz/engine/*.c)))
fuzz-formats := $(sort $(wildcard components/*/format*.c))
fuzz-src := $(wildcard components/*/fuzz.c) $(fuzz-formats) $(fuzz-know) $(fuzz-ends) $(fuzz-core)

# The kernel image is instrumented, the host's side is not: it needs clang only
# to link libFuzzer's main, and AFL++'s compiler only for AFL++'s runtime.
FUZZ_CLANG := clang-14
AFL_CC := AFL_QUIET=1 afl-clang-fast
fuzz-defines := -DRUMPUS_BUILD_DIR='"$(abspath $(B))"'

fuzz-parts = $(call obj,components/$(1)/fuzz.c $(fuzz-know) $(fuzz-core)) $(B)/formats.a \
	$(B)/rumpus.o

# What mutators are made of is part of programs and of libraries.  Objects from before
# a change here have other flags.
fuzz-mutator := fuzz/engine/afl_mutator.c $(fuzz-know) $(fuzz-faults)
fuzz-shared := $(call obj,$(fuzz-formats) $(fuzz-mutator) $(wildcard components/*/fuzz.c))
$(fuzz-shared): ALL_CFLAGS += -fPIC -fno-semantic-interposition
$(fuzz-shared): fuzz/rules.mk
$(B)/obj/fuzz/engine/afl_mutator.o: ALL_CFLAGS += $(fuzz-defines)
# Text that is part of programs.
$(call obj,$(fuzz-formats)): $(wildcard components/*/program.inc)

$(B)/formats.a: $(call obj,$(fuzz-formats)) $(B)/obj/list
	@echo '  AR $@'
	@rm -f $@
	$(Q)ar rcs $@ $(filter %.o,$^)

$(B)/obj/fuzz/engine/afl.o: fuzz/engine/afl.c
	@mkdir -p $(@D)
	@echo '  CC $<'
	$(Q)$(AFL_CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/fuzz/%-libfuzzer: $(B)/obj/fuzz/engine/libfuzzer.o $$(call fuzz-parts,$$*)
	@mkdir -p $(@D)
	@echo '  LD $@'
	$(Q)$(FUZZ_CLANG) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

$(B)/fuzz/%-afl: $(B)/obj/fuzz/engine/afl.o $(B)/obj/fuzz/engine/afl_map.o $$(call fuzz-parts,$$*)
	@mkdir -p $(@D)
	@echo '  LD $@'
	$(Q)$(AFL_CC) -o $@ $^ $(LDLIBS)

$(B)/fuzz/%-replay: $(B)/obj/fuzz/engine/replay.o $$(call fuzz-parts,$$*)
	@mkdir -p $(@D)
	@echo '  LD $@'
	$(Q)$(CC) -o $@ $^ $(LDLIBS)

$(B)/fuzz/%-mutator.so: $$(call obj,components/$$*/fuzz.c $(fuzz-mutator)) $(B)/formats.a
	@mkdir -p $(@D)
	@echo '  LD $@'
	$(Q)$(CC) -shared -o $@ $^

# The cases of inputs and mutators are linked with them.
$(addprefix $(B)/,$(basename $(filter cases/fuzz/%,$(case-src)))): \
	$(call obj,$(fuzz-know)) $(B)/formats.a

fuzz-build: $(foreach t,$(fuzz-targets),\
	$(patsubst %,$(B)/fuzz/$(t)-%,libfuzzer afl replay mutator.so))

fuzz-replays: $(foreach t,$(fuzz-targets),$(B)/fuzz/$(t)-replay)

fuzz-run:
	@fuzz/run "$(TARGET)" "$(TIME)" "$(ENGINE)" "$(JOBS)"

include fuzz/run.mk fuzz/triage/rules.mk

-include $(patsubst %.o,%.d,$(call obj,$(fuzz-src)))

.PHONY: fuzz-build fuzz-replays fuzz-run
.SECONDARY: $(call obj,$(fuzz-src))
