#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# The kernel's source is what the package has, to the byte, and arch/rump is all
# that is laid over it.

top()
{
	(cd "$(atf_get_srcdir)/../../.." && pwd)
}

tarball=/usr/src/linux-source-6.1.tar.xz

atf_test_case unchanged
unchanged_head()
{
	atf_set descr "no file of the unpacked tree was changed, added or removed"
	atf_set timeout 900
}
unchanged_body()
{
	tree=$(top)/build/src/linux-source-6.1
	[ -d "$tree" ] || atf_skip "this build is of another tree (KERNEL_SRC)"
	atf_check -o empty "$(top)/ci/compare-tree" "$tarball" "$tree"
}

atf_test_case laid_over
laid_over_head()
{
	atf_set descr "what is compiled is that tree by links, and arch/rump"
}
laid_over_body()
{
	farm=$(top)/build/src/linux
	[ -d "$farm" ] || atf_fail "$farm: no such folder: make kernel"
	from=$(cat "$(top)/build/src/linux.from")
	find "$farm" ! -type d >links
	while read -r link; do
		[ -L "$link" ] || atf_fail "$link is no link"
		case $(readlink "$link") in
		"$from"/*) ;;
		*) echo "${link#"$farm"/}" >>foreign ;;
		esac
	done <links
	atf_check -o inline:'arch/rump\n' cat foreign
	atf_check -o inline:"$(top)/kernel/linux/arch/rump\n" readlink -f "$farm/arch/rump"
}

# A small archive and the tree that it was unpacked to.
small_tree()
{
	mkdir -p src/linux/fs
	echo one >src/linux/fs/one.c
	echo two >src/linux/fs/two.c
	ln -s one.c src/linux/fs/link.c
	tar -C src -cJf linux.tar.xz linux
	tar -xJf linux.tar.xz
}

# The comparison fails with that line after the command.
seen()
{
	expected=$1
	shift
	rm -rf src linux linux.tar.xz
	small_tree
	atf_check -o empty "$(top)/ci/compare-tree" linux.tar.xz linux
	"$@"
	atf_check -s exit:1 -o match:"$expected" "$(top)/ci/compare-tree" linux.tar.xz linux
}

change_quietly()
{
	touch -r linux/fs/one.c stamp
	echo onE >linux/fs/one.c
	touch -r stamp linux/fs/one.c
}

atf_test_case change_seen
change_seen_head()
{
	atf_set descr "the comparison sees each kind of change"
}
change_seen_body()
{
	seen 'one.c: Contents differ' change_quietly
	seen 'two.c' rm linux/fs/two.c
	seen 'new.c: added' touch linux/fs/new.c
	seen 'newdir: added' mkdir linux/fs/newdir
	seen 'link.c' ln -sf two.c linux/fs/link.c
	seen 'two.c' ln -sf one.c linux/fs/two.c
}

atf_init_test_cases()
{
	atf_add_test_case unchanged
	atf_add_test_case laid_over
	atf_add_test_case change_seen
}
