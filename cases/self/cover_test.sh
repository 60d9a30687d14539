#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# What is said of a run: who reaches a line, floors, what a change did; and what is said
# where that can not be done.

build()
{
	(cd "$(atf_get_srcdir)/../.." && pwd)
}

cover()
{
	"$(build)/cover" "$@"
}

# counted FOLDER CASE...: runs cases of the canary on variant cov.
counted()
{
	folder=$1
	shift
	mkdir -p "$folder"
	for name; do
		RUMPUS_COVERAGE=$PWD/$folder "$(atf_get_srcdir)/covered_canary" \
		    -s "$(atf_get_srcdir)" -r "$PWD/result" -v kernel=linux -v variant=cov \
		    "$name" >log 2>&1 || :
	done
	[ -n "$(ls "$folder")" ] || { cat log; atf_fail "nothing was counted"; }
}

# run NAME CASE...: a run of these cases.
run()
{
	into=$1
	shift
	counted "counters.$into" "$@"
	atf_check "$(build)/cover" gather "$into" "counters.$into"
}

# body FUNCTION: "<file>:<number>" of its first line with code in it.
body()
{
	file=$(build)/src/linux/fs/ext4/namei.c
	line=$(grep -n "^static int $1(" "$file" | cut -d: -f1)
	while [ "$(cover why run "fs/ext4/namei.c:$line" 2>&1 | grep -c 'no code')" = 1 ]; do
		line=$((line + 1))
	done
	echo "fs/ext4/namei.c:$line"
}

# refused TEXT COMMAND...: exit status 2 and one line that says so.
refused()
{
	text=$1
	shift
	atf_check -s exit:2 -o ignore -e save:err "$@"
	cat err
	atf_check -o match:"$text" cat err
	atf_check -o inline:'1\n' sh -c 'wc -l <err'
}

atf_test_case why
why_head()
{
	atf_set descr "a line has those that reach it, and no others"
}
why_body()
{
	run run aborts contexts again
	atf_check -o inline:'case self/covered_canary:aborts\n' \
	    "$(build)/cover" why run "$(body ext4_symlink)"
	atf_check -o inline:'case self/covered_canary:again
case self/covered_canary:contexts\n' "$(build)/cover" why run "$(body ext4_mkdir)"
	atf_check -s exit:1 -e match:'nothing reaches it, of 3' \
	    "$(build)/cover" why run "$(body ext4_rmdir)"
}

atf_test_case only
only_head()
{
	atf_set descr "lines that one case alone reaches are told with its name"
}
only_body()
{
	run run aborts contexts again
	atf_check -o save:only -e match:'lines are reached by one' "$(build)/cover" only run
	alone=$(body ext4_symlink)
	atf_check -o match:. grep -x "$alone	case self/covered_canary:aborts" only
	atf_check -s exit:1 grep -F "$(body ext4_mkdir)	" only
}

atf_test_case least
least_head()
{
	atf_set descr "a smaller set reaches all that is reached"
}
least_body()
{
	counted all aborts contexts again restores is_killed
	cp -R all kept
	atf_check "$(build)/cover" gather run all
	atf_check -o save:chosen -e save:says "$(build)/cover" least run
	cat chosen says
	[ "$(wc -l <chosen)" -lt 5 ] || atf_fail "no case could be left out"
	for file in kept/*; do
		name=$(dd if="$file" bs=1 skip=56 count=200 2>/dev/null | tr -d '\0')
		grep -q "	$name\$" chosen || rm "$file"
	done
	atf_check "$(build)/cover" gather less kept
	for what in run less; do
		atf_check "$(build)/cover" info $what $what.info json ext4
		sed -n 's/^\(DA:[0-9]*,\)[1-9].*/\1/p' $what.info >$what.lines
	done
	atf_check cmp run.lines less.lines
}

atf_test_case curve
curve_head()
{
	atf_set descr "lines by time are those of the inputs until then, each counted once"
}
curve_body()
{
	top=$(cd "$(build)/.." && pwd)
	mkdir counters
	RUMPUS_COVERAGE=$PWD/counters variant=cov atf_check -o ignore -e ignore \
	    "$(build)/fuzz/iso9660-replay" "$top"/corpora/iso9660/seeds/*
	atf_check "$(build)/cover" gather run counters
	{
		echo "5 components/iso9660/fuzz.c"
		for seed in "$top"/corpora/iso9660/seeds/*; do
			echo "7 $seed"
			echo "9 $seed"
		done
		echo "11 /no/such/input"
	} >inputs
	atf_check -o save:points "$(build)/cover" curve run iso9660 <inputs
	cat points
	atf_check "$(build)/cover" info run info json iso9660
	all=$(grep -c '^DA:[0-9]*,[1-9]' info)
	atf_check -o match:'^5 [1-9]' head -1 points
	[ "$(head -1 points)" != "5 $all" ] || atf_fail "the inputs added nothing"
	atf_check -o inline:"9 $all\n" tail -1 points
	# A second time an input adds nothing.
	for time in 7 9; do
		sed -n "s/^$time //p" points >"by$time"
	done
	atf_check cmp by7 by9
	echo "1 /no/such/input" >none
	atf_check -s exit:1 -e match:'run: it has none of these 1 inputs' \
	    "$(build)/cover" curve run iso9660 <none
	echo nothing >bad
	atf_check -s exit:2 -e match:'"nothing"; expected a time' \
	    "$(build)/cover" curve run iso9660 <bad
}

atf_test_case floors
floors_head()
{
	atf_set descr "floors are set, kept to and raised, and never lowered"
}
floors_body()
{
	run run aborts
	run more aborts contexts again
	mkdir -p components/ext4
	refused 'no component has a floor' "$(build)/cover" gate run ext4
	atf_check -o match:'components/ext4/floor: lines' "$(build)/cover" raise run ext4
	atf_check -o match:'1 of 1 components' "$(build)/cover" gate run ext4
	cp components/ext4/floor first
	atf_check -o match:'components/ext4/floor: lines' "$(build)/cover" raise more ext4
	atf_check -s exit:1 -o ignore cmp -s first components/ext4/floor
	cp components/ext4/floor second
	atf_check -s exit:1 -o match:'ext4: lines .* below the floor of' \
	    "$(build)/cover" gate run ext4
	atf_check -s exit:1 -o ignore "$(build)/cover" raise run ext4
	atf_check cmp second components/ext4/floor
	echo 'lines many' >components/ext4/floor
	refused 'components/ext4/floor: "lines many"; expected' "$(build)/cover" gate run ext4
}

# patched: a diff that leads to the kernel's namei.c, and changes all of ext4_symlink in
# it.
patched()
{
	source=$(build)/src/linux/fs/ext4/namei.c
	mkdir -p a/fs/ext4 b/fs/ext4
	cp "$source" b/fs/ext4/namei.c
	sed '/^static int ext4_symlink(/,/^}/s/$/ was/' "$source" >a/fs/ext4/namei.c
	diff -u a/fs/ext4/namei.c b/fs/ext4/namei.c >change.diff &&
	    atf_fail "no ext4_symlink there"
	[ -s change.diff ]
}

atf_test_case change
change_head()
{
	atf_set descr "new lines that nothing reaches, and lines that are reached no more"
}
change_body()
{
	run run aborts contexts
	run less contexts
	patched
	atf_check -s exit:1 -o save:out "$(build)/cover" diff run less change.diff page.html
	tail -1 out
	atf_check -o match:'^new, not reached  fs/ext4/namei.c:' grep 'new, not' out
	atf_check -o match:'^reached no more   fs/' grep 'no more   fs' out
	atf_check -s exit:1 grep '^reached no more   fs/ext4/namei.c.*ext4_symlink' out
	atf_check -o match:'reached no more' cat page.html
	atf_check -o match:'&amp;disk_link' cat page.html
	# The other way round nothing is lost, and new lines are reached.
	atf_check -s exit:1 -o save:out "$(build)/cover" diff less run change.diff
	atf_check -s exit:1 grep 'no more   fs' out
	atf_check -o match:'^[1-9][0-9]* of [1-9]' tail -1 out
}

# older LINE: what run would be were this line of namei.c not in the source yet.
older()
{
	python3 - "$1" <<'END'
import struct, sys
line = int(sys.argv[1])
data = bytearray(open("run", "rb").read())
counters, sources, _, lines, _ = struct.unpack_from("<5Q", data, 48)
at = 88 + 3 * 8 * counters
names = []
for _ in range(sources):
    end = data.index(b"\0", at)
    names.append(data[at:end].decode())
    at = end + 1
for i in range(lines):
    source, number = struct.unpack_from("<2I", data, at + 8 * i)
    if names[source] == "fs/ext4/namei.c" and number >= line:
        struct.pack_into("<2I", data, at + 8 * i, source, number - 1)
open("before", "wb").write(data)
END
}

atf_test_case no_change
no_change_head()
{
	atf_set descr "a change that is reached and loses nothing is good"
}
no_change_body()
{
	run run aborts contexts
	file=fs/ext4/namei.c
	line=$(body ext4_mkdir)
	line=${line#*:}
	older "$line"
	mkdir -p a/fs/ext4
	sed "${line}d" "$(build)/src/linux/$file" >a/$file
	diff -u a/$file "$(build)/src/linux/$file" >change.diff && atf_fail "no line $line"
	sed -i "s|^+++ .*|+++ b/$file|" change.diff
	atf_check -o match:'^1 of 1 new.* 0 lines are reached no more, 0 others' \
	    "$(build)/cover" diff before run change.diff
	# Without the shift it would not be: the numbers are not those of before.
	atf_check -s exit:1 -o match:'reached no more' "$(build)/cover" diff run run change.diff
}

atf_test_case bad_counters
bad_counters_head()
{
	atf_set descr "counters that are of another build, cut short, none, or still counting"
}
bad_counters_body()
{
	mkdir empty
	refused 'empty: no line counters' "$(build)/cover" gather run empty
	refused 'nowhere: No such file' "$(build)/cover" gather run nowhere
	counted counters aborts
	file=$(echo counters/*)
	cp "$file" good
	printf 'xxxx' | dd of="$file" bs=1 seek=32 conv=notrunc 2>/dev/null
	refused 'counters of another build' "$(build)/cover" gather run counters
	cp good "$file"
	truncate -s -4096 "$file"
	refused 'truncated: .* expected a multiple' "$(build)/cover" gather run counters
	echo hello >"$file"
	refused 'no line counters; expected' "$(build)/cover" gather run counters
	cp good "$file"
	exec 9<"$file"
	flock --shared 9
	refused 'its process still runs' "$(build)/cover" gather run counters
	exec 9<&-
	[ ! -e run ] || atf_fail "a run was left"
	atf_check "$(build)/cover" gather run counters
}

atf_test_case bad_run
bad_run_head()
{
	atf_set descr "a run that is none, is cut short or is of another build"
}
bad_run_body()
{
	run run aborts
	refused 'nothing: No such file' "$(build)/cover" summary nothing
	echo hello >text
	refused 'text: no run' "$(build)/cover" summary text
	cp run short
	truncate -s -1 short
	refused 'short: truncated' "$(build)/cover" summary short
	cp run other
	printf 'xxxx' | dd of=other bs=1 seek=24 conv=notrunc 2>/dev/null
	refused 'of another build' "$(build)/cover" summary other
}

atf_test_case bad_line
bad_line_head()
{
	atf_set descr "a component, a file and a line that are not there"
}
bad_line_body()
{
	run run aborts
	refused 'no component "ext5"; expected some of: .*ext4' "$(build)/cover" summary run ext5
	refused 'component tmpfs: no line' "$(build)/cover" summary run tmpfs
	refused 'fs/ext5/x.c: no lines of such a file' "$(build)/cover" why run fs/ext5/x.c:1
	refused 'fs/ext4/namei.c:1: no code is on that line' \
	    "$(build)/cover" why run fs/ext4/namei.c:1
	refused 'line "namei"; expected' "$(build)/cover" why run namei
}

atf_test_case bad_diff
bad_diff_head()
{
	atf_set descr "a diff that is none, or does not lead to this tree"
}
bad_diff_body()
{
	run run aborts
	echo hello >text
	refused 'text: no unified diff' "$(build)/cover" diff run run text
	refused 'nothing: can not be read' "$(build)/cover" diff run run nothing
	patched
	sed 's/^+\(.*goto\)/+ \1/' change.diff >other
	refused 'other:[0-9]*: does not lead to this tree' "$(build)/cover" diff run run other
	head -20 change.diff >short
	refused 'short: ends in the middle' "$(build)/cover" diff run run short
}

atf_test_case moved
moved_head()
{
	atf_set descr "a source tree that is not there any more"
}
moved_body()
{
	run run aborts
	mkdir build
	ln -s "$(build)/kernel" build/kernel
	export RUMPUS_BUILD="$PWD/build"
	refused \
	    'the source is not where it was' "$(build)/cover" info run info json ext4
}

atf_test_case bad_folder
bad_folder_head()
{
	atf_set descr "a kernel does not boot where its counters can not be kept"
}
bad_folder_body()
{
	for folder in counters /nowhere/at/all; do
		export RUMPUS_COVERAGE="$folder"
		atf_check -s not-exit:0 -o ignore -e ignore \
		    "$(atf_get_srcdir)/covered_canary" -s "$(atf_get_srcdir)" -r "$PWD/result" \
		    -v kernel=linux -v variant=cov again
		atf_check -o match:"^failed: .*$folder.*" cat result
	done
}

atf_test_case collect
collect_head()
{
	atf_set descr "cases and inputs become a table, a trace file, pages and XML"
	atf_set timeout 300
}
collect_body()
{
	COVERAGE=$PWD/coverage COMPONENTS=iso9660 CASES=cases/fs/iso9660_test JOBS=2
	export COVERAGE COMPONENTS CASES JOBS
	cd "$(build)/.." || atf_fail "no tree"
	atf_check -o save:"$HOME/out" -e save:"$HOME/err" coverage/collect
	cd "$COVERAGE" || atf_fail "no results"
	cat "$HOME/out"
	atf_check -o match:'^iso9660 ' tail -3 "$HOME/out"
	atf_check -o match:'case fs/iso9660_test:' strings run
	atf_check -o match:'input corpora/iso9660/seeds/' strings run
	atf_check -o match:'^SF:.*/fs/isofs/inode.c$' cat rumpus.info
	atf_check -o match:'<line number="[0-9]*" hits="[1-9]' cat cobertura.xml
	atf_check -o match:'href="inode.c.why.html#[0-9]' cat html/fs/isofs/inode.c.gcov.html
	# By cases alone, by corpora alone, and by both: each less than both.
	atf_check -o inline:'True True True\n' python3 -c '
import json
all = json.load(open("summary.json"))[-1]
hit = {what: all[what]["lines_hit"] for what in ("all", "cases", "corpora")}
print(0 < hit["cases"] < hit["all"], 0 < hit["corpora"] < hit["all"],
      hit["all"] <= hit["cases"] + hit["corpora"])'
	[ -z "$(ls counters)" ] || atf_fail "counters were left"
}

atf_test_case needed
needed_head()
{
	atf_set descr "inputs of each target that boots a component are counted, whatever its name"
	atf_set timeout 300
}
needed_body()
{
	COVERAGE=$PWD/coverage COMPONENTS=ipv4 CASES=none CORPUS=$PWD/corpus
	export COVERAGE COMPONENTS CASES CORPUS
	cd "$(build)/.." || atf_fail "no tree"
	for target in udp romfs; do
		set -- corpora/$target/seeds/*
		mkdir -p "$CORPUS/$target" && cp "$1" "$CORPUS/$target" || atf_fail "no seed"
	done
	atf_check -o save:"$HOME/out" -e save:"$HOME/err" coverage/collect
	cat "$HOME/out"
	atf_check -o match:'inputs of udp: 1$' -o not-match:'inputs of romfs' cat "$HOME/out"
	atf_check -o match:'^SF:.*/net/ipv4/udp.c$' cat "$COVERAGE/rumpus.info"
}

atf_test_case endless
endless_head()
{
	atf_set descr "an input that never ends is counted, and so are those after it"
	atf_set timeout 300
}
endless_body()
{
	COVERAGE=$PWD/coverage COMPONENTS=romfs CASES=none
	export COVERAGE COMPONENTS CASES
	cd "$(build)/.." || atf_fail "no tree"
	atf_check -o save:"$HOME/out" -e save:"$HOME/err" coverage/collect
	cat "$HOME/out"
	ring=corpora/romfs/regress/entries-in-a-ring/input
	atf_check -o match:"^$ring: never ends\$" cat "$COVERAGE/replay.romfs"
	for input in $ring corpora/romfs/regress/*/input; do
		atf_check -o match:"^input $input\$" strings "$COVERAGE/run"
	done
}

atf_test_case for_component
for_component_head()
{
	atf_set descr "a component has the cases of all its mounts, or a folder of them"
}
for_component_body()
{
	atf_check -o inline:'component vfat\nprefix fat12\nprefix fat32\nprefix vfat\n' \
	    "$(build)/cover" components vfat
	atf_check -o inline:'component ipv4\nprefix ipv4\nfolder net\nfolder ipv4\n' \
	    "$(build)/cover" components ipv4
}

atf_test_case bad_collect
bad_collect_head()
{
	atf_set descr "components and inputs that are not there give no report"
}
bad_collect_body()
{
	COVERAGE=$PWD/coverage
	export COVERAGE
	cd "$(build)/.." || atf_fail "no tree"
	cd "$HOME" || atf_fail "no work folder"
	collect="cd $(build)/.. && coverage/collect"
	refused 'no component "ext5"' env COMPONENTS=ext5 sh -c "$collect"
	refused 'no line counters: nothing ran' env COMPONENTS=ext4 CASES=none CORPUS=none \
	    sh -c "$collect"
	refused "CORPUS='/nowhere': no such folder" env COMPONENTS=ext4 CASES=none \
	    CORPUS=/nowhere sh -c "$collect"
	refused 'no case is for: iso9660' env COMPONENTS=iso9660 CASES=cases/fs/vfat_test \
	    sh -c "$collect"
	[ ! -e coverage/html ] || atf_fail "a report was left"
}

atf_init_test_cases()
{
	for name in why only least curve floors change no_change bad_counters bad_run bad_line \
	    bad_diff moved bad_folder collect needed endless for_component bad_collect; do
		atf_add_test_case $name
	done
}
