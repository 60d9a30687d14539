#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# A server that lies, by the target fuse.  Where bytes of the script lie:
# components/fuse/script.h.

build()
{
	(cd "$(atf_get_srcdir)/../.." && pwd)
}

replay()
{
	"$(build)/fuzz/fuse-replay" "$@"
}

# calls LINE...: makes the input of these lines; what its calls give goes to `log`
calls()
{
	{ echo "rumpus-input 1" && printf '%s\n' "$@"; } >input
	replay --log input | grep -v '^\[' >log || atf_fail "replay: $(cat log)"
}


atf_test_case lies
lies_head()
{
	atf_set descr "bytes of a script take the place of those of answers, all the rest is true"
}
lies_body()
{
	# The second value of an attribute is 2 bytes shorter; of all WRITEs 7 bytes were
	# taken, says the server.
	calls 'patch 0x2c804 feff' 'patch 0x20020 07' 'getxattr /file user.a' \
		'getxattr /hard user.a' 'getxattr /file user.a' 'open /dir/inside rw 0' \
		'pwrite f0 100 0x41 0x0' 'pwrite f0 50 0x41 0x0' 'stat /file'
	atf_check -o match:'^pwrite f0 100 0x41 0x0 = 7$' cat log
	atf_check -o match:'^pwrite f0 50 0x41 0x0 = 7$' cat log
	[ "$(grep -c '^getxattr /file user.a = 5$' log)" = 2 ] || atf_fail "$(cat log)"
	atf_check -o match:'^getxattr /hard user.a = 3$' cat log
	atf_check -o match:'^stat /file = 0$' cat log
	# A name that does not exist does, for the server says so.
	calls 'stat /new0'
	atf_check -o match:'^stat /new0 = -ENOENT$' cat log
	calls 'patch 0x2007 01' 'stat /new0'
	atf_check -o match:'^stat /new0 = 0$' cat log
	# The first answer to MKDIR is -EPERM, though it was made.
	calls 'patch 0x12414 ffffffff' 'mkdir /new0 0755' 'mkdir /new0 0755'
	atf_check -o match:'^mkdir /new0 0755 = -EPERM$' cat log
	atf_check -o match:'^mkdir /new0 0755 = -EEXIST$' cat log
}

atf_test_case ends
ends_head()
{
	atf_set descr "a server that is silent dies in the end, and then nobody waits for it"
}
ends_body()
{
	# No answer to the first READ; one that comes after the next request; then death.
	calls 'patch 0x1e400 01' 'open /file rw 0' 'pread f0 100 0x0' 'stat /dir' 'cycle' \
		'stat /dir'
	atf_check -o match:'^pread f0 100 0x0 = -ENOTCONN$' cat log
	atf_check -o match:'^stat /dir = -ENOTCONN$' cat log
	atf_check -o match:'^stat /dir = 0$' cat log
	atf_check -o match:'input: clean$' cat log
	calls 'patch 0x2000 02' 'patch 0x2001 07' 'stat /dir/inside'
	atf_check -o match:'^stat /dir/inside = 0$' cat log
	calls 'patch 0x20400 05' 'open /file rw 0' 'pwrite f0 10 0x0 0x0' 'stat /dir'
	atf_check -o match:'^pwrite f0 10 0x0 0x0 = -ECONNABORTED$' cat log
	atf_check -o match:'^stat /dir = -ENOTCONN$' cat log
}

atf_test_case restored
restored_head()
{
	atf_set descr "what an input makes of the server is gone when the next one begins"
}
restored_body()
{
	printf '%s\n' 'rumpus-input 1' 'unlink /file' 'rename /big /file plain' \
		'truncate /file 0x1' >change
	printf '%s\n' 'rumpus-input 1' 'open /file r 0' 'pread f0 10000 0x0' 'stat /big' >look
	replay --log look change look | grep -v '^\[' >log
	[ "$(grep -c '^pread f0 10000 0x0 = 5000$' log)" = 2 ] || atf_fail "$(cat log)"
	[ "$(grep -c '^stat /big = 0$' log)" = 2 ] || atf_fail "$(cat log)"
	atf_check -o match:'^stability: 100\.00 %, [1-9][0-9]* edges, [1-9]' \
		"$(build)/fuzz/fuse-replay" --stability "$(build)/../corpora/fuse/seeds"
}

atf_test_case program
program_head()
{
	atf_set descr "triage writes a program that plays the server"
}
program_body()
{
	for seed in "$(build)"/../corpora/fuse/seeds/*; do
		"$(build)/fuzz/fuse-triage" --c "$seed" >program.c || atf_fail "$seed"
		atf_check gcc -std=gnu11 -O2 -Wall -Wextra -Werror -o program program.c
	done
	atf_check -s exit:2 -e match:'^usage' "$(build)/fuzz/fuse-replay" --image "$seed" image
}

atf_init_test_cases()
{
	for name in lies ends restored program; do
		atf_add_test_case $name
	done
}
