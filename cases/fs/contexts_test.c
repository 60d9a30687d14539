/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Several processes on one file system: what they share, and waiting. */
#include <sys/file.h>

#include "cases/fs/fs_util.h"

FS_CASE_RW(contexts_directory, 0, "each sees at once what the others made and removed")
{
	struct kern *k = fs->k;
	int ctx[4] = { 0 };
	char path[32];

	for (int i = 1; i < 4; i++)
		ctx[i] = kern_context(k);
	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	for (int round = 0; round < 40; round++) {
		kern_switch(k, ctx[round % 4]);
		snprintf(path, sizeof(path), "/mnt/d/%d", round);
		REQUIRE_OK(kern_put(k, path, path, strlen(path)));
		kern_switch(k, ctx[(round + 1) % 4]);
		require_content(k, path, path);
		if (round % 3 == 0)
			REQUIRE_OK(kern_unlink(k, path));
		kern_switch(k, ctx[(round + 2) % 4]);
		REQUIRE_EQ(round % 3 ? 0 : -ENOENT, kern_access(k, path, F_OK));
	}
	kern_switch(k, 0);
}

FS_CASE_RW(contexts_cwd, 0, "each has a working directory of its own")
{
	struct kern *k = fs->k;
	int other = kern_context(k);

	REQUIRE_OK(kern_mkdir(k, "/mnt/a", 0755));
	REQUIRE_OK(kern_mkdir(k, "/mnt/b", 0755));
	REQUIRE_OK(kern_chdir(k, "/mnt/a"));
	kern_switch(k, other);
	REQUIRE_OK(kern_chdir(k, "/mnt/b"));
	kern_switch(k, 0);
	REQUIRE_OK(kern_put(k, "f", "a", 1));
	kern_switch(k, other);
	REQUIRE_OK(kern_put(k, "f", "b", 1));
	REQUIRE_OK(kern_chdir(k, "/"));
	kern_switch(k, 0);
	REQUIRE_OK(kern_chdir(k, "/"));
	require_content(k, "/mnt/a/f", "a");
	require_content(k, "/mnt/b/f", "b");
}

FS_CASE_RW(contexts_descriptors, 0, "inherited ones share a position, new ones are private")
{
	struct kern *k = fs->k;
	int other, own, fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644));

	other = kern_context(k);
	REQUIRE_EQ(4, kern_write(k, fd, "zero", 4));
	kern_switch(k, other);
	REQUIRE_EQ(4, kern_lseek(k, fd, 0, SEEK_CUR));
	REQUIRE_EQ(4, kern_write(k, fd, " one", 4));
	own = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	REQUIRE_OK(kern_close(k, fd));
	kern_switch(k, 0);
	REQUIRE_ERROR(kern_close(k, own), EBADF);
	REQUIRE_EQ(8, kern_lseek(k, fd, 0, SEEK_CUR));
	require_content(k, "/mnt/f", "zero one");
	REQUIRE_OK(kern_close(k, fd));
	kern_switch(k, other);
	REQUIRE_OK(kern_close(k, own));
	kern_switch(k, 0);
}

FS_CASE_RW(contexts_append, 0, "two that append never overwrite each other")
{
	struct kern *k = fs->k;
	int other = kern_context(k), fd[2], ctx[2] = { 0, other };
	char want[201] = "";

	for (int i = 0; i < 2; i++) {
		kern_switch(k, ctx[i]);
		fd[i] = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_WRONLY | O_APPEND, 0644));
	}
	for (int i = 0; i < 100; i++) {
		kern_switch(k, ctx[i % 2]);
		REQUIRE_EQ(2, kern_write(k, fd[i % 2], i % 2 ? "b " : "a ", 2));
		strcat(want, i % 2 ? "b " : "a ");
	}
	for (int i = 0; i < 2; i++) {
		kern_switch(k, ctx[i]);
		REQUIRE_OK(kern_close(k, fd[i]));
	}
	kern_switch(k, 0);
	require_content(k, "/mnt/f", want);
}

FS_CASE_RW(contexts_unlink_open, FS_UNLINK_OPEN, "one unlinks and makes anew what another has open")
{
	struct kern *k = fs->k;
	int other = kern_context(k);
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644));
	char got[4] = "";

	REQUIRE_EQ(3, kern_write(k, fd, "old", 3));
	kern_switch(k, other);
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	REQUIRE_OK(kern_put(k, "/mnt/f", "new", 3));
	kern_switch(k, 0);
	REQUIRE_EQ(3, kern_pread(k, fd, got, 3, 0));
	REQUIRE_STREQ("old", got);
	require_content(k, "/mnt/f", "new");
	REQUIRE_OK(kern_close(k, fd));
}

FS_CASE_RW(fifo_open, FS_MKNOD, "a reader waits for a writer to open")
{
	struct kern *k = fs->k;
	int reader = kern_context(k), in, out;
	char got[8] = "";

	REQUIRE_OK(kern_mknod(k, "/mnt/p", S_IFIFO | 0600, 0));
	REQUIRE_EQ(-EINPROGRESS,
	    kern_start(k, reader, KERN_OPENAT, AT_FDCWD, (long)"/mnt/p", O_RDONLY, 0));
	out = REQUIRE_OK(kern_open(k, "/mnt/p", O_WRONLY));
	in = REQUIRE_OK(kern_finish(k, reader));
	REQUIRE_EQ(-EINPROGRESS, kern_start(k, reader, KERN_READ, in, (long)got, sizeof(got)));
	REQUIRE_EQ(5, kern_write(k, out, "hello", 5));
	REQUIRE_EQ(5, kern_finish(k, reader));
	REQUIRE_STREQ("hello", got);
	REQUIRE_EQ(-EINPROGRESS, kern_start(k, reader, KERN_READ, in, (long)got, sizeof(got)));
	REQUIRE_OK(kern_close(k, out));
	REQUIRE_EQ(0, kern_finish(k, reader));
	kern_switch(k, reader);
	REQUIRE_OK(kern_close(k, in));
	kern_switch(k, 0);
}

FS_CASE_RW(fifo_nonblock, FS_MKNOD, "O_NONBLOCK does not wait")
{
	struct kern *k = fs->k;
	char got[8] = "";
	int in;

	REQUIRE_OK(kern_mknod(k, "/mnt/p", S_IFIFO | 0600, 0));
	REQUIRE_ERROR(kern_open(k, "/mnt/p", O_WRONLY | O_NONBLOCK), ENXIO);
	in = REQUIRE_OK(kern_open(k, "/mnt/p", O_RDONLY | O_NONBLOCK));
	REQUIRE_EQ(0, kern_read(k, in, got, sizeof(got)));
	REQUIRE_OK(kern_open(k, "/mnt/p", O_WRONLY | O_NONBLOCK));
	REQUIRE_ERROR(kern_read(k, in, got, sizeof(got)), EAGAIN);
	REQUIRE_ERROR(kern_lseek(k, in, 0, SEEK_SET), ESPIPE);
}

FS_CASE_RW(fifo_full, FS_MKNOD, "a writer waits for room")
{
	struct kern *k = fs->k;
	int writer = kern_context(k), fd;
	static char buf[65536];

	REQUIRE_OK(kern_mknod(k, "/mnt/p", S_IFIFO | 0600, 0));
	fd = REQUIRE_OK(kern_open(k, "/mnt/p", O_RDWR));
	kern_switch(k, writer);
	REQUIRE_EQ(fd, kern_open(k, "/mnt/p", O_RDWR));
	kern_switch(k, 0);
	REQUIRE_EQ(65536, kern_write(k, fd, buf, sizeof(buf)));
	REQUIRE_EQ(-EINPROGRESS, kern_start(k, writer, KERN_WRITE, fd, (long)buf, 10));
	REQUIRE_EQ(65536, kern_read(k, fd, buf, sizeof(buf)));
	REQUIRE_EQ(10, kern_finish(k, writer));
	REQUIRE_EQ(10, kern_read(k, fd, buf, sizeof(buf)));
}

FS_CASE_RW(flock, 0, "shared locks go together, an exclusive one is alone")
{
	struct kern *k = fs->k;
	int other = kern_context(k), mine, theirs;

	mine = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644));
	kern_switch(k, other);
	theirs = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDWR));
	REQUIRE_OK(kern_call(k, KERN_FLOCK, theirs, LOCK_SH));
	kern_switch(k, 0);
	REQUIRE_OK(kern_call(k, KERN_FLOCK, mine, LOCK_SH));
	REQUIRE_ERROR(kern_call(k, KERN_FLOCK, mine, LOCK_EX | LOCK_NB), EWOULDBLOCK);
	kern_switch(k, other);
	REQUIRE_OK(kern_call(k, KERN_FLOCK, theirs, LOCK_UN));
	kern_switch(k, 0);
	REQUIRE_OK(kern_call(k, KERN_FLOCK, mine, LOCK_EX | LOCK_NB));
	REQUIRE_EQ(-EINPROGRESS, kern_start(k, other, KERN_FLOCK, theirs, LOCK_EX));
	REQUIRE_OK(kern_call(k, KERN_FLOCK, mine, LOCK_UN));
	REQUIRE_OK(kern_finish(k, other));
	REQUIRE_ERROR(kern_call(k, KERN_FLOCK, mine, LOCK_SH | LOCK_NB), EWOULDBLOCK);
}

FS_CASE_RW(record_locks, 0, "ranges: conflict, report, waiting, freed by a close")
{
	struct kern *k = fs->k;
	struct flock range = { .l_type = F_WRLCK, .l_start = 100, .l_len = 50 };
	struct flock ask = { .l_type = F_RDLCK, .l_start = 120, .l_len = 1 };
	int other = kern_context(k), mine, theirs;

	mine = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644));
	kern_switch(k, other);
	theirs = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDWR));
	kern_switch(k, 0);
	REQUIRE_OK(kern_call(k, KERN_FCNTL, mine, F_SETLK, (long)&range));
	kern_switch(k, other);
	REQUIRE_OK(kern_call(k, KERN_FCNTL, theirs, F_GETLK, (long)&ask));
	REQUIRE_EQ(F_WRLCK, ask.l_type);
	REQUIRE_EQ(100, ask.l_start);
	REQUIRE_EQ(50, ask.l_len);
	ask = (struct flock){ .l_type = F_RDLCK, .l_start = 120, .l_len = 1 };
	REQUIRE_ERROR(kern_call(k, KERN_FCNTL, theirs, F_SETLK, (long)&ask), EAGAIN, EACCES);
	kern_switch(k, 0);
	REQUIRE_EQ(-EINPROGRESS, kern_start(k, other, KERN_FCNTL, theirs, F_SETLKW, (long)&ask));
	REQUIRE_OK(kern_close(k, mine));
	REQUIRE_OK(kern_finish(k, other));
}

FS_CASE_RW(record_lock_deadlock, 0, "EDEADLK for the one who would wait for ever")
{
	struct kern *k = fs->k;
	struct flock a = { .l_type = F_WRLCK, .l_start = 0, .l_len = 1 };
	struct flock b = { .l_type = F_WRLCK, .l_start = 1, .l_len = 1 };
	struct flock un = { .l_type = F_UNLCK };
	int other = kern_context(k), mine, theirs;

	mine = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644));
	kern_switch(k, other);
	theirs = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDWR));
	REQUIRE_OK(kern_call(k, KERN_FCNTL, theirs, F_SETLK, (long)&b));
	kern_switch(k, 0);
	REQUIRE_OK(kern_call(k, KERN_FCNTL, mine, F_SETLK, (long)&a));
	REQUIRE_EQ(-EINPROGRESS, kern_start(k, other, KERN_FCNTL, theirs, F_SETLKW, (long)&a));
	REQUIRE_ERROR(kern_call(k, KERN_FCNTL, mine, F_SETLKW, (long)&b), EDEADLK);
	REQUIRE_OK(kern_call(k, KERN_FCNTL, mine, F_SETLK, (long)&un));
	REQUIRE_OK(kern_finish(k, other));
}
