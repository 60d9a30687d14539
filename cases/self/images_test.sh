#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# The recipes of images: the same bytes each time, and nothing for a wrong name.

top()
{
	(cd "$(atf_get_srcdir)/../../.." && pwd)
}

atf_test_case same
same_head()
{
	atf_set descr "each recipe gives the same bytes as when the images were built"
}
same_body()
{
	n=0
	for recipe in "$(top)"/components/*/images; do
		component=$(basename "$(dirname "$recipe")")
		for name in $("$recipe" --list); do
			atf_check -o ignore -e ignore "$recipe" "$name" again.img
			atf_check cmp again.img "$(top)/build/images/$component/$name.img"
			rm again.img
			n=$((n + 1))
		done
	done
	[ "$n" -gt 0 ] || atf_fail "no image was made"
}

atf_test_case unknown
unknown_head()
{
	atf_set descr "a name that a recipe does not know gives a line and no file"
}
unknown_body()
{
	for recipe in "$(top)"/components/*/images; do
		atf_check -s not-exit:0 -e match:'images: ' "$recipe" none-such out.img
		[ ! -e out.img ] || atf_fail "$recipe left a file behind"
	done
}

atf_init_test_cases()
{
	atf_add_test_case same
	atf_add_test_case unknown
}
