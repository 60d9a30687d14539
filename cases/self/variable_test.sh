#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# Variables that no test program knows, and values that they can not have.

# The case fails and says so in one line that names the thing.
refused()
{
	program=$(atf_get_srcdir)/bad_boot_test
	atf_check -s not-exit:0 -o ignore -e save:err "$program" -s "$(atf_get_srcdir)" \
	    -r result -v "$1" "$2"
	cat err
	[ ! -f result ] || cat result
	cat err result 2>/dev/null | grep -c "$3" >count
	atf_check -o not-inline:'0\n' cat count
}

atf_test_case unknown
unknown_head()
{
	atf_set descr "an unknown variable is refused by its name"
}
unknown_body()
{
	refused colour=red second colour
}

atf_test_case kernel
kernel_head()
{
	atf_set descr "an unknown kernel is refused by its name"
}
kernel_body()
{
	refused kernel=windows second windows
}

atf_test_case variant
variant_head()
{
	atf_set descr "an unknown variant is refused by its name"
}
variant_body()
{
	refused variant=fast second fast
}

atf_test_case long
long_head()
{
	atf_set descr "what long can not be is refused by its name"
}
long_body()
{
	refused long=always second always
}

atf_init_test_cases()
{
	atf_add_test_case unknown
	atf_add_test_case kernel
	atf_add_test_case variant
	atf_add_test_case long
}
