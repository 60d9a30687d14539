#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# What the documents tell a reader to type, and the code they show.

top()
{
	(cd "$(atf_get_srcdir)/../../.." && pwd)
}

# blocks LANGUAGE: the fenced blocks of that language in the documents.
blocks()
{
	awk -v begin="\`\`\`$1" '
		$0 == begin { on = 1; next }
		/^```/ { on = 0 }
		on { print }' "$(top)"/*.md
}

# runs COMMAND...: one command of a document.  What make does is too much for a
# case, and CI does it: here its target must exist.
runs()
{
	case $1 in
	make)
		env -u MAKEFLAGS -u MAKELEVEL make -p -q help >"$home/rules" 2>/dev/null || :
		atf_check grep -q "^$2: " "$home/rules"
		;;
	kyua)
		atf_check -o match:'passed' -e ignore env HOME="$home" "$@"
		;;
	*)
		atf_fail "$*: this case does not know how to try it"
		;;
	esac
}

atf_test_case commands
commands_head()
{
	atf_set descr "each command works as it stands"
	atf_set timeout 600
}
commands_body()
{
	blocks sh >commands
	home=$PWD
	list=$PWD/commands
	cd "$(top)" || atf_fail "no tree"
	while read -r command <&3; do
		# shellcheck disable=SC2086 # its words
		runs $command
	done 3<"$list"
	n=$(wc -l <"$list")
	[ "$n" -ge 4 ] || atf_fail "$n commands were found, expected 4 and more"
}

atf_test_case code
code_head()
{
	atf_set descr "the case it shows compiles"
}
code_body()
{
	{ echo '#include "atf/case.h"'; blocks c; } >shown.c
	[ "$(wc -l <shown.c)" -gt 5 ] || atf_fail "no code was found"
	atf_check gcc -std=gnu11 -Wall -Wextra -Werror -I"$(top)" -c shown.c
}

atf_init_test_cases()
{
	atf_add_test_case commands
	atf_add_test_case code
}
