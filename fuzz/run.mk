# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# What is done with targets besides fuzzing them: merging corpora, and the build by
# fuzz/oss-fuzz, with another compiler and another B.

FROM ?=
OUT ?=
OSS_CXX ?=
OSS_ENGINE ?=
# An archive does not bring along what it needs itself.
OSS_LDLIBS = $(if $(findstring -lgcrypt,$(LDLIBS)),-lgpg-error)

fuzz-merge-run:
	@fuzz/merge "$(TARGET)" $(FROM)

# Where these run, no library but the C one is sure to be there.
$(B)/fuzz/%-oss: $(B)/obj/fuzz/engine/libfuzzer.o $$(call fuzz-parts,$$*)
	@mkdir -p $(@D)
	@echo '  LD $@'
	$(Q)$(OSS_CXX) -o $@ $^ $(OSS_ENGINE) -Wl,-Bstatic $(LDLIBS) $(OSS_LDLIBS) -Wl,-Bdynamic

oss-fuzz-build: $(foreach t,$(fuzz-targets),$(B)/fuzz/$(t)-oss)

.PHONY: fuzz-merge-run oss-fuzz-build
