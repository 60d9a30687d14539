#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# From crash to test: what triage makes of findings.

build()
{
	(cd "$(atf_get_srcdir)/../.." && pwd)
}

triage()
{
	echo "$(build)/fuzz/ext4-triage"
}

# An index of a directory that counts past its block, by one byte; and much else.
index_finding()
{
	cat <<'END'
rumpus-input 1
image ext4/fuzz
options errors=continue,dioread_lock
patch 0xf0000 00112233445566778899
patch 0x23422 fe07
patch 0xf8000 0102
fault read:5000=EIO
open /file r 0
1: open /small rw 0
pread f0 100 0x0
mkdir /new0 0755
1: pwrite f0 100 0x42 0x20
stat /many/new3
sync
END
}

# A file that outgrows its inode and is cut short; its slot is not the first.
inline_finding()
{
	cat <<'END'
rumpus-input 1
image ext4/fuzz-inline
patch 0xf0000 00112233445566778899
fault write:9000=EIO
mkdir /new0 0755
open /file r 0
open /small rw 0
1: open /text r 0
pwrite f1 100 0x42 0x20
1: pread f0 100 0x0
ftruncate f1 0x8
stat /
END
}

findings()
{
	mkdir -p found
	index_finding >found/crash-a
	{ index_finding; echo 'stat /'; } >found/crash-b
	inline_finding >found/crash-c
	echo 'no input' >found/crash-a.report
}

index=kasan-use-after-free-ext4-dx-csum
inline=warning-ext4-da-update-reserve-space

atf_test_case reduces
reduces_head()
{
	atf_set descr "each defect becomes one folder, with what it needs and no more"
}
reduces_body()
{
	findings
	atf_check -o save:table "$(triage)" found made
	atf_check -o inline:"$index\n$inline\n" ls made
	atf_check -o match:"^new +$index +2 +replays 100 of 100" \
		-o match:"^new +$inline +1 +replays 100 of 100" cat table
	atf_check -o inline:'rumpus-input 1
# KASAN: use-after-free in ext4_dx_csum
image ext4/fuzz
options errors=continue
patch 0x23423 07
stat /many/new3
' cat made/$index/input
	atf_check -o inline:'rumpus-input 1
# WARNING in ext4_da_update_reserve_space
image ext4/fuzz-inline
options errors=continue
open /small rw 00
pwrite f0 100 0x0 0x20
ftruncate f0 0x8
' cat made/$inline/input
	atf_check -o match:'^KASAN in ext4_dx_csum < ext4_dx_csum_verify < ' \
		-o match:'BUG: KASAN: use-after-free in .*/crc32c\.c:[0-9]+' \
		cat made/$index/report
}

atf_test_case repeatable
repeatable_head()
{
	atf_set descr "two runs write the same bytes"
}
repeatable_body()
{
	findings
	atf_check -o save:one "$(triage)" found first
	atf_check -o save:two "$(triage)" found second
	atf_check cmp one two
	atf_check diff -r first second
}

atf_test_case known
known_head()
{
	atf_set descr "a defect that has its folder gets no other, and keeps that one"
}
known_body()
{
	findings
	atf_check -o ignore "$(triage)" found made
	cp -R made before
	rm found/crash-a
	atf_check -o match:"^known +$index +1 " -o match:"^known +$inline +1 " \
		-o not-match:'^new' "$(triage)" found made
	atf_check diff -r before made
}

atf_test_case kept
kept_head()
{
	atf_set descr "what stands in a folder of the same name is never written over"
}
kept_body()
{
	findings
	mkdir -p made/$index
	echo mine >made/$index/input
	echo mine >made/$index/case.c
	atf_check -o match:"^new +$index-2 +2 " "$(triage)" found made
	atf_check -o inline:'mine\n' cat made/$index/input
	atf_check -o inline:'mine\n' cat made/$index/case.c
	atf_check -o match:'REGRESS_DEFECT\(kasan_use_after_free_ext4_dx_csum_2,' \
		cat made/$index-2/case.c
}

atf_test_case gone
gone_head()
{
	atf_set descr "a finding that crashes no more, or is none, is told, and fails"
}
gone_body()
{
	mkdir found
	printf 'rumpus-input 1\nimage ext4/fuzz\nstat /\n' >found/clean
	printf 'rumpus-input 1\nimage ext4/none\n' >found/wrong
	atf_check -s exit:1 -o match:'^gone +clean +1 +clean$' \
		-o match:"^gone +wrong +1 +line 2: 'ext4/none': this target has no such image" \
		"$(triage)" found made
	atf_check -o empty ls made
	atf_check -s exit:2 -e match:'^none: No such file' "$(triage)" none made
	atf_check -s exit:2 -e match:'^usage: triage' "$(triage)" --tries many found made
}

atf_test_case budget
budget_head()
{
	atf_set descr "with no tries left a finding is written as it was found"
}
budget_body()
{
	mkdir found
	index_finding >found/crash-a
	atf_check -o match:'patched bytes 14 -> 14, calls 7 -> 7, faults 1 -> 1, 0 tries' \
		"$(triage)" --tries 0 found made
	atf_check -o match:'^fault read:5000=EIO$' -o match:'^sync$' cat made/$index/input
}

atf_test_case front
front_head()
{
	atf_set descr "the command finds the target by the folder, and says what it misses"
}
front_body()
{
	run=$(build)/../fuzz/triage/run
	atf_check -s exit:2 -e match:"DIR='' and TARGET='': expected" "$run" ''
	atf_check -s exit:2 -e match:'/none: no such folder' "$run" none
	mkdir -p plain
	atf_check -s exit:2 -e match:'expected TARGET=name' "$run" plain
	atf_check -s exit:2 -e match:"TARGET='none': no such fuzz target" "$run" plain none
}

atf_test_case compiles
compiles_head()
{
	atf_set descr "the C programs of all regressions compile without a warning"
}
compiles_body()
{
	for program in "$(build)"/../corpora/*/regress/*/reproduce.c; do
		atf_check gcc -std=gnu11 -O2 -Wall -Wextra -Werror -I "$(build)/.." \
		    -o reproduce "$program"
	done
}

# Calls with their results, as the rump kernel gives them; an open gives a number
# that is each kernel's own.
calls()
{
	grep -E ' = -?[A-Z0-9]+$' | sed 's/^\(\(1: \)\{0,1\}open .*\) = [0-9]*$/\1 = ok/'
}

atf_test_case real_kernel
real_kernel_head()
{
	atf_set descr "a program gives on the machine's kernel what its input gives here"
	atf_set require.user root
}
real_kernel_body()
{
	unshare -m mount -t tmpfs none /mnt 2>/dev/null || atf_skip "no mounts are allowed here"
	[ -e /dev/loop-control ] || atf_skip "this machine has no loop devices"
	grep -qw ext4 /proc/filesystems || atf_skip "this machine's kernel has no ext4"
	n=0
	for seed in "$(build)"/../corpora/ext4/seeds/*; do
		! grep -qE '^(patch|fault) ' "$seed" || continue
		image=$(sed -n 's|^image ext4/||p' "$seed")
		atf_check -o save:seed.c "$(triage)" --c "$seed"
		atf_check gcc -std=gnu11 -O2 -Wall -Wextra -Werror -o seed seed.c
		atf_check -o save:real unshare -m ./seed "$(build)/images/ext4/${image:-fuzz}.img"
		# Oracles are not asked: one seed shows a defect, and calls are compared.
		RUMPUS_FUZZ_ASK=0 "$(build)/fuzz/ext4-replay" --log "$seed" >log ||
			atf_fail "$seed crashes"
		calls <log >expect
		calls <real >got
		atf_check diff expect got
		n=$((n + 1))
	done
	[ "$n" -ge 5 ] || atf_fail "only $n seeds could be compared"
}

atf_init_test_cases()
{
	for name in reduces repeatable known kept gone budget front compiles real_kernel; do
		atf_add_test_case $name
	done
}
