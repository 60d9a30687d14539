# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# front/*.c become the command build/rumpus.

front-src := $(sort $(wildcard front/*.c))

$(call obj,$(front-src)): ALL_CFLAGS += -DRUMPUS_SOURCE_DIR='"$(CURDIR)"'

$(B)/rumpus: $(call obj,$(front-src)) $(B)/rumpus.o
	@mkdir -p $(@D)
	@echo '  LD $@'
	$(Q)$(CC) $(CFLAGS) -o $@ $^ -ljson-c $(LDLIBS)

cases: $(B)/rumpus

-include $(patsubst %.o,%.d,$(call obj,$(front-src)))
