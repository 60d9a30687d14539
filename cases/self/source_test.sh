#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# KERNEL_SRC that is no Linux 6.1 tree.

top()
{
	(cd "$(atf_get_srcdir)/../../.." && pwd)
}

# The build of that tree fails with one line that names it, and leaves no kernel.
refused()
{
	atf_check -s not-exit:0 -o save:out -e save:err \
	    env -u MAKEFLAGS -u MAKELEVEL make -C "$(top)/kernel/linux" VARIANT=plain \
	    OUT="$PWD/out.d" KERNEL_SRC="$1"
	atf_check -o match:"$1" -o match:"$2" grep -v '^make' err
	atf_check -o inline:'1\n' grep -c -v '^make' err
	[ -z "$(find out.d -name kernel.elf 2>/dev/null)" ] || atf_fail "a kernel was left behind"
	[ ! -e out.d/src/linux ] || atf_fail "a tree was left behind"
}

atf_test_case none
none_head()
{
	atf_set descr "a folder that does not exist"
}
none_body()
{
	refused "$PWD/none" '6\.1'
}

atf_test_case empty
empty_head()
{
	atf_set descr "a folder without a kernel"
}
empty_body()
{
	mkdir tree
	refused "$PWD/tree" '6\.1'
}

atf_test_case other
other_head()
{
	atf_set descr "a kernel of another version"
}
other_body()
{
	mkdir -p tree/kernel
	printf 'VERSION = 5\nPATCHLEVEL = 10\nSUBLEVEL = 1\n' >tree/Makefile
	refused "$PWD/tree" '5\.10'
}

atf_init_test_cases()
{
	atf_add_test_case none
	atf_add_test_case empty
	atf_add_test_case other
}
