#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# Bugs planted in a file system, one at a time, are found: each by the oracle meant
# for it, and by no other.  Without one nothing is found.

# run CASE REASON: the case of the canary program ends so; its output is in `log`.
run()
{
	rm -f result
	"$(atf_get_srcdir)/planted_canary" -s "$(atf_get_srcdir)" -r "$PWD/result" \
	    -v kernel="$(atf_config_get kernel linux)" \
	    -v variant="$(atf_config_get variant plain)" "$1" >log 2>&1 && :
	cat log
	[ -f result ] || atf_fail "$1 left no result"
	! grep -q '^skipped' result || atf_skip "$(sed 's,^skipped: ,,' result)"
	atf_check -o match:"$2" cat result
}

# found CASE FINDING: a sweep fails by this finding alone, and so does its one round that
# the report names.
found()
{
	run "$1" "^failed: 1 findings, 1 of them not known; $2"
	fault=$(sed -n "s/^reproduce: FAULT='\([^']*\)' .*/\1/p" log)
	FAULT=$fault run "$1" "^failed: 1 findings, 1 of them not known; $2"
	atf_check -o match:'^rounds: 1 ' cat log
}

atf_test_case lost_fsync
lost_fsync_head()
{
	atf_set descr "an fsync that writes nothing: what was synced is not on the disk"
}
lost_fsync_body()
{
	run honest_cut_work '^passed'
	run lost_fsync_cut_work '^failed: power cut cut=.*: d/f: size 0; expected 9 to 9'
}

atf_test_case leak
leak_head()
{
	atf_set descr "an object that an error path forgets: the count names its cache"
}
leak_body()
{
	run honest_write '^passed'
	found leak_write 'leak: flawed_map: [1-9][0-9]* objects .*[(]write:[1-9]'
}

atf_test_case double_free
double_free_head()
{
	atf_set descr "an object that is freed twice where an allocation fails: KASAN"
}
double_free_body()
{
	run honest_alloc '^passed'
	[ "$(atf_config_get variant plain)" = fuzz ] || atf_skip "KASAN is in variant fuzz alone"
	found double_free_alloc 'defect: .*KASAN: double-free .*[(]alloc:[1-9]'
}

atf_test_case wrong_errno
wrong_errno_head()
{
	atf_set descr "an error that comes back as another: the errnos that a fault explains"
}
wrong_errno_body()
{
	run honest_read '^passed'
	found wrong_errno_read 'wrong errno: mount gives ENOENT [(]read:[1-9]'
}

atf_init_test_cases()
{
	for name in lost_fsync leak double_free wrong_errno; do
		atf_add_test_case $name
	done
}
