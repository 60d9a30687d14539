#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# What `make oss-fuzz` leaves runs where nothing else is.

top()
{
	(cd "$(atf_get_srcdir)/../../.." && pwd)
}

# Builds into out, with the compilers of the caller.
produce()
{
	atf_check -o save:produced -e save:log env -u RUMPUS_BUILD "$@" "$(top)/fuzz/oss-fuzz" \
		"$PWD/out"
}

# The names of the targets, by the files that name them.
targets()
{
	sed -n 's|^/.*/out/||p' produced
}

# alone TARGET ARGUMENT...: runs it in an empty folder, in an empty environment.
alone()
{
	target=$1
	shift
	rm -rf empty
	mkdir empty
	(cd empty && env -i "$PWD/../out/$target" "$@")
}

atf_test_case runs
runs_head()
{
	atf_set descr "each target runs its seeds and inputs of its own, with only OUT there"
	atf_set timeout 900
}
runs_body()
{
	produce
	[ "$(targets | wc -l)" -ge 2 ] || atf_fail "produced too few: $(cat produced)"
	for target in $(targets); do
		atf_check -o match:'^\[libfuzzer\]$' cat "out/$target.options"
		rm -rf corpus
		mkdir corpus
		if [ -d "$(top)/corpora/$target/seeds" ]; then
			atf_check unzip -q "out/${target}_seed_corpus.zip" -d corpus
			[ -n "$(ls corpus)" ] || atf_fail "$target has no seeds"
		fi
		# A defect of a driver ends a run; that is no failure of the target.
		alone "$target" -runs=300 -seed=1 -max_len=2048 "$PWD/corpus" >log 2>&1 ||
			grep -q '^-- splat --$' log || atf_fail "$target: $(tail -n 1 log)"
		case $target in
		canary*) edges='[1-9]' ;; # its driver has a few lines
		*) edges='[1-9][0-9]' ;;
		esac
		atf_check -o match:"cov: $edges" cat log
		atf_check -o match:"INITED" cat log
	done
}

atf_test_case libraries
libraries_head()
{
	atf_set descr "they need no shared library but those of the C and C++ compilers"
	atf_set timeout 900
}
libraries_body()
{
	produce
	for target in $(targets); do
		readelf -d "out/$target" | sed -n 's/.*(NEEDED).*\[\(.*\)\]$/\1/p' |
			grep -vE '^(lib(c|m|gcc_s|stdc\+\+)|ld-linux-x86-64)\.so' >others
		atf_check cat others
	done
}

atf_test_case beside
beside_head()
{
	atf_set descr "they take kernel and images from beside them and from nowhere else"
	atf_set timeout 900
}
beside_body()
{
	produce
	mv out/rumpus hidden
	for target in $(targets); do
		alone "$target" -runs=1 >log 2>&1 && atf_fail "$target runs without a kernel"
		atf_check -o match:'kernel\.elf: No such file' cat log
	done
}

atf_test_case same
same_head()
{
	atf_set descr "two builds give the same seeds, byte by byte"
	atf_set timeout 900
}
same_body()
{
	produce
	mkdir first
	mv out/*.zip first/
	produce
	for zip in first/*.zip; do
		atf_check cmp "$zip" "out/${zip##*/}"
	done
}

atf_test_case tools
tools_head()
{
	atf_set descr "CC, CXX, CFLAGS and LIB_FUZZING_ENGINE are those of the caller"
	atf_set timeout 900
}
tools_body()
{
	mkdir bin
	for tool in clang-14 clang++-14; do
		printf '#!/bin/sh\necho "%s $*" >>%s\nexec %s "$@"\n' $tool "$PWD/used" $tool \
			>"bin/my-$tool"
	done
	chmod +x bin/*
	produce OSS_BUILD="$PWD/objects" CC="$PWD/bin/my-clang-14" CXX="$PWD/bin/my-clang++-14" \
		CFLAGS='-O2 -DGIVEN_BY_CALLER' CXXFLAGS='-O2 -DGIVEN_TO_CXX' \
		LIB_FUZZING_ENGINE='-fsanitize=fuzzer -Wl,--defsym=given_to_link=1'
	atf_check -o match:'^clang-14 .*-DGIVEN_BY_CALLER.*fuzz/engine/libfuzzer\.c' cat used
	atf_check -o match:'^clang\+\+-14 .*-DGIVEN_TO_CXX.*-fsanitize=fuzzer' cat used
	for target in $(targets); do
		atf_check -o match:' given_to_link$' nm "out/$target"
	done
}

atf_test_case clusterfuzzlite
clusterfuzzlite_head()
{
	atf_set descr "its build compiles all targets to what was made for them before"
	atf_set timeout 900
}
clusterfuzzlite_body()
{
	folder=$(top)/.clusterfuzzlite
	atf_check -o inline:"c\n['undefined']\n" python3 -c '
import sys, yaml
project = yaml.safe_load(open(sys.argv[1]))
print(project["language"], project["sanitizers"], sep="\n")' "$folder/project.yaml"
	for from in $(sed -n 's/^COPY \([^-][^ ]*\) .*/\1/p' "$folder/Dockerfile"); do
		[ -e "$(top)/$from" ] || atf_fail "Dockerfile: no $from"
	done
	atf_check -o match:. grep '^RUN make oss-fuzz OUT=/made$' "$folder/Dockerfile"
	mkdir src
	ln -s "$(top)" src/rumpus
	produce
	mv out src/made
	for target in $(targets); do
		rm "src/made/$target"
	done
	SRC=$PWD/src OUT=$PWD/out
	export SRC OUT
	mkdir out
	mv src/made/rumpus hidden
	atf_check -s exit:2 -e match:'no rumpus/kernel/linux-fuzz/kernel.elf there' \
		"$folder/build.sh"
	mv hidden src/made/rumpus
	atf_check -o save:again -e ignore env -u RUMPUS_BUILD "$folder/build.sh"
	targets >first
	mv again produced
	targets >second
	atf_check cmp first second
	for target in $(targets); do
		[ -f "out/$target.options" ] || atf_fail "no $target.options"
	done
	alone "$target" -runs=1 >log 2>&1 || atf_fail "$target: $(tail -n 1 log)"
	atf_check -o match:"cov: [1-9][0-9][0-9]" cat log
}

atf_test_case refused
refused_head()
{
	atf_set descr "flags that can not work give a line, and nothing is left"
}
refused_body()
{
	atf_check -s exit:2 -e match:"oss-fuzz: OUT='': expected" "$(top)/fuzz/oss-fuzz"
	atf_check -s exit:2 -e match:'-fsanitize=address.*expected another sanitizer' \
		env CFLAGS='-O1 -fsanitize=address' "$(top)/fuzz/oss-fuzz" "$PWD/out"
	[ ! -e out ] || atf_fail "it left a folder"
}

atf_init_test_cases()
{
	atf_add_test_case runs
	atf_add_test_case libraries
	atf_add_test_case beside
	atf_add_test_case same
	atf_add_test_case tools
	atf_add_test_case clusterfuzzlite
	atf_add_test_case refused
}
