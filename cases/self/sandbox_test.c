/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A process that mounts a hostile image has given up what it does not need. */
#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "atf/case.h"
#include "harness/sandbox.h"

/* errno, or 0 where the call did not fail. */
static int refusal(long result)
{
	return result < 0 ? errno : 0;
}

static void enter(const char *const *folders)
{
	const char *why = "";

	REQUIRE_OK(sandbox_enter(&(struct sandbox){ .folders = folders }, &why));
}

static void boot_and_enter(struct kern **k, struct disk **d, const char *variant)
{
	*d = disk_open("ext4/small");
	*k = kern_boot("ext4", .variant = variant);
	REQUIRE_STREQ("/dev/disk0", kern_disk(*k, *d));
	enter(NULL);
}

static void all_works(struct kern *k)
{
	char data[3] = "";

	REQUIRE_OK(kern_put(k, "/mnt/new", "abc", 3));
	REQUIRE_EQ(3, kern_get(k, "/mnt/new", data, 3));
	REQUIRE_MEMEQ("abc", data, 3);
	REQUIRE_OK(kern_umount(k, "/mnt"));
}

static void in_kernel(void *arg)
{
	struct kern *k;
	struct disk *d;

	boot_and_enter(&k, &d, arg);
	kern_snapshot(k);
	for (int i = 0; i < 3; i++) {
		kern_restore(k);
		REQUIRE_OK(kern_mount(k, d, "/mnt", "ext4", NULL));
		all_works(k);
	}
	kern_halt(k);
	disk_close(d);
}

CASE(kernel, "a kernel mounts, writes, is restored and halted inside")
{
	REQUIRE_STREQ("", sandbox_run(in_kernel, NULL));
}

/* Snapshots of this one ask more of the host. */
CASE(kernel_fuzz, "so does one with the sanitizers")
{
	REQUIRE_STREQ("", sandbox_run(in_kernel, (char *)"fuzz"));
}

static void try_files(void)
{
	const int dir = AT_FDCWD;

	REQUIRE_EQ(EPERM, refusal(open("/etc/passwd", O_RDONLY)));
	REQUIRE_EQ(EPERM, refusal(openat(dir, "new", O_CREAT | O_WRONLY, 0600)));
	REQUIRE_EQ(EPERM, refusal(syscall(SYS_openat2, dir, "new", NULL, 0)));
	REQUIRE(!opendir("/"));
	REQUIRE_EQ(EPERM, refusal(unlink("left")));
	REQUIRE_EQ(EPERM, refusal(rename("left", "right")));
	REQUIRE_EQ(EPERM, refusal(mkdir("folder", 0700)));
	REQUIRE_EQ(EPERM, refusal(symlink("/", "link")));
	REQUIRE_EQ(EPERM, refusal(truncate("left", 0)));
	REQUIRE_EQ(EPERM, refusal(chmod("left", 0777)));
	REQUIRE_EQ(EPERM, refusal(chdir("/")));
	REQUIRE_EQ(EPERM, refusal(syscall(SYS_io_uring_setup, 1, NULL)));
}

static void try_network(void)
{
	const struct sockaddr_in to = {
		.sin_family = AF_INET,
		.sin_port = htons(80),
		.sin_addr = { htonl(INADDR_LOOPBACK) },
	};

	REQUIRE_EQ(EPERM, refusal(socket(AF_INET, SOCK_STREAM, 0)));
	REQUIRE_EQ(EPERM, refusal(socket(AF_UNIX, SOCK_STREAM, 0)));
	REQUIRE_EQ(EPERM, refusal(connect(0, (const struct sockaddr *)&to, sizeof(to))));
}

static void try_processes(void)
{
	static char *argv[] = { (char *)"true", NULL };

	REQUIRE_EQ(EPERM, refusal(execv("/bin/true", argv)));
	REQUIRE_EQ(EPERM, refusal(fexecve(0, argv, argv)));
	REQUIRE_EQ(EPERM, refusal(fork()));
	REQUIRE_EQ(EPERM, refusal(vfork()));
	REQUIRE_EQ(EPERM, refusal(syscall(SYS_clone3, NULL, 0)));
	REQUIRE_EQ(EPERM, refusal(kill(getppid(), 0)));
	REQUIRE_EQ(EPERM, refusal(ptrace(PTRACE_ATTACH, getppid(), 0, 0)));
	REQUIRE_EQ(EPERM, refusal(setuid(0)));
	REQUIRE_EQ(EPERM, refusal(setrlimit(RLIMIT_CORE, &(struct rlimit){ 0 })));
	REQUIRE_EQ(0, refusal(getrlimit(RLIMIT_CORE, &(struct rlimit){ 0 })));
	REQUIRE_EQ(EPERM, refusal(prctl(PR_SET_DUMPABLE, 1)));
}

static void try_memory(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	REQUIRE(page != MAP_FAILED);
	REQUIRE_EQ(EPERM, refusal(mprotect(page, 4096, PROT_READ | PROT_EXEC)));
	REQUIRE(mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) ==
		MAP_FAILED);
	REQUIRE_EQ(0, munmap(page, 4096));
}

static void try_all(void *arg)
{
	struct kern *k;
	struct disk *d;

	(void)arg;
	boot_and_enter(&k, &d, NULL);
	try_files();
	try_network();
	try_processes();
	try_memory();
	REQUIRE_OK(kern_mount(k, d, "/mnt", "ext4", NULL));
	all_works(k);
	kern_halt(k);
	disk_close(d);
}

CASE(refused, "files, network, programs, processes and code are out of reach inside")
{
	const int fd = open("left", O_CREAT | O_WRONLY, 0600);

	REQUIRE(fd >= 0);
	close(fd);
	REQUIRE_STREQ("", sandbox_run(try_all, NULL));
	REQUIRE_EQ(0, access("left", F_OK));
	REQUIRE_EQ(ENOENT, refusal(access("new", F_OK)));
}

static void no_new_privileges(void *arg)
{
	char line[128];
	bool found = false;
	FILE *status = fopen("/proc/self/status", "r");

	(void)arg;
	REQUIRE(status);
	enter(NULL);
	while (fgets(line, sizeof(line), status))
		found |= strcmp(line, "NoNewPrivs:\t1\n") == 0;
	REQUIRE(found);
	fclose(status);
}

CASE(privileges, "no program could give new privileges inside")
{
	REQUIRE_STREQ("", sandbox_run(no_new_privileges, NULL));
}

static void in_folder(void *arg)
{
	static const char *const folders[] = { "kept", "none-such", NULL };
	int fd;

	(void)arg;
	enter(folders);
	fd = open("kept/new", O_CREAT | O_RDWR, 0600);
	REQUIRE(fd >= 0);
	REQUIRE_EQ(1, write(fd, "x", 1));
	REQUIRE_EQ(0, close(fd));
	REQUIRE_EQ(0, unlink("kept/old"));
	REQUIRE_EQ(EACCES, refusal(open("/etc/passwd", O_RDONLY)));
	REQUIRE_EQ(EACCES, refusal(open("other", O_CREAT | O_WRONLY, 0600)));
	REQUIRE_EQ(EACCES, refusal(open("kept/../left", O_RDONLY)));
	try_network();
	try_processes();
	try_memory();
}

CASE(folders, "of files, those in the folders that are kept can be used")
{
	if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 1)
		atf_tc_skip("this host has no Landlock");
	REQUIRE_EQ(0, mkdir("kept", 0700));
	REQUIRE_EQ(0, close(open("kept/old", O_CREAT | O_WRONLY, 0600)));
	REQUIRE_EQ(0, close(open("left", O_CREAT | O_WRONLY, 0600)));
	REQUIRE_STREQ("", sandbox_run(in_folder, NULL));
	REQUIRE_EQ(0, access("kept/new", F_OK));
	REQUIRE_EQ(ENOENT, refusal(access("kept/old", F_OK)));
}

static void unmounts_nothing(void *arg)
{
	struct kern *k;
	struct disk *d;

	(void)arg;
	boot_and_enter(&k, &d, NULL);
	REQUIRE_OK(kern_umount(k, "/none"));
}

static void dies(void *arg)
{
	(void)arg;
	enter(NULL);
	abort();
}

CASE(told, "what ends a case inside is told outside")
{
	const char *text = sandbox_run(unmounts_nothing, NULL);

	REQUIRE(strstr(text, "expected success, got ENOENT"));
	REQUIRE_STREQ("the sandboxed process ended with signal 6", sandbox_run(dies, NULL));
}

static void names_functions(void *arg)
{
	struct kern *k = kern_boot("canary", .variant = "fuzz");
	int fd;

	(void)arg;
	enter(NULL);
	fd = REQUIRE_OK(kern_open(k, "/dev/canary", O_RDWR));
	kern_write(k, fd,
	    "\xc0\xa0\x50\x07\x03"
	    "abc",
	    8);
	kern_halt(k);
}

CASE(defect, "a defect that shows inside is told, with the names of functions")
{
	const char *text = sandbox_run(names_functions, NULL);

	REQUIRE(strstr(text, "slab-out-of-bounds in canary_write+0x"));
	REQUIRE(strstr(text, "drivers/canary.c:"));
}
