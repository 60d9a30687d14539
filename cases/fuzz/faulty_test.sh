#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# Inputs with faults on a kernel: they happen, are told, and leave nothing behind.

build()
{
	(cd "$(atf_get_srcdir)/../.." && pwd)
}

# with FAULTS SEED: the seed of ext4 with these faults
with()
{
	sed "s|^image.*|&\\nfault $1|" "$(build)/../corpora/ext4/seeds/$2"
}

# trace FILE...: the calls and results of inputs, the faults fired, the outcome
trace()
{
	"$(build)/fuzz/ext4-replay" --log "$@" >whole || atf_fail "replay $*: exit status $?"
	grep -v '^\[ ' whole
}

atf_test_case writes_fail
writes_fail_head()
{
	atf_set descr "with fault write:*=EIO nothing becomes durable, and that is no crash"
}
writes_fail_body()
{
	# The first write is the superblock's at mount.
	with 'write:*=EIO' write-read >all
	trace all >log
	atf_check -o match:'^write:\*=EIO: occurrence 1, write of disk' \
		-o match:'all: clean$' cat log
	with 'write:3..=EIO' write-read >later
	trace later >log
	atf_check -o match:'^pwrite f0 4096 0x41 0x400 = 4096$' -o match:'^fsync f0 = -EIO$' \
		-o match:'^write:3\.\.=EIO: occurrence 3, ' -o match:'later: clean$' cat log
}

atf_test_case alone
alone_head()
{
	atf_set descr "an input with faults does the same in any company, and so do its neighbours"
}
alone_body()
{
	with 'read:*/7=flip(0x10,at=100);write:*/2=reorder(2)' write-read >a
	with 'disk:12=gone(1s,ro);clock:9=jump(+1s)' names >b
	cp "$(build)/../corpora/ext4/seeds/journal" c
	with 'alloc:*/50=ENOMEM' journal >d
	for name in a b c d; do
		trace $name >"$name.alone"
	done
	atf_check -o match:'=flip\(16,at=100\): occurrence 7, ' \
		-o match:'=reorder\(2\): occurrence 2, ' cat a.alone
	atf_check -o match:'=gone\(1s,ro\): occurrence 12' -o match:'^clock:9=jump\(\+1s\): ' \
		cat b.alone
	atf_check -o not-match:occurrence cat c.alone
	atf_check -o match:'^alloc:\*/50=ENOMEM: occurrence 50, alloc' cat d.alone
	cat a.alone b.alone c.alone d.alone b.alone a.alone c.alone d.alone d.alone >expect
	trace a b c d b a c d d >got
	atf_check -o file:expect cat got
}

atf_test_case not_fired
not_fired_head()
{
	atf_set descr "a fault that does not fire changes nothing"
}
not_fired_body()
{
	cp "$(build)/../corpora/ext4/seeds/write-read" plain
	with 'write:60000=EIO;random:60000=fill(0)' write-read >idle
	trace plain | sed 's/^plain:/idle:/' >expect
	trace idle >got
	atf_check -o file:expect cat got
}

atf_test_case wrong_lines
wrong_lines_head()
{
	atf_set descr "a fault line that is wrong is one line, and nothing is run"
}
wrong_lines_body()
{
	with 'write:0=EIO' write-read >input
	echo "input: line 3: fault 'write:0=EIO': column 7: occurrence 0; expected 1 or more" \
		>expect
	atf_check -s exit:2 -e file:expect "$(build)/fuzz/ext4-replay" input
	with 'write:1=drop;write:*=EIO' write-read >input
	atf_check -s exit:2 -e match:"^input: line 3: .*contradicts 'write:1=drop'" \
		"$(build)/fuzz/ext4-replay" input
}

# A crash with a fault that has nothing to do with it.
crash()
{
	sed 's|^rumpus-input 1|&\nfault clock:2=jump(+1s)|' \
		"$(build)/../corpora/canary/regress/overrun/input" >input
	"$(build)/fuzz/canary-replay" --binary input binary
}

atf_test_case report
report_head()
{
	atf_set descr "a report has the faults that fired and the fault lines of the input"
}
report_body()
{
	crash
	atf_check -s exit:1 -o match:'^clock:2=jump\(\+1s\): occurrence 2, clock, at' \
		-o match:'crash: BUG: KASAN' "$(build)/fuzz/canary-replay" input
	mkdir findings
	RUMPUS_FUZZ_FINDINGS=findings
	export RUMPUS_FUZZ_FINDINGS
	atf_check -e ignore "$(build)/fuzz/canary-libfuzzer" binary
	atf_check cmp binary findings/crash-????????????????
	atf_check -o match:'^clock:2=jump\(\+1s\): occurrence 2, clock, at' \
		-o match:'^fault clock:2=jump\(\+1s\)$' -o match:'slab-out-of-bounds' \
		cat findings/crash-*.report
}

atf_test_case counted
counted_head()
{
	atf_set descr "crashes of a run are counted, and those among them that are new"
}
counted_body()
{
	crash
	mkdir -p build/fuzz corpora/canary/corpus
	ln -s "$(build)/kernel" "$(build)/images" build/
	for program in libfuzzer replay; do
		ln -s "$(build)/fuzz/canary-$program" build/fuzz/
	done
	cp binary corpora/canary/corpus/
	RUMPUS_BUILD=$PWD/build RUMPUS_CORPUS=$PWD/corpora
	export RUMPUS_BUILD RUMPUS_CORPUS
	run=$(build)/../fuzz/run
	atf_check -s exit:1 -o match:' [1-9][0-9]* crashes, 1 new' "$run" canary 1 libfuzzer 1
	atf_check -s exit:1 -o match:' [1-9][0-9]* crashes, 0 new' "$run" canary 1 libfuzzer 1
}

atf_init_test_cases()
{
	atf_add_test_case writes_fail
	atf_add_test_case alone
	atf_add_test_case not_fired
	atf_add_test_case wrong_lines
	atf_add_test_case report
	atf_add_test_case counted
}
