// SPDX-License-Identifier: GPL-2.0
/*
 * How pid 1 becomes context 0 with no change to init/main.c: /init exists in
 * the root file system, and a binary format accepts that one file.  After the
 * exec, pid 1 "returns to user mode", which is rump_context_loop().
 */
#include <linux/binfmts.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/mount.h>
#include <linux/syscalls.h>
#include <linux/task_work.h>
#include <asm/rump.h>
#include <asm/syscall.h>
#include <asm/unistd.h>

static int load_init(struct linux_binprm *bprm)
{
	int error;

	if (strcmp(bprm->filename, "/init") || !is_global_init(current))
		return -ENOEXEC;
	error = begin_new_exec(bprm);
	if (error)
		return error;
	set_personality(PER_LINUX);
	setup_new_exec(bprm);
	error = setup_arg_pages(bprm, STACK_TOP, EXSTACK_DEFAULT);
	if (error)
		return error;
	finalize_exec(bprm);
	return 0;
}

static struct linux_binfmt init_format = {
	.module = THIS_MODULE,
	.load_binary = load_init,
};

static long call(long nr, long a, long b, long c, long d)
{
	return sys_call_table[nr](a, b, c, d, 0, 0);
}

static int __init make_init(void)
{
	int fd = call(__NR_openat, AT_FDCWD, (long)"/init", O_CREAT | O_WRONLY, 0700);

	if (fd < 0)
		return fd;
	call(__NR_write, fd, (long)"rump\n", 5, 0);
	call(__NR_close, fd, 0, 0, 0);
	/* The file counts as open for writing until this has run: ETXTBSY. */
	task_work_run();
	call(__NR_mkdirat, AT_FDCWD, (long)"/tmp", 01777, 0);
	register_binfmt(&init_format);
	return 0;
}
late_initcall(make_init);
