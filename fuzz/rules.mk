# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# Each fuzz/<target>.c becomes build/fuzz/<target>-libfuzzer, -afl and -replay
# and the mutator library build/fuzz/<target>-mutator.so of AFL++.

ENGINE ?= libfuzzer

fuzz-targets := $(sort $(basename $(notdir $(wildcard fuzz/*.c))))
fuzz-know := $(sort $(wildcard fuzz/input/*.c fuzz/mutate/*.c))
# The faults there are, for the mutators where there is no kernel.
fuzz-faults := $(sort $(wildcard rumpuser/fault/*.c)) rumpuser/forward.c
fuzz-ends := $(addprefix fuzz/engine/,libfuzzer.c afl.c afl_map.c afl_mutator.c replay.c)
fuzz-core := $(filter-out $(fuzz-ends),$(sort $(wildcard fuzz/engine/*.c)))
fuzz-src := $(wildcard fuzz/*.c) $(fuzz-know) $(fuzz-ends) $(fuzz-core)

# The kernel image is instrumented, the host's side is not: it needs clang only
# to link libFuzzer's main, and AFL++'s compiler only for AFL++'s runtime.
FUZZ_CLANG := clang-14
AFL_CC := AFL_QUIET=1 afl-clang-fast
fuzz-defines := -DRUMPUS_BUILD_DIR='"$(abspath $(B))"'

fuzz-parts = $(call obj,fuzz/$(1).c $(fuzz-know) $(fuzz-core)) $(B)/rumpus.o

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

$(B)/fuzz/%-mutator.so: fuzz/%.c fuzz/engine/afl_mutator.c $(fuzz-know) $(fuzz-faults)
	@mkdir -p $(@D)
	@echo '  LD $@'
	$(Q)$(CC) $(ALL_CFLAGS) $(fuzz-defines) -fPIC -shared -o $@ $^

# The cases of inputs and mutators are linked with them.
$(addprefix $(B)/,$(basename $(filter cases/fuzz/%,$(case-src)))): $(call obj,$(fuzz-know))

fuzz-build: $(foreach t,$(fuzz-targets),\
	$(patsubst %,$(B)/fuzz/$(t)-%,libfuzzer afl replay mutator.so))

fuzz-run:
	@fuzz/run "$(TARGET)" "$(TIME)" "$(ENGINE)" "$(JOBS)"

include fuzz/run.mk fuzz/triage/rules.mk

-include $(patsubst %.o,%.d,$(call obj,$(fuzz-src)))

.PHONY: fuzz-build fuzz-run
.SECONDARY: $(call obj,$(fuzz-src))
