#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# Runs of the fuzzer: what they show, keep, and go on from.

top()
{
	(cd "$(atf_get_srcdir)/../../.." && pwd)
}

RUMPUS_CORPUS=$PWD/corpora
export RUMPUS_CORPUS

fuzz()
{
	echo "$(top)/fuzz/$1"
}

inputs()
{
	find "corpora/$1/corpus" -type f | wc -l
}

line='[0-9]+ s, [1-9][0-9]* executions, [0-9]+ exec/s, [1-9][0-9]* edges, corpus [1-9][0-9]*'

atf_test_case progress
progress_head()
{
	atf_set descr "a run ends with executions, edges, corpus and crashes; the next goes on"
}
progress_body()
{
	atf_check -s ignore -o match:"^ext4: $line, [0-9]+ crashes, [0-9]+ new" \
		"$(fuzz run)" ext4 2 libfuzzer 1
	first=$(inputs ext4)
	atf_check -s ignore -o match:"^ext4: $line, " "$(fuzz run)" ext4 2 libfuzzer 2
	[ "$(inputs ext4)" -ge "$first" ] || atf_fail "inputs were lost"
	log=$(cat corpora/ext4/run/log.1)
	atf_check -o match:"$first files found in .*/corpora/ext4/corpus" echo "$log"
	# Time, seconds and executions go on over both runs, and edges are those shown.
	cat corpora/ext4/history
	atf_check awk '
		NF != 5 || $1 < time || $2 < seconds || $3 < executions || $4 < 1 { exit bad = 1 }
		{ time = $1; seconds = $2; executions = $3 }
		END { exit bad || NR < 2 || seconds < 4 }' corpora/ext4/history
	shown=$(sed -n 's/^stat::number_of_executed_units: *//p' corpora/ext4/run/log.* |
		awk '{ n += $1 } END { print n }')
	[ "$(tail -1 corpora/ext4/history | cut -d' ' -f3)" -gt "$shown" ] ||
		atf_fail "executions of the first run are missing"
}

atf_test_case stopped
stopped_head()
{
	atf_set descr "a run that is ended by a signal keeps what it found, and nothing runs on"
}
stopped_body()
{
	for engine in libfuzzer afl; do
		rm -rf corpora lines
		mkfifo lines
		# Whoever is left of it holds the lock.
		(flock 7 && exec "$(fuzz run)" ext4 60 $engine 2) >lines 2>errors 7>held &
		pid=$!
		exec 5<lines
		read -r first <&5 || atf_fail "no line of progress: $(cat errors)"
		atf_check -o match:"^ext4: $line" echo "$first"
		kill -TERM $pid
		cat <&5 >log
		wait $pid || [ $? = 1 ] || atf_fail "it could not run: $(head -1 errors)"
		atf_check -o match:"^ext4: $line" cat log
		[ "$(inputs ext4)" -gt 0 ] || atf_fail "$engine: nothing is kept"
		atf_check flock -w 10 held true
	done
}

atf_test_case several
several_head()
{
	atf_set descr "several targets share the jobs; with too few they wait their turn"
}
several_body()
{
	for jobs in 1 2; do
		rm -rf corpora
		"$(fuzz run)" "canary ext4" 2 libfuzzer $jobs >log 2>&1 || [ $? = 1 ] ||
			atf_fail "$(cat log)"
		atf_check -o match:"^canary: $line" -o match:"^ext4: $line" cat log
	done
}

atf_test_case merged
merged_head()
{
	atf_set descr "a merge makes a corpus smaller, takes in others, and reaches as much"
}
merged_body()
{
	atf_check -s ignore -o ignore "$(fuzz run)" ext4 3 libfuzzer 1
	before=$(inputs ext4)
	cp -R corpora/ext4/corpus twice
	atf_check -o match:"^ext4: corpus of $before inputs is now " "$(fuzz merge)" ext4 twice
	after=$(inputs ext4)
	[ "$after" -gt 0 ] && [ "$after" -lt "$before" ] ||
		atf_fail "$before inputs are $after now"
	edges twice >expect
	edges corpora/ext4/corpus >got
	atf_check cmp expect got
	[ ! -e corpora/ext4/corpus.old ] && [ ! -e corpora/ext4/corpus.new ] ||
		atf_fail "it left a folder"
}

# edges CORPUS: how many it reaches, with the seeds
edges()
{
	rm -rf seeds
	"$(top)/build/fuzz/ext4-replay" --seeds seeds "$(top)/corpora/ext4/seeds"
	"$(top)/build/fuzz/ext4-libfuzzer" -runs=0 "$1" seeds 2>&1 |
		sed -n 's/.*INITED cov: \([0-9]*\) .*/\1/p'
}

atf_test_case interrupted
interrupted_head()
{
	atf_set descr "a merge that was interrupted before its end loses nothing"
}
interrupted_body()
{
	mkdir -p corpora/ext4/corpus.old corpora/ext4/corpus.new
	echo a >corpora/ext4/corpus.old/a
	atf_check -s ignore -o ignore "$(fuzz run)" ext4 1 libfuzzer 1
	[ -f corpora/ext4/corpus/a ] || atf_fail "the old corpus is lost"
}

atf_test_case locked
locked_head()
{
	atf_set descr "two runs do not share a folder"
}
locked_body()
{
	mkdir -p corpora/ext4
	atf_check -s exit:2 -e match:'corpora/ext4: another run is using it' \
		flock corpora/ext4/lock "$(fuzz run)" ext4 1 libfuzzer 1
	atf_check -s exit:2 -e match:'corpora/ext4: a run is using it' \
		flock corpora/ext4/lock "$(fuzz merge)" ext4
}

atf_test_case elsewhere
elsewhere_head()
{
	atf_set descr "a corpus is kept outside of the source tree unless told otherwise"
}
elsewhere_body()
{
	atf_check -o inline:"$PWD/corpora/ext4\n" "$(fuzz folder)" ext4
	unset RUMPUS_CORPUS
	atf_check -o inline:"/data/rumpus/ext4\n" env XDG_DATA_HOME=/data "$(fuzz folder)" ext4
	atf_check -o inline:"/me/.local/share/rumpus/ext4\n" \
		env -u XDG_DATA_HOME HOME=/me "$(fuzz folder)" ext4
	atf_check -s exit:2 -e match:'HOME is not set' \
		env -u XDG_DATA_HOME -u HOME "$(fuzz folder)" ext4
}

atf_test_case wrong
wrong_head()
{
	atf_set descr "a wrong argument gives one line that says what was expected"
}
wrong_body()
{
	atf_check -s exit:2 -e match:"TARGET='none': expected one of: .*ext4" "$(fuzz run)" none
	atf_check -s exit:2 -e match:"TARGET='': expected some of: .*ext4" "$(fuzz run)" ''
	atf_check -s exit:2 -e match:"TIME='x': expected a number" "$(fuzz run)" ext4 x
	atf_check -s exit:2 -e match:"JOBS='0': expected a number" \
		"$(fuzz run)" 'ext4 canary' 1 libfuzzer 0
	atf_check -s exit:2 -e match:"ENGINE='x': expected libfuzzer or afl" \
		"$(fuzz run)" ext4 1 x
	atf_check -s exit:2 -e match:"none: no such folder" "$(fuzz merge)" ext4 none
}

atf_init_test_cases()
{
	for name in progress stopped several merged interrupted locked elsewhere wrong; do
		atf_add_test_case $name
	done
}
