#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# The fuzzer finds a planted bug, by coverage, within a fixed number of inputs.

RUNS=500000

build()
{
	(cd "$(atf_get_srcdir)/../.." && pwd)
}

# Without looks at the corpus by the clock: all that happens is to depend on the seed.
fuzz()
{
	"$(build)/fuzz/canary-replay" --seeds seeds "$(build)/../corpora/canary/seeds" || return 2
	"$(build)/fuzz/canary-libfuzzer" -seed=3 -max_len=48 -reload=0 \
		-artifact_prefix=./ "$@" seeds >log 2>&1
}

atf_test_case found
found_head()
{
	atf_set descr "libFuzzer finds the planted overrun, and the input replays"
}
found_body()
{
	fuzz -runs=$RUNS
	status=$?
	[ $status = 77 ] || { tail -20 log; atf_fail "exit status $status, expected 77"; }
	atf_check -o match:'slab-out-of-bounds in canary_write' cat log
	atf_check -s exit:1 -o match:'slab-out-of-bounds in canary_write' \
		"$(build)/fuzz/canary-replay" crash-*
}

atf_test_case repeatable
repeatable_head()
{
	atf_set descr "two runs with one seed try the same words and find the same inputs"
}
repeatable_body()
{
	mkdir a b
	for dir in a b; do
		cd $dir || exit
		fuzz -runs=$RUNS
		cd .. || exit
	done
	# Words of one run alone would be addresses or the like of its process.
	for dir in a b; do
		sed -n 's/^#\([0-9]*\).* MS: /\1 /p' $dir/log >$dir.words
	done
	atf_check -o match:'DE: ' cat a.words
	atf_check cmp a.words b.words
	atf_check diff -r a/seeds b/seeds
	(cd a && echo crash-*) >expect
	(cd b && echo crash-*) >got
	atf_check cmp expect got
	atf_check -o not-match:'\*' cat got
}

atf_init_test_cases()
{
	atf_add_test_case found
	atf_add_test_case repeatable
}
