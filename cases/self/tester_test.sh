#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# Tests the tester: what goes wrong in a case is a failed case that says what,
# never silence.

# dies CASE REASON PATTERN...: the case of the canary program fails with that
# reason, and each pattern stands in what it printed.
dies()
{
	name=$1 reason=$2
	shift 2
	rm -f result
	"$(atf_get_srcdir)/dies_canary" -s "$(atf_get_srcdir)" -r "$PWD/result" \
	    -v kernel="$(atf_config_get kernel linux)" \
	    -v variant="$(atf_config_get variant plain)" "$name" >log 2>&1 && :
	status=$?
	cat log
	[ "$status" != 0 ] || atf_fail "$name passed"
	[ -f result ] || atf_fail "$name left no result (exit status $status)"
	atf_check -o match:"$reason" cat result
	for pattern; do
		atf_check -o match:"$pattern" cat log
	done
}

atf_test_case panic
panic_head()
{
	atf_set descr "a panic is a failure, with the log and a trace of functions and lines"
}
panic_body()
{
	dies panic '^failed: .*panic' 'Kernel panic - not syncing' \
	    'ext4_[a-z_]*\+0x[0-9a-f]+ \(.*fs/ext4/[a-z_]+\.c:[0-9]+\)' 'vfs_mkdir'
}

atf_test_case panic_later
panic_later_head()
{
	atf_set descr "a panic is told even where a later check fails"
}
panic_later_body()
{
	dies panic_later '^failed: ' 'Kernel panic - not syncing'
}

atf_test_case check
check_head()
{
	atf_set descr "a failed check has place, expected and got"
}
check_body()
{
	dies check '^failed: .*dies_canary\.c:[0-9].*three.*4.*3'
}

atf_test_case error
error_head()
{
	atf_set descr "a wrong errno is named, and what was allowed"
}
error_body()
{
	dies error '^failed: .*ENOENT'
	atf_check -o match:'EACCES' -o match:'EPERM' cat result
}

atf_test_case call
call_head()
{
	atf_set descr "a failed call is named with its errno"
}
call_body()
{
	dies call '^failed: .*kern_open.*ENOENT'
}

atf_test_case hung
hung_head()
{
	atf_set descr "a call that never returns fails the case by its name"
}
hung_body()
{
	dies hung '^failed: .*nanosleep'
}

atf_test_case host_crash
host_crash_head()
{
	atf_set descr "a crash of the test program itself is no success"
}
host_crash_body()
{
	"$(atf_get_srcdir)/dies_canary" -s "$(atf_get_srcdir)" -r "$PWD/result" host_crash \
	    >log 2>&1 && atf_fail "host_crash passed"
	[ ! -f result ] || atf_check -o not-match:'^passed' cat result
}

atf_test_case checker
checker_head()
{
	atf_set descr "damage on the disk after the case fails it by the checker"
}
checker_body()
{
	dies ext4_checker '^failed: .*checker'
}

atf_init_test_cases()
{
	for name in panic panic_later check error call hung host_crash checker; do
		atf_add_test_case $name
	done
}
