/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Calls as C.  A form is C with arguments in it, "%" and a letter that says how:
 * p a path, f a slot, n a number, l a length (no more than FUZZ_IO), w the value of
 * a word, x the word itself, i an ioctl and its layout, and then which argument; d
 * the data and its length, o and m the slot that this open or mmap fills.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "fuzz/input/calls.h"
#include "fuzz/input/ioctls.h"
#include "fuzz/triage/write_c.h"

/* fuzz/input/pack.h and fuzz/triage/reproduce.h, by reproduce.S */
extern const char triage_shared[];

void write_c_shared(FILE *to)
{
	/* Of the headers of ours that it includes the text has gone before. */
	for (const char *line = triage_shared, *end; *line; line = end) {
		end = strchr(line, '\n') + 1;
		if (strncmp(line, "#include \"", strlen("#include \"")) != 0)
			fwrite(line, 1, end - line, to);
	}
}

static const char *const forms[FUZZ_NCALLS] = {
	[CALL_OPEN] = "(drop(%o), fd[%o] = open(%p0, %w1, %n2))",
	[CALL_CLOSE] = "drop(%f0)",
	[CALL_READ] = "read(fd[%f0], buffer, %l1)",
	[CALL_WRITE] = "write(fd[%f0], pattern(%l1, %n2), %l1)",
	[CALL_PUT] = "write(fd[%f0], %d)",
	[CALL_PREAD] = "pread(fd[%f0], buffer, %l1, %n2)",
	[CALL_PWRITE] = "pwrite(fd[%f0], pattern(%l1, %n2), %l1, %n3)",
	[CALL_LSEEK] = "lseek(fd[%f0], %n1, %w2)",
	[CALL_TRUNCATE] = "truncate(%p0, %n1)",
	[CALL_FTRUNCATE] = "ftruncate(fd[%f0], %n1)",
	[CALL_FALLOCATE] = "fallocate(fd[%f0], %w1, %n2, %n3)",
	[CALL_COPY] = "copy(fd[%f0], %n1, fd[%f2], %n3, %n4)",
	[CALL_FSYNC] = "fsync(fd[%f0])",
	[CALL_FDATASYNC] = "fdatasync(fd[%f0])",
	[CALL_SYNC] = "(sync(), 0)",
	[CALL_STAT] = "lstat(%p0, &(struct stat){ 0 })",
	[CALL_STATFS] = "statfs(%p0, &(struct statfs){ 0 })",
	[CALL_MKNOD] = "mknod(%p0, %w1 | %n2, S_ISCHR(%w1) ? makedev(1, 3) : 0)",
	[CALL_MKDIR] = "mkdir(%p0, %n1)",
	[CALL_RMDIR] = "rmdir(%p0)",
	[CALL_UNLINK] = "unlink(%p0)",
	[CALL_LINK] = "link(%p0, %p1)",
	[CALL_SYMLINK] = "symlink(%p0, %p1)",
	[CALL_READLINK] = "readlink(%p0, (char *)buffer, 4096)",
	[CALL_RENAME] = "renameat2(AT_FDCWD, %p0, AT_FDCWD, %p1, %w2)",
	[CALL_GETDENTS] = "syscall(SYS_getdents64, fd[%f0], buffer, %l1)",
	[CALL_CHMOD] = "chmod(%p0, %n1)",
	[CALL_CHOWN] = "lchown(%p0, %n1, %n2)",
	[CALL_UTIMENS] = "set_times(%p0, %n1)",
	[CALL_SETXATTR] = "setxattr(%p0, \"%x1\", pattern(%l2, %n3), %l2, %w4)",
	[CALL_GETXATTR] = "getxattr(%p0, \"%x1\", buffer, sizeof(buffer))",
	[CALL_LISTXATTR] = "listxattr(%p0, (char *)buffer, sizeof(buffer))",
	[CALL_REMOVEXATTR] = "removexattr(%p0, \"%x1\")",
	[CALL_MMAP] = "map_file(%m, fd[%f0], %n1, %w2, %n3)",
	[CALL_POKE] = "poke(%f0, %n1, %n2)",
	[CALL_PEEK] = "peek(%f0, %n1)",
	[CALL_MSYNC] = "msync(map[%f0].addr, map[%f0].len, MS_SYNC)",
	[CALL_MUNMAP] = "unmap(%f0)",
	[CALL_REMOUNT] = "mount(NULL, DIR, NULL, MS_REMOUNT | %w0, NULL)",
	[CALL_CYCLE] = "cycle()",
	[CALL_ADVANCE] = "usleep(%n0 * 1000)",
	[CALL_IOCTL] = "control(fd[%f0], %i1, %d)",
	[CALL_FREEZE] = "freeze(fd[%f0])",
	[CALL_ACL] = "set_acl(%p0, \"system.posix_acl_%x1\", %d)",
	[CALL_QUOTA] = "quota(%w0, %n1, %d)",
};

/* Octal, always three digits: what follows can not become part of it. */
static void put_string(FILE *to, const uint8_t *data, size_t len)
{
	putc('"', to);
	for (size_t i = 0; i < len; i++) {
		if (data[i] < ' ' || data[i] > '~' || strchr("\"\\?", data[i]))
			fprintf(to, "\\%03o", data[i]);
		else
			putc(data[i], to);
	}
	putc('"', to);
}

static void put_path(FILE *to, const char *root, const char *path)
{
	fprintf(to, "%s%s", root, *root ? " " : "");
	put_string(to, (const uint8_t *)path, strlen(path));
}

static void put_number(FILE *to, uint64_t value)
{
	/* As a long: a call takes no more, and a negative one means what it says. */
	if (value > INT64_MAX)
		fprintf(to, "(long)%#" PRIx64 "ul", value);
	else
		fprintf(to, value < 10 ? "%" PRIu64 : "%#" PRIx64, value);
}

struct where {
	const struct call *call;
	const struct model_image *image;
	const char *root;
	unsigned opened, mapped;
};

static void put_arg(FILE *to, const struct where *w, char how, unsigned arg)
{
	const enum arg_kind kind = fuzz_calls[w->call->nr].arg[arg];
	const uint64_t value = w->call->arg[arg];
	char path[MODEL_PATH_MAX];
	size_t n;

	switch (how) {
	case 'p':
		put_path(to, w->root, model_path(w->image, value, path));
		break;
	case 'w':
		put_number(to, call_words(kind, &n)[value].value);
		break;
	case 'x':
		fputs(call_words(kind, &n)[value].name, to);
		break;
	case 'i':
		fprintf(to, "%#lx, \"%s\"", ioctl_chosen(w->image, value)->request,
		    ioctl_chosen(w->image, value)->layout);
		break;
	case 'l':
		put_number(to, value < FUZZ_IO ? value : FUZZ_IO);
		break;
	default:
		put_number(to, value);
	}
}

bool write_c_call(FILE *to, const struct call *c, const struct model_image *image, const char *root,
    unsigned opened, unsigned mapped)
{
	const struct where w = { c, image, root, opened, mapped };

	for (const char *p = forms[c->nr]; p && *p; p++) {
		if (*p != '%') {
			putc(*p, to);
			continue;
		}
		p++;
		if (*p == 'o' || *p == 'm') {
			fprintf(to, "%u", *p == 'o' ? opened : mapped);
		} else if (*p == 'd') {
			put_string(to, c->data, c->len);
			fprintf(to, ", %u", c->len);
		} else {
			put_arg(to, &w, p[0], p[1] - '0');
			p++;
		}
	}
	return forms[c->nr] != NULL;
}
