#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# The command rumpus: what it prints, what it does, what it ends with.

build()
{
	(cd "$(atf_get_srcdir)/../.." && pwd)
}

rumpus()
{
	echo "$(build)/rumpus"
}

# refused TEXT WORD...: exit status 2 and one line that says so.
refused()
{
	text=$1
	shift
	atf_check -s exit:2 -e save:err "$(rumpus)" "$@" </dev/null
	cat err
	atf_check -o match:"$text" tail -1 err
}

image()
{
	cp "$(build)/images/ext4/small.img" disk.img
}

atf_test_case help
help_head()
{
	atf_set descr "each subcommand says what it does, and the man page has it"
}
help_body()
{
	atf_check -o save:help "$(rumpus)" --help
	sed -n 's/^  \([a-z]*\)  *[^ ].*/\1/p' help | grep -vx rumpus >names
	atf_check -o inline:'8\n' sh -c 'wc -l <names'
	while read -r name; do
		atf_check -o match:"^Usage: rumpus $name" "$(rumpus)" "$name" --help
		atf_check -o match:. grep "^.It Cm $name\$" "$(build)/../doc/rumpus.1"
	done <names
	atf_check -s exit:2 -e match:'^usage: rumpus COMMAND' "$(rumpus)"
}

atf_test_case list
list_head()
{
	atf_set descr "components and cases are those that there are, for people and machines"
}
list_body()
{
	atf_check -o match:'^ext4  *ext4  *yes  *ext4/small' "$(rumpus)" list
	atf_check -o save:json "$(rumpus)" list --json
	atf_check -o inline:'fs/ext4 fs/jbd2 true\n' python3 -c '
import json
c = [c for c in json.load(open("json")) if c["name"] == "ext4"][0]
print(c["sources"], str(c["fuzz"]).lower())'
	atf_check -o match:'^cases/self/command_test:list$' "$(rumpus)" list cases
	refused 'list nothing; expected' list nothing
}

atf_test_case test
test_head()
{
	atf_set descr "cases are chosen by glob, and what they end with is told"
}
test_body()
{
	atf_check -o save:json -e ignore "$(rumpus)" test --json 'fs/names_test:vfat_*' \
	    fs/iso9660_test
	atf_check -o match:'^[0-9]* True True$' python3 -c '
import json
r = json.load(open("json"))
print(len(r), all(t["result"] == "passed" for t in r),
      {t["case"].split(":")[0] for t in r} ==
      {"cases/fs/names_test", "cases/fs/iso9660_test"})'
	refused 'no case is "nothing"' test nothing
	refused '"many"; expected a number above 0' test -j many 'fs/iso9660_test'
	refused 'no variant "fast"; expected' test --variant fast
}

atf_test_case repro
repro_head()
{
	atf_set descr "an input is run again, with its calls; one that crashes gives 1"
}
repro_body()
{
	corpora=$(build)/../corpora
	atf_check -o match:': clean$' -o match:'EXT4-fs' "$(rumpus)" repro \
	    "$corpora/ext4/seeds/names"
	crash=$(echo "$corpora"/canary/regress/*/input | cut -d' ' -f1)
	atf_check -s exit:1 -o match:': crash: ' "$(rumpus)" repro "$crash"
	echo hello >input
	refused 'of which target is not to be seen' repro input
	refused 'no such file' repro nothing
	refused 'no fuzz target "ext5"' repro --target ext5 input
}

atf_test_case shell
shell_head()
{
	atf_set descr "an image is looked into, and changed only where that was asked for"
}
shell_body()
{
	image
	cp disk.img before.img
	atf_check -o match:'^040700 .* lost.found/$' "$(rumpus)" shell ext4 disk.img ls /
	echo 'some text' >text
	atf_check -s exit:1 -e match:'Read-only' "$(rumpus)" shell ext4 disk.img put new <text
	atf_check cmp disk.img before.img
	atf_check "$(rumpus)" shell ext4 disk.img --write put new <text
	printf 'cat new\nmkdir d\nmv new d/n\nxattr d/n user.a b\nxattr d/n user.a\nquit\nnot\n' \
	    >script
	atf_check -o inline:'some text\nb\n' sh -c "$(rumpus) shell -w ext4 disk.img <script"
	atf_check -o inline:'some text\n' "$(rumpus)" shell ext4 disk.img cat d/n
	atf_check -o match:'^size   10$' "$(rumpus)" shell ext4 disk.img stat d/n
	atf_check -o ignore -e ignore /sbin/e2fsck -fn disk.img
	atf_check -o match:'some text' -e ignore /sbin/debugfs -R 'cat /d/n' disk.img
}

atf_test_case bad_shell
bad_shell_head()
{
	atf_set descr "an image that is none, a driver that is none, a kernel that panics"
}
bad_shell_body()
{
	image
	cp disk.img before.img
	refused 'no file system "ext5"' shell ext5 disk.img
	refused 'nothing: no such file' shell ext4 nothing
	refused 'does not mount as vfat: Invalid argument' shell vfat disk.img
	atf_check -s exit:1 -e match:'cat: expected: cat FILE' "$(rumpus)" shell ext4 disk.img cat
	atf_check -s exit:1 -e match:'dance: no such command' \
	    "$(rumpus)" shell ext4 disk.img dance
	# The first inode bitmap is noise: to make a file there is to panic.
	bitmap=$(/sbin/dumpe2fs disk.img 2>/dev/null |
	    sed -n 's/.*Inode bitmap at \([0-9]*\).*/\1/p' | head -1)
	yes Z | dd of=disk.img bs=1024 seek="$bitmap" count=1 conv=notrunc iflag=fullblock \
	    2>/dev/null
	cp disk.img damaged.img
	atf_check -s exit:2 -e match:'panic' "$(rumpus)" shell -w -o errors=panic ext4 disk.img \
	    mkdir d
	atf_check cmp disk.img damaged.img
	[ ! -e disk.img.rumpus ] || atf_fail "disk.img.rumpus was left"
}

atf_test_case sandbox
sandbox_head()
{
	atf_set descr "the kernel of rumpus shell runs in a sandbox"
}
sandbox_body()
{
	image
	mkfifo script out
	"$(rumpus)" shell ext4 disk.img <script >out 2>&1 &
	exec 8>script 7<out
	echo 'ls /' >&8
	read -r line <&7 # the kernel runs, and waits for the next command
	echo "$line"
	child=$(cat "/proc/$!/task/$!/children")
	atf_check -o match:'2$' grep '^Seccomp:' "/proc/${child% }/status"
	atf_check -o match:'1$' grep '^NoNewPrivs:' "/proc/${child% }/status"
	exec 8>&- 7<&-
	wait
}

atf_test_case completion
completion_head()
{
	atf_set descr "bash completes subcommands, targets and options"
}
completion_body()
{
	complete='COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _rumpus; echo "${COMPREPLY[@]}"'
	source=". $(build)/../front/rumpus.bash"
	atf_check -o inline:'cover\n' bash -c "$source; COMP_WORDS=($(rumpus) co); $complete"
	atf_check -o inline:'iso9660\n' bash -c \
	    "$source; COMP_WORDS=($(rumpus) fuzz is); $complete"
	atf_check -o inline:'packet\n' bash -c \
	    "$source; COMP_WORDS=($(rumpus) fuzz pack); $complete"
	atf_check -o inline:'--corpus\n' bash -c \
	    "$source; COMP_WORDS=($(rumpus) cover --cor); $complete"
}

atf_init_test_cases()
{
	for name in help list test repro shell bad_shell sandbox completion; do
		atf_add_test_case $name
	done
}
