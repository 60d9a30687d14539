#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# The rules of style hold, and each of them can see a breach.

top()
{
	(cd "$(atf_get_srcdir)/../../.." && pwd)
}

atf_test_case holds
holds_head()
{
	atf_set descr "the tree keeps the rules of style"
}
holds_body()
{
	atf_check "$(top)/ci/tidy" "$(top)"
}

spdx='SPDX-License-Identifier: BSD-2-Clause'

# A tree of three files that keeps the rules.
good_tree()
{
	rm -rf tree
	mkdir -p tree/ci tree/doc tree/components/somefs
	cp "$(top)/.clang-format" tree/
	printf '# %s\nsources:\n\t@echo a.c\n' "$spdx" >tree/Makefile
	printf '/* %s */\n#include <stdio.h>\n\n#include "a.h"\n' "$spdx" >tree/a.c
	printf '\nint one(void)\n{\n\treturn 1;\n}\n' >>tree/a.c
	printf '/* %s */\nint one(void);\n' "$spdx" >tree/a.h
	printf '#!/bin/sh\n# %s\necho one\n' "$spdx" >tree/ci/one
}

# After that command on the good tree, tidy fails by that rule at that place.
breaks()
{
	place=$1 rule=$2 breach=$3
	good_tree
	atf_check "$(top)/ci/tidy" tree
	(cd tree && eval "$breach")
	atf_check -s exit:1 -o match:"^$place:[0-9]*: $rule: " -e ignore "$(top)/ci/tidy" tree
}

atf_test_case seen
seen_head()
{
	atf_set descr "a breach of each rule is seen"
	atf_set timeout 600
}
seen_body()
{
	breaks a.c format 'printf "int  two;\n" >>a.c'
	breaks a.c spdx 'sed -i "1s/.*/\/* none *\//" a.c'
	breaks ci/one spdx 'sed -i 2d ci/one'
	breaks a.c blanks 'printf "int two; \n" >>a.c'
	breaks a.c blanks 'printf "\n" >>a.c'
	breaks a.c width 'printf "/* %0100d */\n" 0 >>a.c'
	breaks a.c includes 'printf "#include \"a.h\"\n#include <errno.h>\n" >>a.c'
	breaks a.c size 'for i in $(seq 600); do echo "int x$i;"; done >>a.c'
	breaks a.c size '{ echo "void f(void)"; echo "{"; yes "	f();" | head -80; echo "}"; } >>a.c'
	breaks a.c words 'printf "/* %s%s */\n" TO DO >>a.c'
	breaks Makefile globs 'echo "# somefs" >>Makefile'
	breaks b.h dead 'cp a.h b.h'
	breaks b.c dead 'cp a.c b.c'
	breaks ci/one shell 'echo "if" >>ci/one'
	breaks ci/one shell 'echo "[ \$1 = a ] && read x < \$2 || exit; local = 1; cd /" >>ci/one'
	breaks doc/one.3 man 'printf ".\\\\\" %s\n.Dd x\n.Sh\n" "$spdx" >doc/one.3'
}

atf_init_test_cases()
{
	atf_add_test_case holds
	atf_add_test_case seen
}
