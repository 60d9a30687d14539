#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# AFL++ and the kernel understand each other.

build()
{
	(cd "$(atf_get_srcdir)/../.." && pwd)
}

# afl TARGET SEEDS EXECUTIONS: a short run with a fixed seed
afl()
{
	"$(build)/fuzz/$1-replay" --seeds seeds "$2" || return 2
	RUMPUS_BUILD=$(build)
	AFL_CUSTOM_MUTATOR_LIBRARY=$RUMPUS_BUILD/fuzz/$1-mutator.so
	export RUMPUS_BUILD AFL_CUSTOM_MUTATOR_LIBRARY AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1
	export AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1
	atf_check -o ignore -e ignore afl-fuzz -D -M job -i seeds -o out -s 1 -E "$3" \
		-t 10000 -m none \
		-G 4096 -- "$(build)/fuzz/$1-afl"
}

stat_is()
{
	atf_check -o match:"^$1 *: $2\$" cat out/job/fuzzer_stats
}

atf_test_case stable
stable_head()
{
	atf_set descr "AFL++ reports 100 % stability on the seeds, in persistent mode"
}
stable_body()
{
	afl ext4 "$(build)/../corpora/ext4/seeds" 500
	stat_is stability '100.00%'
	stat_is corpus_variable 0
	stat_is target_mode 'persistent shmem_testcase deferred '
	atf_check -o not-match:'^edges_found *: [0-9]\{1,3\}$' cat out/job/fuzzer_stats
}

atf_test_case crash
crash_head()
{
	atf_set descr "AFL++ finds the planted bug one bit away, and the input replays"
}
crash_body()
{
	mkdir near
	sed 's/^put f0 c0/put f0 40/' \
		"$(build)/../corpora/canary/regress/overrun/input" >near/input
	afl canary near 5000
	atf_check -s exit:1 -o match:'slab-out-of-bounds' \
		"$(build)/fuzz/canary-replay" out/job/crashes/id*
}

atf_test_case rows
rows_head()
{
	atf_set descr "AFL++ finds it by changes of a row of records, too"
}
rows_body()
{
	mkdir near
	sed 's/^write c0/write 40/' \
		"$(build)/../corpora/canary_row/regress/overrun/input" >near/input
	afl canary_row near 5000
	atf_check -s exit:1 -o match:'slab-out-of-bounds' \
		"$(build)/fuzz/canary_row-replay" out/job/crashes/id*
}

atf_test_case cmplog
cmplog_head()
{
	atf_set descr "the program is its own CmpLog build: AFL++ gets inputs from comparisons"
}
cmplog_body()
{
	"$(build)/fuzz/ext4-replay" --seeds seeds "$(build)/../corpora/ext4/seeds"
	RUMPUS_BUILD=$(build)
	export RUMPUS_BUILD AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1
	export AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1
	# Whoever is left of it holds the lock.
	exec 7>held
	flock 7
	atf_check -o save:log -e ignore afl-fuzz -c 0 -D -i seeds -o out -s 1 -E 2000 -t 10000 \
		-m none -G 4096 -- "$(build)/fuzz/ext4-afl"
	atf_check grep -q 'Cmplog forkserver successfully started' log
	exec 7>&-
	atf_check flock -w 10 held true
	# Its first step: other bytes that reach the same, which it makes for nothing else.
	atf_check -o match:'op:colorization' ls out/default/queue
}

atf_init_test_cases()
{
	atf_add_test_case stable
	atf_add_test_case crash
	atf_add_test_case rows
	atf_add_test_case cmplog
}
