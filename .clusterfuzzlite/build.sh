#!/bin/sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# Compiles the fuzz targets into $OUT, beside what the first stage of the Dockerfile made
# for them.
set -eu

cd "$SRC/rumpus"
OSS_MADE=$SRC/made fuzz/oss-fuzz "$OUT"
