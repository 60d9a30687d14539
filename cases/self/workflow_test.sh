#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# The workflow files name stages that there are, and no others; a stage is made of
# targets of make that there are.

top()
{
	(cd "$(atf_get_srcdir)/../../.." && pwd)
}

# What a workflow runs, a line each: all but how it gets make and git.
runs()
{
	python3 - "$1" <<'END'
import sys, yaml
def walk(node):
    if isinstance(node, list):
        for item in node:
            yield from walk(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "run":
                yield value
            elif key in ("script", "after_script"):
                yield from value
            else:
                yield from walk(value)
for line in walk(yaml.safe_load(open(sys.argv[1]))):
    if not line.startswith("apt-get "):
        print(line)
END
}

# workflow FILE: it runs each stage, and nothing but stages.
workflow()
{
	cd "$(top)" || atf_fail "no tree"
	runs "$1" | sort -u >"$HOME/runs"
	for stage in ci/stage/*; do echo "$stage"; done | sort | atf_check diff - "$HOME/runs"
}

atf_test_case github
github_head()
{
	atf_set descr "the workflow for GitHub"
}
github_body()
{
	workflow .github/workflows/rumpus.yml
}

atf_test_case gitlab
gitlab_head()
{
	atf_set descr "the workflow for GitLab"
}
gitlab_body()
{
	workflow .gitlab-ci.yml
}

atf_test_case stages
stages_head()
{
	atf_set descr "each stage runs dry, and the page on them has it"
	atf_set timeout 300
}
stages_body()
{
	cd "$(top)" || atf_fail "no tree"
	for stage in ci/stage/*; do
		name=$(basename "$stage")
		[ -x "$stage" ] || atf_fail "$stage can not be run"
		atf_check -o match:. -e empty env -u MAKELEVEL MAKEFLAGS=n "$stage"
		atf_check -o match:. grep "^.It Cm $name\$" doc/rumpus-ci.7
		grep -v '^make \|^#\|^set -eu$\|^$' "$stage" >"$HOME/other" &&
		    grep -v '^	' "$HOME/other" && atf_fail "$stage does more than call make"
	done
	# One that calls what there is not is found.
	atf_check -s not-exit:0 -e match:'No rule' env -u MAKELEVEL MAKEFLAGS=n make no-such-stage
}

atf_init_test_cases()
{
	for name in github gitlab stages; do
		atf_add_test_case $name
	done
}
