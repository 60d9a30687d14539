#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# What a crash case says of itself: how many states there were, and of a bad one
# what is wrong, where it is kept and the line that repeats it.

# run CASE REASON: the case of the canary program ends so; its output is in `log`.
run()
{
	rm -f result
	"$(atf_get_srcdir)/lost_canary" -s "$(atf_get_srcdir)" -r "$PWD/result" \
	    -v kernel="$(atf_config_get kernel linux)" \
	    -v variant="$(atf_config_get variant plain)" "$1" >log 2>&1 && :
	cat log
	[ -f result ] || atf_fail "$1 left no result"
	grep -q '^skipped' result && atf_skip "$(cat result)"
	atf_check -o match:"$2" cat result
}

# The folder that RUMPUS_BUILD names keeps what is bad; kernels and images are those
# of the build.
own_build()
{
	built=$(cd "$(atf_get_srcdir)/../.." && pwd)
	mkdir build
	ln -s "$built/kernel" "$built/images" build/
	RUMPUS_BUILD=$PWD/build
	export RUMPUS_BUILD
	unset FAULT CRASH_STATE
}

atf_test_case passes
passes_head()
{
	atf_set descr "a case that passes tells its states, and keeps none"
}
passes_body()
{
	own_build
	run ext4_ordered_replace '^passed'
	atf_check -o match:'^states: [1-9][0-9]* distinct [1-9][0-9]* checked [1-9]' cat log
	[ ! -e build/crash ] || atf_fail "states were kept: $(ls build/crash)"
}

atf_test_case fails
fails_head()
{
	atf_set descr "a bad state is kept, and the line that repeats it shows it again"
}
fails_body()
{
	own_build
	export FAULT='flush:*=drop'
	run ext4_ordered_replace '^failed: power cut cut='
	reason=$(cat result)
	line="^reproduce: FAULT='flush:[*]=drop' CRASH_STATE='cut=[^']*' kyua .*debug "
	atf_check -o match:"$line.*cases/crash/lost_canary:ext4_ordered_replace" cat log
	kept=build/crash/lost_canary-ext4_ordered_replace
	atf_check -o match:'^state: cut=' -o match:'^1: openat /mnt/a = 0' \
	    -o match:'the power is cut behind' -o match:'^-- cut --' cat $kept/recipe.txt
	atf_check -s exit:0 test -s $kept/log.trace
	atf_check mv $kept/disk.img first.img

	CRASH_STATE=$(sed -n "s/^reproduce: .*CRASH_STATE='\([^']*\)'.*/\1/p" log)
	export CRASH_STATE
	run ext4_ordered_replace '^failed: power cut cut='
	atf_check_equal "$reason" "$(cat result)"
	atf_check -o match:'^states: 1 distinct 1 ' cat log
	atf_check cmp first.img $kept/disk.img
}

atf_test_case refused
refused_head()
{
	atf_set descr "a state that does not fit, and a body that is too large, end in one line"
}
refused_body()
{
	own_build
	CRASH_STATE='cut=99999' run ext4_ordered_replace '^failed: .*99999'
	CRASH_STATE='cut' run ext4_ordered_replace '^failed: .*expected'
	CRASH_STATE='' run ext4_ordered_replace '^failed: .*expected'
	run ext4_ordered_large '^failed: .*67108864 bytes.*at most 4194304'
}

atf_init_test_cases()
{
	for name in passes fails refused; do
		atf_add_test_case $name
	done
}
