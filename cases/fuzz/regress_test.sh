#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# One case for each folder corpora/<target>/regress/<what>: its `input` gives
# what `expect` says, "clean" or a part of the splat; and one for each folder
# corpora/<target>/seeds: they run clean.

top()
{
	(cd "$(atf_get_srcdir)/../../.." && pwd)
}

replay()
{
	echo "$(top)/build/fuzz/$1-replay"
}

regress()
{
	expect=$(cat "$2/expect")
	if [ "$expect" = clean ]; then
		atf_check -o match:': clean$' "$(replay "$1")" "$2/input"
	else
		atf_check -s exit:1 -o match:"$expect" "$(replay "$1")" "$2/input"
	fi
}

seeds()
{
	# What oracles have to say of them: oracle_test.
	RUMPUS_FUZZ_ASK=0
	export RUMPUS_FUZZ_ASK
	atf_check -o save:out "$(replay "$1")" "$2"
	atf_check -s exit:1 grep -v ': clean$' out
}

# add TARGET KIND FOLDER: a case that calls `KIND TARGET FOLDER`
add()
{
	name=$(echo "$1_$(basename "$3")" | tr -c 'A-Za-z0-9_\n' _)
	atf_test_case "$name"
	eval "${name}_head() { atf_set descr 'replay of ${3#"$(top)"/}'; }"
	eval "${name}_body() { $2 '$1' '$3'; }"
	atf_add_test_case "$name"
}

atf_init_test_cases()
{
	for dir in "$(top)"/corpora/*/; do
		target=$(basename "$dir")
		[ ! -d "$dir/seeds" ] || add "$target" seeds "${dir}seeds"
		for what in "$dir"regress/*/; do
			[ ! -f "$what/expect" ] || add "$target" regress "${what%/}"
		done
	done
}
