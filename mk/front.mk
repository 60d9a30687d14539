# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# What a user types.  The first step of each is the packages; the rest runs in
# a make of its own, because only then the compilers are sure to be there.

kernels := $(patsubst %/Makefile,%,$(wildcard kernel/*/Makefile))

help:
	@ci/help

packages:
	@ci/packages

# One variant after the other: each is parallel in itself.
kernel: $(addprefix kernel-,$(VARIANTS))

$(addprefix kernel-,$(VARIANTS)): kernel-%:
	@for k in $(kernels); do \
		$(MAKE) -C $$k VARIANT=$* OUT=$(abspath $(B)) -j$(JOBS) || exit; done

.PHONY: help packages kernel $(addprefix kernel-,$(VARIANTS))
