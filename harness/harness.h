/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What a case or a fuzz target includes: kernels, disks, system calls.
 *
 * The rule everything rests on: one thread, one kernel at a time.  System
 * calls return 0 or more, or a negative errno (the host's numbers).  Set-up
 * can not fail in a body: functions that return no error (kern_boot,
 * disk_open, kern_context, ...) end the case with one line that says what is
 * wrong; the log and the splat go with every failure.
 *
 * The harness knows no kernel: which one runs is the variable `kernel`
 * (linux, host) and which build of it `variant` (plain, fuzz, cov, debug, edges).
 */
#ifndef RUMPUS_HARNESS_H
#define RUMPUS_HARNESS_H

#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/types.h>
#include <time.h>

#include "harness/component.h"
#include "harness/disk.h"
#include "harness/fault.h"

struct kern;
struct hyp; /* rumpuser/hyp.h */

/* -- the kernel -- */

/* Options of a boot; what is not named defaults. */
struct boot {
	uint64_t memory;    /* bytes of arena */
	uint64_t seed;      /* of everything random */
	uint64_t call_time; /* virtual ns a call may take */
	uint64_t call_work; /* kernel work a call may take, see kernel/kern.h */
	const char *cmdline;
	const char *variant;
	const char *backend; /* "linux", "host"; default: the variable `kernel` */
	const char *faults;  /* set from boot on, on top of the layers below */
	bool trace_all;      /* the trace keeps every hypercall, and the data of writes */
	/* Wraps the hypercalls, see kernel/kern.h. */
	struct hyp *(*layers)(struct hyp *base, void *arg);
	void *layers_arg;
	bool rounds, small_rounds; /* between restores, see kernel/kern.h */
};
/* Skips the case on the machine's own kernel, whose version, options and rights are not
 * known, and whose disks are not ours to look at while they are mounted. */
void kern_need_embedded(const struct kern *);
/* Boots a kernel with these components ("ext4 vfat").  A case skips where the
 * back end has no such component built or can not run here.
 * kern_boot(names, .seed = 2) */
#define kern_boot(names, ...) kern_boot_((names), &(struct boot){ __VA_ARGS__ })
struct kern *kern_boot_(const char *names, const struct boot *);
/* The same, but a failure is returned: -errno, and *why is one line. */
#define kern_try_boot(k, why, names, ...) \
	kern_try_boot_((k), (why), (names), &(struct boot){ __VA_ARGS__ })
int kern_try_boot_(struct kern **, const char **why, const char *names, const struct boot *);
void kern_halt(struct kern *);
/* True until the kernel panicked or ran out of its budget. */
bool kern_alive(struct kern *);
/* "" or what ended the kernel: "pread64: hung", "panic", ... */
const char *kern_end(struct kern *);

/* The console log since boot (NUL-terminated, valid until the next call). */
const char *kern_log(struct kern *);
/* What in the log is a defect: "" or the text of the first and all later
 * oops, BUG, WARNING, KASAN, UBSAN, lockdep, hung call, symbolised (function,
 * file:line).  Valid until the next call. */
const char *kern_splat(struct kern *);
/* Where the kernel was when it ran out of its budget: a line for each function, the
 * innermost first, symbolised.  "" where it did not, or can not tell.  Valid until the
 * next call. */
const char *kern_spent(struct kern *);
/* Forgets the splats seen so far (a case that expects one). */
void kern_splat_clear(struct kern *);

/* Virtual time: ns since boot; letting some pass. */
uint64_t kern_now(struct kern *);
void kern_advance(struct kern *, uint64_t ns);

/* From now on all calls together may take `work` units of kernel work; one that
 * takes more ends the kernel, see kern_end().  UINT64_MAX: no such bound. */
void kern_budget(struct kern *, uint64_t work);

/* What the kernel has allocated, by kind (kernel/kern.h): the number of kinds, at most
 * `max`, or a negative errno of a kernel that is dead. */
struct kern_memory;
int kern_memory(struct kern *, struct kern_memory *, size_t max);
/* The kind of this name among `n`, or NULL; number `at` is looked at first, as the order
 * of two counts is the same but for caches that came or went. */
struct kern_memory *kern_memory_find(struct kern_memory *, size_t n, const char *name, size_t at);

/* Remembers kernel and attached disks; kern_restore() goes back to them, as
 * often as wanted.  The log is cut back too, coverage is not. */
void kern_snapshot(struct kern *);
void kern_restore(struct kern *);

/* From now on lines are counted for `name`, see rumpus-coverage(7): what an
 * engine says that runs many inputs on one kernel. */
void kern_subject(struct kern *, const char *name);

/* -- contexts -- */

/* Client processes.  Context 0 exists; each new one is a process of its own.
 * All calls are made in the chosen context. */
int kern_context(struct kern *);
void kern_switch(struct kern *, int ctx);

/* A call that may block: started in another context, without time moving;
 * -EINPROGRESS where it blocked.  kern_finish() waits in virtual time. */
#define kern_start(k, ctx, call, ...) \
	kern_start_((k), (ctx), (call), (const long[6]){ __VA_ARGS__ })
long kern_start_(struct kern *, int ctx, int call, const long arg[6]);
long kern_finish(struct kern *, int ctx);
/* The same, but at most `ns` pass, and no more once the kernel has sent a frame:
 * -EINPROGRESS where the call is not done then. */
long kern_finish_in(struct kern *, int ctx, uint64_t ns);
/* Any call of enum kern_call (kernel/kern.h), raw. */
#define kern_call(k, call, ...) kern_call_((k), (call), (const long[6]){ __VA_ARGS__ })
long kern_call_(struct kern *, int call, const long arg[6]);

/* -- disks and mounts -- */

/* The block device of a disk inside the kernel, attached on first use. */
const char *kern_disk(struct kern *, struct disk *);
void kern_detach(struct kern *, struct disk *);
/* Has the kernel look at the geometry of the disk again. */
void kern_disk_changed(struct kern *, struct disk *);
/* Mounts; the mount point is made where missing.  d is NULL for a file system
 * without one; options may be NULL. */
int kern_mount(struct kern *, struct disk *d, const char *dir, const char *type,
    const char *options);
int kern_mount_flags(struct kern *, struct disk *d, const char *dir, const char *type,
    unsigned long flags, const char *options); /* MS_RDONLY ... of <sys/mount.h> */
int kern_remount(struct kern *, const char *dir, unsigned long flags, const char *options);
int kern_umount(struct kern *, const char *dir);

/* -- system calls, as in section 2 -- */

int kern_open(struct kern *, const char *path, int flags, ... /* mode_t */);
int kern_close(struct kern *, int fd);
ssize_t kern_read(struct kern *, int fd, void *buf, size_t len);
ssize_t kern_write(struct kern *, int fd, const void *buf, size_t len);
ssize_t kern_pread(struct kern *, int fd, void *buf, size_t len, off_t at);
ssize_t kern_pwrite(struct kern *, int fd, const void *buf, size_t len, off_t at);
off_t kern_lseek(struct kern *, int fd, off_t at, int whence);
int kern_ftruncate(struct kern *, int fd, off_t size);
int kern_truncate(struct kern *, const char *path, off_t size);
int kern_fallocate(struct kern *, int fd, int mode, off_t at, off_t len);
int kern_fsync(struct kern *, int fd);
int kern_fdatasync(struct kern *, int fd);
int kern_sync(struct kern *);
int kern_stat(struct kern *, const char *path, struct stat *);
int kern_lstat(struct kern *, const char *path, struct stat *);
int kern_fstat(struct kern *, int fd, struct stat *);
int kern_statfs(struct kern *, const char *path, struct statfs *);
int kern_access(struct kern *, const char *path, int mode);
int kern_mknod(struct kern *, const char *path, mode_t mode, dev_t dev);
int kern_mkdir(struct kern *, const char *path, mode_t mode);
int kern_rmdir(struct kern *, const char *path);
int kern_unlink(struct kern *, const char *path);
int kern_link(struct kern *, const char *from, const char *to);
int kern_symlink(struct kern *, const char *target, const char *path);
ssize_t kern_readlink(struct kern *, const char *path, char *buf, size_t len);
int kern_rename(struct kern *, const char *from, const char *to);
int kern_rename2(struct kern *, const char *from, const char *to, unsigned flags);
int kern_chmod(struct kern *, const char *path, mode_t mode);
int kern_chown(struct kern *, const char *path, uid_t uid, gid_t gid); /* follows */
int kern_lchown(struct kern *, const char *path, uid_t uid, gid_t gid);
int kern_utimens(struct kern *, const char *path, const struct timespec times[2]);
int kern_setxattr(struct kern *, const char *path, const char *name, const void *value, size_t len,
    int flags);
ssize_t kern_getxattr(struct kern *, const char *path, const char *name, void *value, size_t len);
ssize_t kern_listxattr(struct kern *, const char *path, char *list, size_t len);
int kern_removexattr(struct kern *, const char *path, const char *name);
int kern_chdir(struct kern *, const char *path);
int kern_ioctl(struct kern *, int fd, unsigned long request, void *arg);
int kern_setuid(struct kern *, uid_t uid, gid_t gid); /* real, effective, saved; no groups */
/* Maps; the address is the kernel's: kern_peek and kern_poke reach it. */
int kern_mmap(struct kern *, uint64_t *addr, size_t len, int prot, int flags, int fd, off_t at);
int kern_munmap(struct kern *, uint64_t addr, size_t len);
int kern_msync(struct kern *, uint64_t addr, size_t len, int flags);
int kern_peek(struct kern *, void *to, uint64_t addr, size_t len);
int kern_poke(struct kern *, uint64_t addr, const void *from, size_t len);

/* -- helpers on top -- */

/* A whole file: writes (O_CREAT, O_TRUNC; 0 or -errno), reads (the length, at
 * most `max`, or -errno). */
int kern_put(struct kern *, const char *path, const void *data, size_t len);
ssize_t kern_get(struct kern *, const char *path, void *data, size_t max);
/* Calls f for each entry of a directory ("." and ".." too) until it gives
 * non-zero, which is returned; the number of entries otherwise, or -errno. */
struct kern_dirent {
	const char *name;
	uint64_t ino;
	unsigned char type; /* DT_REG ... of <dirent.h> */
};
int kern_readdir(struct kern *, const char *path, int (*f)(void *arg, const struct kern_dirent *),
    void *arg);

/* -- one mounted file system -- */

/* A kernel with one component's file system mounted on "/mnt": what the
 * function matrix runs on. */
struct fs {
	const struct component *comp;
	struct kern *k;
	struct disk *disk; /* NULL for a file system without one */
	const char *image; /* the name it was opened by */
	const char *dir;   /* "/mnt" */
};
struct fs fs_open(const struct component *, const char *image);
/* Ends what the contexts hold (descriptors, mappings, directory), unmounts,
 * requires that nothing splatted, runs the component's checker on the disk and
 * ends the case if it complains; halts. */
void fs_close(struct fs *);
/* Unmounts and mounts again with `options` (may be NULL): drops all caches. */
void fs_remount(struct fs *, const char *options);
/* The halves of it: what lies below is unmounted last and mounted first. */
void fs_umount(struct fs *);
void fs_mount(struct fs *, const char *options);

/* -- ends of a case -- */

/* Where "ends the case" goes: set by atf/ (or a fuzz target, or a command). */
extern void (*harness_fail)(const char *message) __attribute__((noreturn));
extern void (*harness_skip)(const char *message) __attribute__((noreturn));
/* A variable of the run by name (`kernel`, `variant`), or NULL; set by atf/. */
extern const char *(*harness_var)(const char *name);
/* What the lines of kernels that boot from now on are counted for: "case
 * fs/rename_test:ext4_rename"; set by atf/. */
extern const char *harness_subject;
/* Runs f; what it says if it ends the case, which goes on then, or NULL.  Nothing
 * is printed.  Valid until the next call; does not nest. */
const char *harness_catch(void (*f)(void *arg), void *arg);
/* Formats and calls harness_fail, with the log and splat of the kernel under
 * way on stderr. */
void harness_failf(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

/* Prints the last hypercalls, the faults that fired, log and splat of the kernel
 * under way to stderr. */
void harness_report(void);
/* "" or the text of a defect that no kern_splat_clear() forgave, of the kernel
 * under way or one halted or restored before: a case that ends with one fails. */
const char *harness_defect(void);
/* The line of a splat that says what happened: "BUG: KASAN: ... in f (x.c:1)". */
void harness_reason(const char *splat, char *buf, size_t len);

/* The folder of the build (RUMPUS_BUILD in the environment, else where the
 * harness was built). */
const char *harness_build(void);

#endif
