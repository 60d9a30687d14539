#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# The measure of what knowing a format is worth.

RUMPUS_CORPUS=$PWD/corpora
export RUMPUS_CORPUS

compare()
{
	"$(atf_get_srcdir)/../../../fuzz/compare" "$@"
}

# What a line of the table says that time has no part in.
fields()
{
	awk -v mode="$1" '$2 == mode { print $3, $5, $7 }' table
}

atf_test_case pays
pays_head()
{
	atf_set descr "more of the driver is reached with the format known, each time the same"
}
pays_body()
{
	compare ext4 2000 1 >table || atf_fail "it could not run"
	off=$(fields off) on=$(fields on)
	[ "$(echo "$on" | cut -d' ' -f2)" -gt "$(echo "$off" | cut -d' ' -f2)" ] ||
		atf_fail "edges, edges of the driver, mounted: off $off, on $on"
	compare ext4 2000 1 >table || atf_fail "it could not run again"
	atf_check_equal "$off, $on" "$(fields off), $(fields on)"
}

atf_test_case refused
refused_head()
{
	atf_set descr "what can not be compared is named"
}
refused_body()
{
	atf_check -s exit:2 -e match:"TARGET='': expected some fuzz targets" "$(
		atf_get_srcdir)/../../../fuzz/compare" '' 100 1
	atf_check -s exit:2 -o ignore -e match:"TARGET='none': no such fuzz target" "$(
		atf_get_srcdir)/../../../fuzz/compare" none 100 1
	atf_check -s exit:2 -e match:"RUNS='x': expected a number above 0" "$(
		atf_get_srcdir)/../../../fuzz/compare" ext4 x 1
}

atf_init_test_cases()
{
	atf_add_test_case pays
	atf_add_test_case refused
}
