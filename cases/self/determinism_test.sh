#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# The same case in fresh processes: the same log to the byte, the same disk.
# `make determinism` does it for all cases, many times.

build()
{
	(cd "$(atf_get_srcdir)/../.." && pwd)
}

# once N PROGRAM CASE: runs it with what is left in files of that number.
once()
{
	mkdir "work.$1"
	# Nothing of the host may matter: neither the folder nor the environment.
	(cd "work.$1" && RUMPUS_HASHES=../hashes.$1 NOISE=$(seq "$1" 200) \
	    "$(build)/cases/$2" -s "$(build)/cases/fs" -r ../result.$1 -v kernel=linux \
	    -v variant="$(atf_config_get variant plain)" "$3") >log.$1 2>&1
	[ -s "hashes.$1" ] || { cat "log.$1" "result.$1"; atf_fail "$3 left no hash"; }
}

same()
{
	for i in 1 2 3 4 5; do
		once "$i" "$@"
		atf_check cmp result.1 "result.$i"
		atf_check cmp hashes.1 "hashes.$i"
		atf_check cmp log.1 "log.$i"
	done
	rm -rf work.* result.* hashes.* log.*
}

atf_test_case disks
disks_head()
{
	atf_set descr "five processes leave the same disk and the same log"
}
disks_body()
{
	same fs/create_test ext4_create
	same fs/create_test vfat_create
	same fs/rename_test ext4_rename_over_file
}

atf_test_case logs
logs_head()
{
	atf_set descr "five panics have the same log, with the same addresses"
}
logs_body()
{
	for i in 1 2 3 4 5; do
		NOISE=$(seq "$i" 200) "$(atf_get_srcdir)/dies_canary" -s "$(atf_get_srcdir)" \
		    -r "$PWD/result.$i" -v kernel=linux \
		    -v variant="$(atf_config_get variant plain)" panic >"log.$i" 2>&1 || :
		atf_check grep -q 'Kernel panic' "log.$i"
		atf_check cmp log.1 "log.$i"
		atf_check cmp result.1 "result.$i"
	done
}

atf_test_case seen
seen_head()
{
	atf_set descr "two cases that write different things have different hashes"
}
seen_body()
{
	once 1 fs/create_test ext4_create
	once 2 fs/create_test ext4_create_keeps
	atf_check -s exit:1 -o ignore cmp hashes.1 hashes.2
}

atf_init_test_cases()
{
	atf_add_test_case disks
	atf_add_test_case logs
	atf_add_test_case seen
}
