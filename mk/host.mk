# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# The host's side: harness, back ends and hypercalls become one object, so that
# what registers itself in a linker section is there in every program; each
# cases/<subject>/<what>_test.c becomes a test program, linked with the other
# .c files of its folder.  <what>_canary.c becomes one too, whose cases fail: kyua
# does not run it, but a case that looks how it dies.

host-src := $(sort $(wildcard harness/*.c kernel/*/*.c kernel/*/user/*.[cS] \
	rumpuser/*.c rumpuser/*/*.[cS] components/*/*.c))
atf-src := $(sort $(wildcard atf/*.c))
case-src := $(sort $(wildcard cases/*/*_test.c cases/*/*_canary.c))
case-lib := $(filter-out $(case-src),$(sort $(wildcard cases/*/*.c)))
case-sh := $(sort $(wildcard cases/*/*_test.sh))

# The filter of system calls by its archive: a program must also run where the
# library is not installed.
LDLIBS += -l:libseccomp.a

obj = $(addprefix $(B)/obj/,$(addsuffix .o,$(basename $(1))))
lib-of = $(call obj,$(filter $(dir $(1))%,$(case-lib)))
case-prog := $(addprefix $(B)/,$(basename $(case-src) $(case-sh)))

$(B)/obj/%.o: %.c
	@mkdir -p $(@D)
	@echo '  CC $<'
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/obj/%.o: %.S
	@mkdir -p $(@D)
	@echo '  CC $<'
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Where the harness looks for kernels and images unless told otherwise.
$(call obj,$(filter harness/%,$(host-src))): ALL_CFLAGS += -DRUMPUS_BUILD_DIR='"$(abspath $(B))"'

# A list that changes only when a file comes or goes: without it a removed file
# would live on in the joined object.
$(B)/obj/list: FORCE
	@mkdir -p $(@D)
	@echo $(host-src) $(atf-src) | cmp -s - $@ || echo $(host-src) $(atf-src) >$@

$(B)/rumpus.o: $(call obj,$(host-src)) $(B)/obj/list
	@echo '  LD $@'
	$(Q)$(LD) -r -o $@ $(filter %.o,$^)

$(B)/atf.o: $(call obj,$(atf-src)) $(B)/obj/list
	@echo '  LD $@'
	$(Q)$(LD) -r -o $@ $(filter %.o,$^)

.SECONDEXPANSION:
$(addprefix $(B)/,$(basename $(case-src))): $(B)/%: $(B)/obj/%.o \
		$$(call lib-of,$$*) $(B)/rumpus.o $(B)/atf.o
	@mkdir -p $(@D)
	@echo '  LD $@'
	$(Q)$(CC) $(CFLAGS) -o $@ $^ -latf-c $(LDLIBS)

$(addprefix $(B)/,$(basename $(case-sh))): $(B)/%: %.sh
	@mkdir -p $(@D)
	$(Q)install -m 755 $< $@

host: $(B)/rumpus.o $(B)/atf.o
cases: $(case-prog)

-include $(patsubst %.o,%.d,$(call obj,$(host-src) $(atf-src) $(case-src) $(case-lib)))

.PHONY: host cases FORCE
FORCE:
