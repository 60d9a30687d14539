/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* System calls on names. */
#include "harness/internal.h"

int kern_truncate(struct kern *k, const char *path, off_t size)
{
	return kern_call(k, KERN_TRUNCATE, (long)path, size);
}

int kern_statfs(struct kern *k, const char *path, struct statfs *st)
{
	return kern_call(k, KERN_STATFS, (long)path, (long)st);
}

int kern_access(struct kern *k, const char *path, int mode)
{
	return kern_call(k, KERN_FACCESSAT, AT_FDCWD, (long)path, mode);
}

int kern_mknod(struct kern *k, const char *path, mode_t mode, dev_t dev)
{
	return kern_call(k, KERN_MKNODAT, AT_FDCWD, (long)path, mode, dev);
}

int kern_mkdir(struct kern *k, const char *path, mode_t mode)
{
	return kern_call(k, KERN_MKDIRAT, AT_FDCWD, (long)path, mode);
}

int kern_rmdir(struct kern *k, const char *path)
{
	return kern_call(k, KERN_UNLINKAT, AT_FDCWD, (long)path, AT_REMOVEDIR);
}

int kern_unlink(struct kern *k, const char *path)
{
	return kern_call(k, KERN_UNLINKAT, AT_FDCWD, (long)path, 0);
}

int kern_link(struct kern *k, const char *from, const char *to)
{
	return kern_call(k, KERN_LINKAT, AT_FDCWD, (long)from, AT_FDCWD, (long)to, 0);
}

int kern_symlink(struct kern *k, const char *target, const char *path)
{
	return kern_call(k, KERN_SYMLINKAT, (long)target, AT_FDCWD, (long)path);
}

ssize_t kern_readlink(struct kern *k, const char *path, char *buf, size_t len)
{
	return kern_call(k, KERN_READLINKAT, AT_FDCWD, (long)path, (long)buf, len);
}

int kern_rename(struct kern *k, const char *from, const char *to)
{
	return kern_rename2(k, from, to, 0);
}

int kern_rename2(struct kern *k, const char *from, const char *to, unsigned flags)
{
	return kern_call(k, KERN_RENAMEAT2, AT_FDCWD, (long)from, AT_FDCWD, (long)to, flags);
}

int kern_chmod(struct kern *k, const char *path, mode_t mode)
{
	return kern_call(k, KERN_FCHMODAT, AT_FDCWD, (long)path, mode);
}

int kern_chown(struct kern *k, const char *path, uid_t uid, gid_t gid)
{
	return kern_call(k, KERN_FCHOWNAT, AT_FDCWD, (long)path, uid, gid, 0);
}

int kern_lchown(struct kern *k, const char *path, uid_t uid, gid_t gid)
{
	return kern_call(k, KERN_FCHOWNAT, AT_FDCWD, (long)path, uid, gid, AT_SYMLINK_NOFOLLOW);
}

int kern_utimens(struct kern *k, const char *path, const struct timespec times[2])
{
	return kern_call(k, KERN_UTIMENSAT, AT_FDCWD, (long)path, (long)times, 0);
}

int kern_setxattr(struct kern *k, const char *path, const char *name, const void *value, size_t len,
    int flags)
{
	return kern_call(k, KERN_SETXATTR, (long)path, (long)name, (long)value, len, flags);
}

ssize_t kern_getxattr(struct kern *k, const char *path, const char *name, void *value, size_t len)
{
	return kern_call(k, KERN_GETXATTR, (long)path, (long)name, (long)value, len);
}

ssize_t kern_listxattr(struct kern *k, const char *path, char *list, size_t len)
{
	return kern_call(k, KERN_LISTXATTR, (long)path, (long)list, len);
}

int kern_removexattr(struct kern *k, const char *path, const char *name)
{
	return kern_call(k, KERN_REMOVEXATTR, (long)path, (long)name);
}

int kern_chdir(struct kern *k, const char *path)
{
	return kern_call(k, KERN_CHDIR, (long)path);
}

int kern_setuid(struct kern *k, uid_t uid, gid_t gid)
{
	long error = kern_call(k, KERN_SETGROUPS, 0, 0);

	if (!error)
		error = kern_call(k, KERN_SETRESGID, gid, gid, gid);
	if (!error)
		error = kern_call(k, KERN_SETRESUID, uid, uid, uid);
	return error;
}
