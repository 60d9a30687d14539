#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# Line counters: nothing is lost, whatever a kernel or its process ends by, and what is
# added up is exact.

build()
{
	(cd "$(atf_get_srcdir)/../.." && pwd)
}

# counted CASE: runs it on the cov variant; its counters go below counters.
counted()
{
	[ -e "$(build)"/kernel/linux-cov/kernel.elf ] ||
	    atf_fail "no kernel of variant cov: make kernel"
	mkdir -p counters
	RUMPUS_COVERAGE=$PWD/counters "$(atf_get_srcdir)/covered_canary" \
	    -s "$(atf_get_srcdir)" -r "$PWD/result" -v kernel=linux -v variant=cov "$1" \
	    >log 2>&1 || :
	cat log
}

# Adds what was counted to the run.
gathered()
{
	atf_check "$(build)/cover" gather run counters
	atf_check -o empty ls counters
	atf_check "$(build)/cover" info run info json ext4
}

# calls FUNCTION: how often it was called.
calls()
{
	sed -n "s/^FNDA:\([0-9]*\),$1\$/\1/p" info
}

# died CASE RESULT FUNCTION...: the case ends so, and each function was called.
died()
{
	counted "$1"
	[ "$2" = nothing ] || atf_check -o match:"$2" cat result
	[ "$2" != nothing ] || atf_check -s exit:1 test -e result
	shift 2
	gathered
	for function; do
		atf_check -o match:'^[1-9]' echo "$(calls "$function")"
	done
	atf_check -o inline:'0\n' echo "$(calls ext4_rmdir)"
}

# way NAME RESULT FUNCTION DESCRIPTION: a case that dies so.
way()
{
	atf_test_case "$1"
	eval "$1_head() { atf_set descr 'counted to the end: $4'; }"
	eval "$1_body() { died '$1' '$2' $3; }"
}

way panics '^failed: .*panic' 'ext4_read_inode_bitmap ext4_handle_error' 'a panic'
way hangs '^failed: .*hung' 'ext4_mknod ext4_lookup' 'a call that hangs'
way works_too_much '^failed: .*budget' 'ext4_lookup' 'a call that uses up its budget'
way aborts nothing 'ext4_symlink' 'the process aborts'
way is_killed nothing 'ext4_link ext4_file_write_iter' 'the process is killed'
way ext4_rounds . 'jbd2_journal_abort ext4_create' 'the rounds of a sweep'

# exactly CASE N: it passes, and has made so many folders.
exactly()
{
	counted "$1"
	atf_check -o match:'^passed' cat result
	gathered
	atf_check -o inline:"$2\n" echo "$(calls ext4_mkdir)"
}

# still NAME N DESCRIPTION: a case that lives and calls ext4_mkdir so often.
still()
{
	atf_test_case "$1"
	eval "$1_head() { atf_set descr 'counted exactly: $3'; }"
	eval "$1_body() { exactly $1 $2; }"
}

still restores 3 'a restored kernel does not take counts back'
still contexts 2 'several contexts'
still again 2 'a further kernel of the same process'

atf_test_case adds
adds_head()
{
	atf_set descr "counted exactly: processes one after the other"
}
adds_body()
{
	counted restores
	counted contexts
	counted restores
	gathered
	atf_check -o inline:'8\n' echo "$(calls ext4_mkdir)"
	# And to a run that there is.
	counted again
	gathered
	atf_check -o inline:'10\n' echo "$(calls ext4_mkdir)"
}

atf_test_case parallel
parallel_head()
{
	atf_set descr "what is added up over parallel processes is what it is one by one"
	atf_set timeout 300
}
parallel_body()
{
	for jobs in 1 4; do
		mkdir "counters$jobs"
		RUMPUS_COVERAGE=$PWD/counters$jobs atf_check -o match:'0 failed' \
		    kyua -c none --logfile log -v parallelism=$jobs \
		    -v test_suites.rumpus.kernel=linux -v test_suites.rumpus.variant=cov \
		    test -k "$(build)/../Kyuafile" --build-root "$(build)" -r "$PWD/db$jobs" \
		    cases/fs/vfat_test cases/fs/iso9660_test
		atf_check "$(build)/cover" gather "run$jobs" "counters$jobs"
		atf_check "$(build)/cover" info "run$jobs" "info$jobs" "json$jobs" vfat iso9660
	done
	atf_check -o match:'^FNDA:[1-9]' grep fat_ info1
	atf_check cmp info1 info4
}

atf_test_case gcov
gcov_head()
{
	atf_set descr "what gcov says was reached was, of the same lines and functions"
}
gcov_body()
{
	counted ext4_rounds
	gathered
	atf_check "$(build)/cover" objects run objects ext4
	cd objects/fs/ext4 || atf_fail "no objects"
	gcov ./*.gcda >/dev/null 2>&1 || atf_fail "gcov failed"
	for file in namei inode super extents ialloc; do
		sed -n 's/^ *\([0-9]\)[0-9]*\*\{0,1\}: *\([1-9][0-9]*\):.*/\2/p' \
		    "$file.c.gcov" >hit
		sed -n 's/^ *[0-9#][0-9#]*\*\{0,1\}: *\([1-9][0-9]*\):.*/\1/p' \
		    "$file.c.gcov" >all
		sed -n "/^SF:.*\/fs\/ext4\/$file.c\$/,/^end_of_record/p" ../../../info >ours
		sed -n 's/^DA:\([0-9]*\),.*/\1/p' ours | sort -n | uniq >our.all
		sed -n 's/^DA:\([0-9]*\),[1-9].*/\1/p' ours | sort >our.hit
		sort -n all | uniq | atf_check diff - our.all
		sort hit | uniq | atf_check comm -23 - our.hit
		atf_check -o match:'^[1-9][0-9]' wc -l hit
	done
}

# A line is counted by other rules than gcov's, and a branch may belong to another line;
# but arcs are arcs.
atf_test_case gcov_counts
gcov_counts_head()
{
	atf_set descr "functions and branches have the very counts that gcov gives them"
}
gcov_counts_body()
{
	counted ext4_rounds
	gathered
	atf_check "$(build)/cover" objects run objects ext4
	atf_check -o match:'^[1-9][0-9]* functions, [1-9][0-9]{3,} branches, 0 differ$' \
	    python3 - <<'END'
import collections, glob, json, os, subprocess
calls, taken = {}, collections.defaultdict(list)
for line in open("info"):
    tag, _, rest = line.strip().partition(":")
    word = rest.split(",")
    if tag == "SF":
        source = rest.split("/src/linux/")[1]
    elif tag == "FNDA":
        calls[source, word[1]] = int(word[0])
    elif tag == "BRDA":
        taken[source, int(word[0])].append(int(word[3].replace("-", "0")))
functions = branches = differ = 0
for path in glob.glob("objects/fs/*/*.gcda"):
    source = path[len("objects/"):-len("gcda")] + "c"
    said = subprocess.run(["gcov", "--json-format", "--stdout", "--branch-probabilities",
        os.path.basename(path)], cwd=os.path.dirname(path), stdout=subprocess.PIPE)
    theirs = collections.defaultdict(list)
    for file in json.loads(said.stdout)["files"]:
        if not file["file"].endswith(source):
            continue
        for function in file["functions"]:
            functions += 1
            ours = calls[source, function["name"]]
            if ours != function["execution_count"]:
                differ += 1
                print(source, function["name"], ours, function["execution_count"])
        for line in file["lines"]:
            theirs[line["line_number"]] += [b["count"] for b in line["branches"]]
    for line, counts in theirs.items():
        ours = taken[source, line]
        if len(ours) == len(counts):
            branches += len(ours)
            if sorted(ours) != sorted(counts):
                differ += 1
                print(source, line, ours, counts)
print(functions, "functions,", branches, "branches,", differ, "differ")
END
}

# script CASE...: a program that runs them, to count below counters.
script()
{
	echo "export RUMPUS_COVERAGE='$PWD/counters'"
	for name; do
		echo "'$(atf_get_srcdir)/covered_canary' -s '$(atf_get_srcdir)' -r result" \
		    "-v kernel=linux -v variant=cov $name >log 2>&1"
	done
}

# until_gone: a program that waits until there is no counter file any more.
until_gone()
{
	cat <<'END'
import ctypes, os
libc = ctypes.CDLL(None)
fd = libc.inotify_init()
libc.inotify_add_watch(fd, b"counters", 0x200)  # IN_DELETE
while [name for name in os.listdir("counters") if name[0] != "."]:
    os.read(fd, 4096)
END
}

atf_test_case as_it_goes
as_it_goes_head()
{
	atf_set descr "what is gathered while a command runs is what it is at the end"
	atf_set timeout 60
}
as_it_goes_body()
{
	mkdir counters
	script again contexts restores is_killed >program
	atf_check -s ignore sh program
	atf_check "$(build)/cover" gather after counters
	until_gone >until_gone.py
	{
		script again
		echo "python3 until_gone.py"
		script contexts restores is_killed
		echo "python3 until_gone.py; exit 7"
	} >program
	atf_check -s exit:7 -e ignore "$(build)/cover" --keep=0 gather meanwhile \
	    counters -- sh program
	atf_check cmp after meanwhile
	script again contexts restores is_killed >program
	atf_check -s ignore -e ignore "$(build)/cover" gather at_end counters -- sh program
	atf_check cmp after at_end
	atf_check -o empty ls counters
}

atf_test_case stopped
stopped_head()
{
	atf_set descr "a command ends with what gathers, and one that is none is told of"
}
stopped_body()
{
	mkdir counters
	mkfifo alive never
	# Whoever writes to it has ended when it ends.
	"$(build)/cover" gather run counters -- sh -c 'exec 3>alive; echo >&3; cat never' &
	exec 4<alive
	read -r line <&4
	echo hello >counters/1.0
	wait $! && atf_fail "it did not notice"
	atf_check cat <&4
	rm counters/1.0
	atf_check -s exit:127 -e match:'no/such: .*expected a command' \
	    "$(build)/cover" gather run counters -- no/such
	[ ! -e run ] || atf_fail "a run of nothing"
}

atf_test_case overhead
overhead_head()
{
	atf_set descr "what counting adds is told of cases that passed, and of no others"
}
overhead_body()
{
	cd "$(build)/.." || atf_fail "no top folder"
	atf_check -o match:'^[0-9.]+	[0-9.]+	3$' bench/overhead cases/fs/vfat_test
	atf_check -s exit:1 -e match:'^overhead: cases failed on variant plain$' \
	    bench/overhead cases/fs/nosuch_test
}

atf_init_test_cases()
{
	for name in panics hangs works_too_much aborts is_killed ext4_rounds restores contexts \
	    again adds parallel gcov gcov_counts as_it_goes stopped overhead; do
		atf_add_test_case $name
	done
}
