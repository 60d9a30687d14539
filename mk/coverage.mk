# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# coverage/*.c become the program build/cover.

cover-src := $(sort $(wildcard coverage/*.c))

$(B)/cover: $(call obj,$(cover-src)) $(B)/rumpus.o
	@mkdir -p $(@D)
	@echo '  LD $@'
	$(Q)$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS)

cases: $(B)/cover

-include $(patsubst %.o,%.d,$(call obj,$(cover-src)))
