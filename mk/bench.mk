# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# Each bench/<name>.c becomes the program build/bench/<name>.

bench-src := $(sort $(wildcard bench/*.c))
bench-prog := $(addprefix $(B)/,$(basename $(bench-src)))

$(bench-prog): $(B)/%: $(B)/obj/%.o $(B)/rumpus.o
	@mkdir -p $(@D)
	@echo '  LD $@'
	$(Q)$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS)

bench-build: $(bench-prog)

-include $(patsubst %.o,%.d,$(call obj,$(bench-src)))

.PHONY: bench-build
