#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# What a case with faults says of itself when it fails, and that it fails when
# a fault has not fired.

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
	cat log
	[ -f result ] || atf_fail "$name left no result"
	grep -q '^skipped' result && atf_skip "$(cat result)"
	atf_check -o match:"$reason" cat result
	for pattern; do
		atf_check -o match:"$pattern" cat log
	done
}

atf_test_case void
void_head()
{
	atf_set descr "a fault that has not fired fails the case, which says what it saw"
}
void_body()
{
	unset FAULT
	dies void_boot "^failed: void: fault 'read:1=EIO' has not fired; it saw 0 calls"
	dies void_later "^failed: void: fault 'write:3..5=EIO' has not fired"
	dies void_restored "^failed: void: fault 'flush:1=EIO' has not fired"
	dies void_disk "^failed: void: fault 'read.disk=0.:1=EIO' has not fired"
	dies void_waiting "^failed: void: .*read.*EIO.* no kernel was given"
	dies passes '^passed'
}

atf_test_case environment
environment_head()
{
	atf_set descr "a fault of the environment is for every case, void where it does not fire"
}
environment_body()
{
	FAULT='clock:2=jump(+1s)' dies passes '^passed'
	FAULT='read:7=EIO' dies passes "^failed: void: fault 'read:7=EIO' has not fired; it saw 0"
	FAULT='read:7=EIO' dies no_kernel "^failed: void: FAULT='read:7=EIO' was for no kernel"
	FAULT='read:7=' dies passes "^failed: .*FAULT: fault 'read:7=': column 8: "
	FAULT='' dies passes '^passed'
}

atf_test_case reproduce
reproduce_head()
{
	atf_set descr "a failure tells the faults that fired, and the line that repeats it"
}
reproduce_body()
{
	unset FAULT
	dies reads '^passed'
	FAULT='read:1..3=EIO' dies reads '^failed: .*kern_pread.*EIO' \
	    '^-- faults fired --$' \
	    '^read:1..3=EIO: occurrence 1, read of disk 0, [0-9]* bytes at sector 0, at ' \
	    '^read:1..3=EIO: occurrence 2, read of disk 0' \
	    "^reproduce: FAULT='read:1..3=EIO' kyua .*debug .*cases/fault/dies_canary:reads"
}

atf_test_case refused
refused_head()
{
	atf_set descr "what can not be set ends the case in one line"
}
refused_body()
{
	unset FAULT
	dies bad_text "^failed: .*fault 'write:0=EIO': column 7: occurrence 0; expected 1 or more"
	dies geometry '^failed: .*attach: ENODEV' '^geometry.disk=0.:1=ENODEV: occurrence 1'
	dies outside_text '^failed: .*sector 2048 of disk 0; expected 0 to 2047'
	dies outside_disk '^failed: .*2 sectors at 2047; expected to end at 2048 or before'
	dies no_effect '^failed: .*expected .error or .effect'
	dies dead '^failed: .*a kernel that is dead'
}

atf_init_test_cases()
{
	for name in void environment reproduce refused; do
		atf_add_test_case $name
	done
}
