# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# The program that sweeps the function matrix holds the cases of cases/fs.

sweep-src := $(filter cases/fs/%,$(filter-out %_canary.c,$(case-src)) $(case-lib))

$(B)/cases/sweep/matrix_test: $(call obj,$(sweep-src))
