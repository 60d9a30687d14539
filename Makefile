# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# The front door.  Everything is found by globs: adding a file, a component, a
# case or a fuzz target needs no change here.  All output goes below build/.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-builtin-variables

B := build
JOBS ?= 2
VARIANTS ?= plain fuzz cov
KERNEL_SRC ?=
TARGET ?=
COMPONENTS ?=
CASES ?=
CORPUS ?=
LINE ?=
OLD ?=
PATCH ?=
TIME ?= 60
RUNS ?= 1000
SEEDS ?= 3

Q := $(if $(V),,@)
CC := ccache gcc
LD := ld
CFLAGS ?= -O2 -g
ALL_CFLAGS := -std=gnu11 -D_GNU_SOURCE= -Wall -Wextra -Wno-missing-field-initializers -I. $(CFLAGS)
LDLIBS := -Wl,--as-needed -lgcrypt -lxxhash

include mk/host.mk mk/sweep.mk mk/images.mk mk/bench.mk mk/tools.mk mk/coverage.mk
include mk/command.mk mk/packetdrill.mk mk/front.mk
# Gives fuzz-build (every target) and fuzz-run (TARGET for TIME seconds).
-include $(wildcard fuzz/rules.mk)
