#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# fill, by which recipes put files on images: what it makes, and what it refuses.

fill()
{
	echo "$(atf_get_srcdir)/../../fill"
}

show()
{
	atf_check -o match:"$1" -e ignore debugfs -R "$2" image
}

atf_test_case tree
tree_head()
{
	atf_set descr "each thing it says is there, for a checker and tools of another make"
}
tree_body()
{
	truncate -s 8M image
	mke2fs -q -t ext2 image
	atf_check "$(fill)" ext4 ./image 40
	atf_check -o ignore -e ignore e2fsck -fn image
	show 'Links: 2 ' 'stat hard'
	show 'Size: 9500' 'stat hard'
	show 'Fast link dest: "file"' 'stat short'
	show 'Size: 150' 'stat long'
	show 'Type: FIFO' 'stat fifo'
	show 'number: 01:03' 'stat dev'
	show 'user.small .* "v"' 'ea_list attr'
	show 'trusted.t .* "w"' 'ea_list attr'
	debugfs -R 'dump file copy' image
	[ "$(head -c 65 copy)" = "$(head -c 64 /dev/zero | tr '\0' a)b" ] ||
	    atf_fail "the content of file is not what was written"
	debugfs -R 'stat sparse' image >out
	atf_check -o match:'Size: 188424' cat out
	blocks=$(sed -n 's/.*Blockcount: //p' out)
	[ "$blocks" -lt 100 ] || atf_fail "a file of holes takes $blocks sectors"
	atf_check -o inline:'32\n' -e ignore -x "debugfs -R 'ls -p many' image | grep -c entry"
}

atf_test_case cut
cut_head()
{
	atf_set descr "with the power cut, the journal holds what came after the last sync"
}
cut_body()
{
	truncate -s 8M image
	mke2fs -q -t ext4 image
	atf_check "$(fill)" -c ext4 ./image 40
	show 'Size: 12' 'stat small'
	atf_check -s exit:1 -o match:'recovering journal' -e ignore e2fsck -fy image
	show 'Size: 12' 'stat dir/small'
	show 'Size: 3000' 'stat late'
}

atf_test_case refused
refused_head()
{
	atf_set descr "what can not be done gives a line, and the image stays as it was"
}
refused_body()
{
	truncate -s 128K image
	mke2fs -q -t ext2 image
	cp image before
	atf_check -s exit:1 -e match:'fill: .*: ENOSPC' "$(fill)" ext4 ./image 40
	atf_check -s exit:1 -e match:'fill: none: no such file system' "$(fill)" none ./image 40
	atf_check -s exit:1 -e match:'fill: .*no such file' "$(fill)" ext4 ./none 40
	atf_check -s exit:64 -e match:"'-4'|'4x': expected a number" "$(fill)" ext4 ./image 4x
	atf_check cmp before image
}

atf_init_test_cases()
{
	atf_add_test_case tree
	atf_add_test_case cut
	atf_add_test_case refused
}
