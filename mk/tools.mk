# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# Each tools/<name>.c becomes the program build/<name>; cases run them.

tool-src := $(sort $(wildcard tools/*.c))
tool-prog := $(patsubst tools/%.c,$(B)/%,$(tool-src))

$(tool-prog): $(B)/%: $(B)/obj/tools/%.o $(B)/rumpus.o
	@mkdir -p $(@D)
	@echo '  LD $@'
	$(Q)$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS)

tools: $(tool-prog)
cases: tools

-include $(patsubst %.o,%.d,$(call obj,$(tool-src)))

.PHONY: tools
