#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# populate, by which recipes fill images: what it copies, and what it refuses.

tool()
{
	echo "$(atf_get_srcdir)/../../populate"
}

atf_test_case whole
whole_head()
{
	atf_set descr "a tree with links, holes, nodes and attributes is in the image as it was"
}
whole_body()
{
	mkdir -p tree/dir out
	seq 1 9000 >tree/dir/file
	ln tree/dir/file tree/hard
	ln -s dir/file tree/soft
	mkfifo tree/pipe
	truncate -s 1M tree/holes
	echo end >>tree/holes
	chmod 0640 tree/dir/file
	find tree -exec touch -h -d @1600000000 {} +
	truncate -s 8M image
	mke2fs -q -t ext2 image
	atf_check "$(tool)" -n dev:c:1:3 -x hard:user.name=value ext4 image tree
	atf_check -o ignore -e ignore e2fsck -fn image
	atf_check -o ignore -e ignore debugfs -R "rdump / out" image
	atf_check cmp tree/dir/file out/dir/file
	atf_check cmp tree/holes out/holes
	atf_check -o match:'Links: 2' -o match:'Mode:  0640' -o match:'mtime: 0x5f5e1000' \
	    -e ignore debugfs -R "stat hard" image
	atf_check -o match:'user.name .* "value"' -e ignore debugfs -R "ea_list dir/file" image
	atf_check -o match:'Fast link dest: "dir/file"' -e ignore debugfs -R "stat soft" image
	atf_check -o match:'Type: FIFO' -e ignore debugfs -R "stat pipe" image
	atf_check -o match:'Device major/minor number: 01:03' -e ignore debugfs -R "stat dev" image
	blocks=$(debugfs -R "stat holes" image 2>/dev/null | sed -n 's/.*Blockcount: //p')
	[ "$blocks" -lt 64 ] || atf_fail "the hole takes $blocks sectors"
}

atf_test_case cut
cut_head()
{
	atf_set descr "with the power cut there is an orphan, and the journal has work to be done"
}
cut_body()
{
	mkdir tree
	seq 1 9000 >tree/file
	truncate -s 8M image
	mke2fs -q -t ext4 image
	atf_check "$(tool)" -c -d file ext4 image tree
	atf_check -o match:'needs_recovery' -e ignore dumpe2fs -h image
	atf_check -s exit:1 -o match:'recovering journal' -o match:'Clearing orphaned inode' \
	    -e ignore e2fsck -fy image
}

atf_test_case refused
refused_head()
{
	atf_set descr "what can not be done gives a line, and the image stays as it was"
}
refused_body()
{
	mkdir tree empty
	seq 1 90000 >tree/large
	truncate -s 256K image
	mke2fs -q -t ext2 image
	cp image before
	atf_check -s exit:1 -e match:'populate: /mnt/large: write: ENOSPC' \
	    "$(tool)" ext4 image tree
	atf_check -s exit:1 -e match:'populate: ./none: .*No such' "$(tool)" ext4 image ./none
	atf_check -s exit:1 -e match:'populate: none: expected a component' \
	    "$(tool)" none image tree
	atf_check -s exit:1 -e match:'populate: .*no such file' "$(tool)" ext4 none tree
	atf_check -s exit:64 -e match:'-d large: .* expected -c' \
	    "$(tool)" -d large ext4 image tree
	atf_check -s exit:1 -e match:"-x 'large': expected PATH:NAME=VALUE" \
	    "$(tool)" -x large ext4 image empty
	atf_check cmp before image
}

atf_init_test_cases()
{
	atf_add_test_case whole
	atf_add_test_case cut
	atf_add_test_case refused
}
