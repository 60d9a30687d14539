# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# Each bench/<name>_bench.c becomes the program build/bench/<name>_bench, linked
# with the other files of the folder.

bench-src := $(sort $(wildcard bench/*.c))
bench-lib := $(filter-out %_bench.c,$(bench-src))
bench-prog := $(addprefix $(B)/,$(basename $(filter %_bench.c,$(bench-src))))

$(bench-prog): $(B)/%: $(B)/obj/%.o $(call obj,$(bench-lib)) $(B)/rumpus.o
	@mkdir -p $(@D)
	@echo '  LD $@'
	$(Q)$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS)

bench-build: $(bench-prog)

-include $(patsubst %.o,%.d,$(call obj,$(bench-src)))

.PHONY: bench-build
