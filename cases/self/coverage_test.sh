#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# Line counters: there after a case, and after one whose kernel panicked.

build()
{
	(cd "$(atf_get_srcdir)/../.." && pwd)
}

# counted PROGRAM CASE: runs it on the cov variant; the counters go below gcov.
counted()
{
	objects=$(ls -d "$(build)"/kernel/*-cov/obj) ||
	    atf_fail "no kernel of variant cov: make kernel"
	rm -rf gcov
	mkdir gcov
	GCOV_PREFIX=$PWD/gcov "$(atf_get_srcdir)/$1" -s "$(atf_get_srcdir)" -r "$PWD/result" \
	    -v kernel=linux -v variant=cov "$2" >log 2>&1 || :
	cat log
}

# hits FILE FUNCTION: how often the function of the driver's file was called.
hits()
{
	cp "$objects/$1.gcno" gcov/one.gcno
	cp "gcov$objects/$1.gcda" gcov/one.gcda ||
	    atf_fail "$1: no counters were left"
	(cd gcov && gcov --stdout --branch-probabilities one.gcda 2>/dev/null) |
	    sed -n "s/^function $2 called \([0-9]*\) .*/\1/p"
}

atf_test_case panic
panic_head()
{
	atf_set descr "the counters of a panicking case are kept"
}
panic_body()
{
	counted dies_canary panic
	atf_check -o match:'^failed: .*panic' cat result
	atf_check -o match:'^[1-9]' echo "$(hits fs/ext4/ialloc ext4_read_inode_bitmap)"
	atf_check -o match:'^[1-9]' echo "$(hits fs/ext4/super ext4_handle_error)"
}

atf_test_case reached
reached_head()
{
	atf_set descr "what a case reaches has counts, what it does not reach has none"
}
reached_body()
{
	counted bad_image_test readonly_file
	atf_check -o match:'^passed' cat result
	atf_check -o match:'^[1-9]' echo "$(hits fs/ext4/namei ext4_create)"
	atf_check -o match:'^0' echo "$(hits fs/ext4/namei ext4_rmdir)"
}

atf_init_test_cases()
{
	atf_add_test_case panic
	atf_add_test_case reached
}
