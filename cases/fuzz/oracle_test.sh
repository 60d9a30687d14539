#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# What fuzz inputs are asked beyond KASAN, UBSAN and BUG.  Each oracle finds the bug
# that is planted for it in the file system flawed, and nothing without that bug.

build()
{
	(cd "$(atf_get_srcdir)/../.." && pwd)
}

replay()
{
	echo "$(build)/fuzz/flawed-replay"
}

# input FLAW LINE...: an input on a file system with this flaw
input()
{
	printf 'rumpus-input 1\nimage flawed/fuzz\noptions flaw=%s\n' "$1"
	shift
	printf '%s\n' "$@"
}

# finds FLAW KIND NAME LINE...: the flaw is told as KIND, triage makes the folder NAME
# of it, and without the flaw the same input is clean.
finds()
{
	flaw=$1 kind=$2 name=$3
	shift 3
	mkdir found
	input "$flaw" "$@" 'stat /' >found/with
	input none "$@" 'stat /' >without
	atf_check -s exit:1 -o match:"found/with: crash: .*$kind" "$(replay)" found/with
	atf_check -o match:'without: clean$' "$(replay)" without
	atf_check -o match:"^new +$name +1 +replays 100 of 100" \
		"$(build)/fuzz/flawed-triage" found made
	# What it has nothing to do with is gone.
	atf_check -s exit:1 grep stat made/*/input
	atf_check -o match:"$kind" cat made/*/report
}

on_debug()
{
	[ -e "$(build)/kernel/linux-debug/kernel.elf" ] ||
	    atf_skip "no kernel of variant debug; make kernel VARIANTS=debug makes it"
	variant=debug
	export variant
}

atf_test_case warn
warn_head()
{
	atf_set descr "WARN in a driver"
}
warn_body()
{
	finds warn 'WARNING: .* flawed_warn' warning-flawed-warn \
		'open /new0 rw+creat 0644' 'unlink /new0'
}

atf_test_case leak
leak_head()
{
	atf_set descr "memory that each unmount leaves behind"
}
leak_body()
{
	finds leak 'leak of flawed_map; 1 objects of 200 bytes' leak-of-flawed-map \
		'fault write:1=EIO' 'open /new0 rw+creat 0644'
	# What the file system below keeps while it is mounted.
	{
		echo rumpus-input 1
		echo 'open /file w+append 0'
		echo 'pwrite f0 8192 0x0 0x0'
	} >below
	atf_check -o match:'below: clean$' "$(build)/fuzz/overlayfs-replay" below
}

atf_test_case remount
remount_head()
{
	atf_set descr "a tree that is not the same after an unmount"
}
remount_body()
{
	finds forget 'remount changes mode' remount-changes-mode \
		'mkdir /new0 0755' 'sync' 'chmod /new0 0700'
}

atf_test_case wait
wait_head()
{
	atf_set descr "a call that sleeps for what never comes; but one that may is no crash"
}
wait_body()
{
	finds wait 'INFO: task blocked for good' info-task-blocked-for-good-flawed-wait \
		'mkdir /new0 0755' 'rmdir /new0'
	{ echo rumpus-input 1; echo 'mknod /new0 fifo 0644'; echo 'open /new0 r 0'; } >fifo
	atf_check -o match:'fifo: hung$' "$(build)/fuzz/ext4-replay" fifo
	# The disk never answers, or too late; what waits longer than for that is a crash.
	input none 'fault write:1=stuck' 'mkdir /new0 0755' >stuck
	input none 'fault write:1=delay(200s)' 'mkdir /new0 0755' >late
	input wait 'fault write:1=delay(2s)' 'mkdir /new0 0755' 'rmdir /new0' >later
	atf_check -o match:'stuck: hung$' "$(replay)" stuck
	atf_check -o match:'late: hung$' "$(replay)" late
	atf_check -s exit:1 -o match:'later: crash: INFO: task blocked' "$(replay)" later
	# Who waits with the lock that the call waits for is told of as well.
	atf_check -s exit:1 -o match:'blocked too, comm kworker' -o match:'^ set_advertising_c' \
		"$(build)/fuzz/bluetooth-replay" \
		"$(build)/../corpora/bluetooth/regress/power-off-waits-for-itself/input"
}

atf_test_case memory
memory_head()
{
	atf_set descr "a call that tries for ever to get memory which there will not be is right"
}
memory_body()
{
	for fault in '[kind=page]:*' ':5000..'; do
		printf 'rumpus-input 1\nimage f2fs/fuzz\nfault alloc%s=ENOMEM\n' "$fault" >never
		atf_check -o match:'never: (clean|budget)$' "$(build)/fuzz/f2fs-replay" never
	done
	# Nor does such a fault hide what waits for something else.
	input wait 'fault alloc:50000..=ENOMEM' 'mkdir /new0 0755' 'rmdir /new0' >other
	atf_check -s exit:1 -o match:'other: crash: INFO: task blocked' "$(replay)" other
}

atf_test_case loop
loop_head()
{
	atf_set descr "a call that goes round for ever"
}
loop_body()
{
	for flaw in loop none; do
		input $flaw 'mkdir /new0 0755' 'rename /new0 /new1 plain' >$flaw
	done
	# Triage runs it more than a hundred times, which takes a minute.
	atf_check -s exit:1 \
		-o match:'loop: crash: endless loop in flawed_follow; renameat2 not done after' \
		"$(replay)" loop
	atf_check -o match:'none: clean$' "$(replay)" none
}

atf_test_case lock_order
lock_order_head()
{
	atf_set descr "two locks taken in both orders: lockdep, in variant debug"
}
lock_order_body()
{
	on_debug
	finds order 'possible circular locking dependency' \
		'warning-possible-circular-locking-dependency-.*' \
		'open /new0 rw+creat 0644' 'unlink /new0'
}

atf_test_case atomic_sleep
atomic_sleep_head()
{
	atf_set descr "an allocation that may sleep under a spinlock, in variant debug"
}
atomic_sleep_body()
{
	on_debug
	finds atomic 'sleeping function called from invalid context' \
		'bug-sleeping-function-called-from-invalid-context-.*' 'mkdir /new0 0755'
}

atf_test_case chosen
chosen_head()
{
	atf_set descr "RUMPUS_FUZZ_ASK says which inputs are asked"
}
chosen_body()
{
	RUMPUS_FUZZ_ASK=4
	export RUMPUS_FUZZ_ASK
	mkdir inputs
	for i in $(seq 40); do
		input forget 'mkdir /new0 0755' 'sync' "$(printf "chmod /new0 0%o" "$i")" >inputs/$i
	done
	"$(replay)" inputs >one
	n=$(grep -c ': crash' one)
	[ "$n" -gt 3 ] && [ "$n" -lt 20 ] || atf_fail "$n of 40 were asked, expected some 10"
	"$(replay)" inputs >two
	atf_check cmp one two
	RUMPUS_FUZZ_ASK=0
	atf_check -o not-match:': crash' "$(replay)" inputs
	RUMPUS_FUZZ_ASK=some
	atf_check -s exit:2 -e match:'RUMPUS_FUZZ_ASK: expected a number' "$(replay)" inputs
}

atf_test_case seeds
seeds_head()
{
	atf_set descr "of honest inputs nothing is told but what is known"
}
seeds_body()
{
	corpora=$(build)/../corpora
	for dir in "$corpora"/*/seeds; do
		target=$(basename "$(dirname "$dir")")
		"$(build)/fuzz/$target-replay" "$dir" >log || [ $? = 1 ] ||
		    atf_fail "$target: $(cat log)"
		sed -n 's/.*: crash: \([^;]*\).*/\1/p' log | sort -u >answers
		while read -r answer; do
			grep -qF "\"$answer\"" "$corpora/$target"/regress/*/case.c ||
			    atf_fail "$target: $answer, which is no known defect"
		done <answers
		grep -c ': clean$' log >>clean
	done
	[ "$(awk '{ n += $1 } END { print n }' clean)" -ge 40 ] || atf_fail "hardly a seed is clean"
}

atf_test_case coverage
coverage_head()
{
	atf_set descr "what oracles reach is no coverage: a fuzzer makes the same corpus"
}
coverage_body()
{
	"$(build)/fuzz/exfat-replay" --seeds seeds "$(build)/../corpora/exfat/seeds"
	for ask in 0 1; do
		mkdir corpus-$ask
		RUMPUS_FUZZ_ASK=$ask "$(build)/fuzz/exfat-libfuzzer" -seed=3 -runs=200 \
			-artifact_prefix=./ corpus-$ask seeds >log 2>&1 || atf_fail "$(cat log)"
	done
	[ "$(ls corpus-0 | wc -l)" -gt 10 ] || atf_fail "the fuzzer found nothing"
	atf_check diff -r corpus-0 corpus-1
}

atf_init_test_cases()
{
	for name in warn leak remount wait memory loop lock_order atomic_sleep chosen seeds \
		coverage; do
		atf_add_test_case $name
	done
}
