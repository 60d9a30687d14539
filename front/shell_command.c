/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The commands of rumpus shell.  Each is a few system calls of the rump kernel. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "front/front.h"
#include "front/shell.h"

#define ROOT "/mnt"
#define CHUNK 65536
#define VALUE 65536 /* the most that an extended attribute holds */

static char *path_of(const char *word)
{
	return text_of(ROOT "/%s", word);
}

/* One line for a call that failed. */
static int check(long result, const char *word)
{
	if (result >= 0)
		return 0;
	fprintf(stderr, "%s: %s\n", word, strerror((int)-result));
	return 1;
}

static const char *kind_of(mode_t mode)
{
	return S_ISDIR(mode)    ? "directory"
	       : S_ISLNK(mode)  ? "symbolic link"
	       : S_ISREG(mode)  ? "file"
	       : S_ISFIFO(mode) ? "pipe"
	       : S_ISCHR(mode)  ? "character device"
	       : S_ISBLK(mode)  ? "block device"
	                        : "socket";
}

/* An image may be hostile, and a terminal take a name for more than one. */
static void print_name(const char *name, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)name[i] < ' ' || name[i] == '\\' || name[i] == 0x7f)
			printf("\\%03o", (unsigned char)name[i]);
		else
			putchar(name[i]);
	}
}

struct listing {
	struct kern *k;
	const char *folder;
};

static int list_one(void *arg, const struct kern_dirent *d)
{
	const struct listing *l = arg;
	struct stat st;
	const int error = kern_lstat(l->k, text_of("%s/%s", l->folder, d->name), &st);

	if (error)
		printf("?????? %12s ", "");
	else
		printf("%06o %12lld ", st.st_mode, (long long)st.st_size);
	print_name(d->name, strlen(d->name));
	printf("%s%s\n",
	    error                 ? ": "
	    : S_ISDIR(st.st_mode) ? "/"
				  : "",
	    error ? strerror(-error) : "");
	return 0;
}

static int do_ls(struct kern *k, char **w)
{
	struct listing l = { k, path_of(w[0] ? w[0] : "") };

	return check(kern_readdir(k, l.folder, list_one, &l), w[0] ? w[0] : "/");
}

static int do_cat(struct kern *k, char **w)
{
	const int fd = kern_open(k, path_of(w[0]), O_RDONLY);
	static char bytes[CHUNK];
	long n = fd;

	while (fd >= 0 && (n = kern_read(k, fd, bytes, sizeof(bytes))) > 0)
		fwrite(bytes, 1, n, stdout);
	if (fd >= 0)
		kern_close(k, fd);
	return check(n, w[0]);
}

/* What follows the name, or else what comes in on stdin. */
static int do_put(struct kern *k, char **w)
{
	const int fd = kern_open(k, path_of(w[0]), O_WRONLY | O_CREAT | O_TRUNC, 0644);
	static char bytes[CHUNK];
	long n = fd;
	size_t len;

	for (size_t i = 1; fd >= 0 && w[i] && n >= 0; i++) {
		const char *text = text_of("%s%c", w[i], w[i + 1] ? ' ' : '\n');

		n = kern_write(k, fd, text, strlen(text));
	}
	while (fd >= 0 && !w[1] && n >= 0 && (len = fread(bytes, 1, sizeof(bytes), stdin)))
		n = kern_write(k, fd, bytes, len);
	if (fd >= 0 && n >= 0)
		n = kern_close(k, fd);
	return check(n, w[0]);
}

static int do_stat(struct kern *k, char **w)
{
	struct stat st;
	const int error = kern_lstat(k, path_of(w[0]), &st);

	if (error)
		return check(error, w[0]);
	printf("type   %s\nmode   %04o\nlinks  %lu\nowner  %u:%u\nsize   %lld\nblocks %lld\n"
	       "inode  %llu\nchanged %lld.%09ld\n",
	    kind_of(st.st_mode), st.st_mode & 07777, (unsigned long)st.st_nlink, st.st_uid,
	    st.st_gid, (long long)st.st_size, (long long)st.st_blocks,
	    (unsigned long long)st.st_ino, (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
	return 0;
}

/* All names, the value of one, or sets it. */
static int do_xattr(struct kern *k, char **w)
{
	static char bytes[VALUE];
	long n;

	if (w[1] && w[2])
		return check(kern_setxattr(k, path_of(w[0]), w[1], w[2], strlen(w[2]), 0), w[0]);
	n = w[1] ? kern_getxattr(k, path_of(w[0]), w[1], bytes, sizeof(bytes))
	         : kern_listxattr(k, path_of(w[0]), bytes, sizeof(bytes));
	for (long i = 0; !w[1] && i < n; i += (long)strlen(bytes + i) + 1) {
		print_name(bytes + i, strlen(bytes + i));
		putchar('\n');
	}
	if (w[1] && n >= 0) {
		fwrite(bytes, 1, n, stdout);
		putchar('\n');
	}
	return check(n, w[0]);
}

static int do_mkdir(struct kern *k, char **w)
{
	return check(kern_mkdir(k, path_of(w[0]), 0755), w[0]);
}

static int do_rm(struct kern *k, char **w)
{
	int error = kern_unlink(k, path_of(w[0]));

	if (error == -EISDIR || error == -EPERM)
		error = kern_rmdir(k, path_of(w[0]));
	return check(error, w[0]);
}

static int do_mv(struct kern *k, char **w)
{
	return check(kern_rename(k, path_of(w[0]), path_of(w[1])), w[0]);
}

static int do_ln(struct kern *k, char **w)
{
	return check(kern_link(k, path_of(w[0]), path_of(w[1])), w[1]);
}

static int do_readlink(struct kern *k, char **w)
{
	static char target[CHUNK];
	const long n = kern_readlink(k, path_of(w[0]), target, sizeof(target) - 1);

	if (n >= 0) {
		print_name(target, n);
		putchar('\n');
	}
	return check(n, w[0]);
}

static int do_df(struct kern *k, char **w)
{
	struct statfs st;
	const int error = kern_statfs(k, ROOT, &st);

	(void)w;
	if (error)
		return check(error, "/");
	printf("blocks %llu of %ld bytes, %llu free; files %llu, %llu free\n",
	    (unsigned long long)st.f_blocks, (long)st.f_bsize, (unsigned long long)st.f_bfree,
	    (unsigned long long)st.f_files, (unsigned long long)st.f_ffree);
	return 0;
}

static int do_log(struct kern *k, char **w)
{
	(void)w;
	fputs(kern_log(k), stdout);
	return 0;
}

static int do_help(struct kern *k, char **w)
{
	(void)k;
	(void)w;
	shell_help();
	return 0;
}

static const struct shell_word {
	const char *name, *words, *what;
	int (*run)(struct kern *, char **);
	size_t least, most;
} commands[] = {
	{ "ls", "[FOLDER]", "what is in a folder: mode, size, name", do_ls, 0, 1 },
	{ "cat", "FILE", "its content", do_cat, 1, 1 },
	{ "put", "FILE [TEXT...]", "writes text, or what comes in, to a file", do_put, 1, 32 },
	{ "stat", "FILE", "all that is known of it", do_stat, 1, 1 },
	{ "xattr", "FILE [NAME [VALUE]]", "extended attributes", do_xattr, 1, 3 },
	{ "readlink", "LINK", "where it leads", do_readlink, 1, 1 },
	{ "mkdir", "FOLDER", "makes a folder", do_mkdir, 1, 1 },
	{ "rm", "FILE", "removes a file or an empty folder", do_rm, 1, 1 },
	{ "mv", "FROM TO", "renames", do_mv, 2, 2 },
	{ "ln", "FILE NAME", "a further name", do_ln, 2, 2 },
	{ "df", "", "how full it is", do_df, 0, 0 },
	{ "log", "", "what the kernel has said", do_log, 0, 0 },
	{ "help", "", "this", do_help, 0, 0 },
};
#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

void shell_help(void)
{
	for (size_t i = 0; i < COMMANDS; i++)
		printf("  %-8s %-20s %s\n", commands[i].name, commands[i].words, commands[i].what);
}

int shell_command(struct kern *k, char **words, size_t n)
{
	for (size_t i = 0; i < COMMANDS; i++) {
		const struct shell_word *c = &commands[i];

		if (strcmp(c->name, words[0]) != 0)
			continue;
		if (n - 1 >= c->least && n - 1 <= c->most)
			return c->run(k, words + 1);
		fprintf(stderr, "%s: expected: %s %s\n", c->name, c->name, c->words);
		return 1;
	}
	fprintf(stderr, "%s: no such command; help lists them\n", words[0]);
	return 1;
}
