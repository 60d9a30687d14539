#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# Targets whose inputs are rows of records: a planted bug is found, replayed, and made a
# regression; captures are seeds.

build()
{
	(cd "$(atf_get_srcdir)/../.." && pwd)
}

# The overrun among much else.
finding()
{
	cat <<'END'
rumpus-records 1
pass 65535
write 01020304 05060708
write c0a05007 04414243 44
write
pass 3
write 0102
END
}

least='rumpus-records 1
# KASAN: slab-out-of-bounds in canary_write
write c0a05007 04000000 00
'

atf_test_case found
found_head()
{
	atf_set descr "the fuzzer finds the overrun by changes of rows, and the input replays"
}
found_body()
{
	"$(build)/fuzz/canary_row-replay" --seeds seeds \
	    "$(build)/../corpora/canary_row/seeds" || atf_fail "no seeds"
	"$(build)/fuzz/canary_row-libfuzzer" -seed=3 -max_len=96 -artifact_prefix=./ -runs=500000 \
	    seeds >log 2>&1
	status=$?
	[ $status = 77 ] || { tail -20 log; atf_fail "exit status $status, expected 77"; }
	atf_check -s exit:1 -o match:'slab-out-of-bounds in canary_write' \
		"$(build)/fuzz/canary_row-replay" crash-*
}

atf_test_case triage
triage_head()
{
	atf_set descr "a finding becomes a folder with as few and short records as it needs"
}
triage_body()
{
	mkdir found
	finding >found/crash-a
	{ finding; echo 'pass 1'; } >found/crash-b
	atf_check -o save:table "$(build)/fuzz/canary_row-triage" found made
	name=kasan-slab-out-of-bounds-canary-write
	atf_check -o match:"^new +$name +2 +replays 100 of 100; records 6 -> 1" cat table
	atf_check -o inline:"$least" cat made/$name/input
	atf_check -o inline:'case.c\ninput\nreport\n' ls made/$name
	atf_check -o match:'REGRESS_DEFECT' cat made/$name/case.c
	atf_check -s exit:1 -o match:': crash: .*slab-out-of-bounds' \
		"$(build)/fuzz/canary_row-replay" made/$name/input
	atf_check -o match:"^known +$name +2" "$(build)/fuzz/canary_row-triage" found made
}

atf_test_case forms
forms_head()
{
	atf_set descr "the text of a row, the bytes it stands for, and back"
}
forms_body()
{
	finding >row
	atf_check "$(build)/fuzz/canary_row-replay" --binary row bytes
	atf_check -o file:row "$(build)/fuzz/canary_row-replay" --text bytes
	echo 'rumpus-records 1
frame 00' >wrong
	atf_check -s exit:2 -e inline:'wrong: line 2: expected # or one of: write pass\n' \
		"$(build)/fuzz/canary_row-replay" wrong
}

# A capture of one SYN between strangers, at a time of one frame; link type $1.
capture()
{
	printf '\324\303\262\241\2\0\4\0\0\0\0\0\0\0\0\0\0\0\1\0'
	printf "\\$1\\0\\0\\0"
	printf '\1\0\0\0\0\0\0\0\66\0\0\0\66\0\0\0'
	printf '\0\1\2\3\4\5\0\1\2\3\4\6\10\0\105\0\0\50\0\0\0\0\100\6\0\0'
	printf '\300\0\2\1\300\0\2\2\0\7\0\120\0\1\0\0\0\0\0\0\120\2\20\0\0\0\0\0'
}

atf_test_case captures
captures_head()
{
	atf_set descr "a capture is a seed: its frames are for the kernel, and right"
}
captures_body()
{
	capture 1 >file.pcap
	# The stations and addresses of the target, numbers from 0 on, checksums that fit.
	"$(build)/fuzz/packet-replay" --text file.pcap >row || atf_fail "not read"
	atf_check -o inline:'rumpus-records 1
frame 02000000 00010200 00000002 08004500 00280000 00004006 66ce0a00 00020a00
00010007 00500000 00000000 00005002 10008b89 0000
' sed 's/ \(00010007\)/\n\1/' row
	atf_check -o match:': clean$' "$(build)/fuzz/packet-replay" file.pcap
	capture 145 >other.pcap
	atf_check -s exit:2 -e match:'other.pcap: .*expected' \
		"$(build)/fuzz/packet-replay" other.pcap
	head -c 60 file.pcap >short.pcap
	atf_check -s exit:2 -e match:'short.pcap: .*ends at byte 60' \
		"$(build)/fuzz/packet-replay" short.pcap
}

atf_test_case limit
limit_head()
{
	atf_set descr "a limit of records is a number that there can be"
}
limit_body()
{
	for rows in 0 33 -1 some 1x ''; do
		RUMPUS_FUZZ_ROWS=$rows atf_check -s exit:2 \
			-e match:'RUMPUS_FUZZ_ROWS: expected a number from 1 to 32$' \
			"$(build)/fuzz/packet-replay" "$(build)/../corpora/packet/seeds/udp"
	done
}

atf_init_test_cases()
{
	atf_add_test_case found
	atf_add_test_case triage
	atf_add_test_case forms
	atf_add_test_case captures
	atf_add_test_case limit
}
