# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# packetdrill/: the shared object that packetdrill loads, and the program with the
# kernel, kernel*.c, that it starts from beside itself.

drill-src := $(sort $(wildcard packetdrill/*.c))
drill-kernel := $(filter packetdrill/kernel%,$(drill-src))
drill-so := $(filter-out $(drill-kernel),$(drill-src))

$(call obj,$(drill-so)): ALL_CFLAGS += -fPIC -fvisibility=hidden

$(B)/packetdrill.so: $(call obj,$(drill-so))
	@echo '  LD $@'
	$(Q)$(CC) $(CFLAGS) -shared -o $@ $^

$(B)/packetdrill-kernel: $(call obj,$(drill-kernel)) $(B)/rumpus.o
	@echo '  LD $@'
	$(Q)$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS)

packetdrill: $(B)/packetdrill.so $(B)/packetdrill-kernel
cases: packetdrill

-include $(patsubst %.o,%.d,$(call obj,$(drill-src)))

.PHONY: packetdrill
