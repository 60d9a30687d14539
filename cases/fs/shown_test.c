/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What a file system shows of its mount in /proc. */
#include <stdlib.h>

#include "cases/fs/fs_util.h"

#define PROC "/.proc"

/* A file of proc, as text; fails where it is longer. */
static void read_text(struct kern *k, const char *path, char *text, size_t room)
{
	const int fd = REQUIRE_OK(kern_open(k, path, O_RDONLY));
	size_t len = 0;
	ssize_t n;

	while ((n = REQUIRE_OK(kern_read(k, fd, text + len, room - 1 - len))) > 0)
		len += n;
	text[len] = '\0';
	REQUIRE_OK(kern_close(k, fd));
}

/* The word so far behind the first of the line for /mnt. */
static void shown(struct kern *k, int word, char *text, size_t room)
{
	char all[4096], *line;

	read_text(k, PROC "/self/mounts", all, sizeof(all));
	line = strstr(all, " /mnt ");
	REQUIRE(line != NULL);
	line = strtok(line, " \n");
	for (int i = 1; i < word; i++)
		line = strtok(NULL, " \n");
	REQUIRE(line != NULL);
	REQUIRE(strlen(line) < room);
	strcpy(text, line);
}

/* Without what mount(8) makes flags of: of the mount, and of any file system. */
static void for_driver(const char *options, char *own, size_t room)
{
	static const char *const flags[] = { "rw", "ro", "relatime", "noatime", "nodiratime",
		"nosuid", "nodev", "noexec", "lazytime", "sync", "dirsync", "mand" };
	char all[1024], *save;

	strcpy(all, options);
	*own = '\0';
	for (char *word = strtok_r(all, ",", &save); word; word = strtok_r(NULL, ",", &save)) {
		bool flag = false;

		for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++)
			flag |= strcmp(word, flags[i]) == 0;
		if (!flag)
			snprintf(own + strlen(own), room - strlen(own), "%s%s", *own ? "," : "",
			    word);
	}
}

/* Which options there are, and how they are shown, is a matter of the version. */
static void show(struct kern *k)
{
	kern_need_embedded(k);
	REQUIRE_OK(kern_mkdir(k, PROC, 0555));
	REQUIRE_OK(kern_mount(k, NULL, PROC, "proc", NULL));
}

FS_CASE(shown, 0, "the options shown of a mount are taken by another, and shown of it")
{
	char before[1024], after[1024], type[64], options[1024];
	struct kern *k = fs->k;

	show(k);
	shown(k, 2, type, sizeof(type));
	REQUIRE_STREQ(fs->comp->type, type);
	shown(k, 3, before, sizeof(before));
	for_driver(before, options, sizeof(options));
	if (fs->comp->lacks & FS_PERSIST)
		REQUIRE_OK(kern_remount(k, "/mnt", 0, options));
	else
		fs_remount(fs, options);
	shown(k, 3, after, sizeof(after));
	REQUIRE_STREQ(before, after);
}

struct option {
	const char *given;
	const char *shown; /* NULL: the same */
};

static bool has_word(const char *words, const char *word)
{
	const size_t len = strlen(word);

	for (; words; words = strchr(words, ',') ? strchr(words, ',') + 1 : NULL)
		if (!strncmp(words, word, len) && (words[len] == ',' || !words[len]))
			return true;
	return false;
}

/* A mount takes each, shows it, and is used with it. */
static void use_options(const char *component, const char *image, const struct option *o, size_t n)
{
	struct fs fs = fs_open(component_find(component), image);
	char got[1024];

	show(fs.k);
	for (size_t i = 0; i < n; i++) {
		const char *want = o[i].shown ? o[i].shown : o[i].given;

		fs_remount(&fs, o[i].given);
		shown(fs.k, 3, got, sizeof(got));
		if (!has_word(got, want))
			atf_tc_fail("%s: shown as \"%s\"; expected \"%s\" there", o[i].given, got,
			    want);
		put_pattern(fs.k, "/mnt/f", 30000 + i);
		fs_remount(&fs, o[i].given);
		require_pattern_file(fs.k, "/mnt/f", 30000 + i);
	}
	fs_close(&fs);
}

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

CASE(ext4_options_shown, "each option that is shown is shown as it was given")
{
	static const struct option options[] = {
		{ "minixdf", NULL },
		{ "grpid", NULL },
		{ "bsdgroups", "grpid" },
		{ "resuid=7", NULL },
		{ "resgid=8", NULL },
		{ "errors=panic", NULL },
		{ "errors=continue", "rw" },
		{ "errors=remount-ro", NULL },
		{ "debug", NULL },
		{ "nouid32", NULL },
		{ "commit=7", NULL },
		{ "min_batch_time=9", NULL },
		{ "max_batch_time=99", NULL },
		{ "journal_checksum", "rw" },
		{ "journal_async_commit,data=writeback", "journal_async_commit" },
		{ "data=journal", NULL },
		{ "data=writeback", NULL },
		{ "data_err=abort", NULL },
		{ "nobarrier", NULL },
		{ "barrier=0", "nobarrier" },
		{ "stripe=16", NULL },
		{ "nodelalloc", NULL },
		{ "warn_on_error", NULL },
		{ "noblock_validity", NULL },
		{ "inode_readahead_blks=8", NULL },
		{ "journal_ioprio=2", "rw" },
		{ "noauto_da_alloc", NULL },
		{ "auto_da_alloc=0", "noauto_da_alloc" },
		{ "dioread_lock", "rw" },
		{ "discard", NULL },
		{ "init_itable=3", NULL },
		{ "noinit_itable", NULL },
		{ "max_dir_size_kb=64", NULL },
		{ "nombcache", NULL },
		{ "no_prefetch_block_bitmaps", NULL },
		{ "mb_optimize_scan=1", NULL },
		{ "noquota", "rw" },
		{ "usrquota", "quota" },
		{ "sysvgroups", "rw" },
	};

	use_options("ext4", NULL, options, COUNT(options));
}

CASE(vfat_options_shown, "each option that is shown is shown as it was given")
{
	static const struct option options[] = {
		{ "uid=5", NULL },
		{ "gid=6", NULL },
		{ "umask=027", "fmask=0027" },
		{ "dmask=007", "dmask=0007" },
		{ "fmask=0111", NULL },
		{ "allow_utime=20", "allow_utime=0020" },
		{ "codepage=437", NULL },
		{ "iocharset=iso8859-1", NULL },
		{ "shortname=win95", NULL },
		{ "shortname=winnt", NULL },
		{ "shortname=lower", NULL },
		{ "shortname=mixed", NULL },
		{ "check=r", NULL },
		{ "check=strict", "check=s" },
		{ "check=n", "rw" },
		{ "usefree", NULL },
		{ "quiet", NULL },
		{ "showexec", NULL },
		{ "sys_immutable", NULL },
		{ "utf8", NULL },
		{ "utf8=0", "rw" },
		{ "uni_xlate", NULL },
		{ "nonumtail", NULL },
		{ "rodir", NULL },
		{ "flush", NULL },
		{ "tz=UTC", NULL },
		{ "time_offset=-90", NULL },
		{ "errors=continue", NULL },
		{ "errors=panic", NULL },
		{ "nfs=stale_rw", NULL },
		{ "nfs", "nfs=stale_rw" },
		{ "discard", NULL },
		{ "dos1xfloppy", NULL },
		{ "debug", "rw" },
	};

	use_options("vfat", NULL, options, COUNT(options));
}

CASE(xfs_options_shown, "each option that is shown is shown as it was given")
{
	static const struct option options[] = {
		{ "logbufs=4", NULL },
		{ "logbsize=64k", NULL },
		{ "wsync", NULL },
		{ "noalign", NULL },
		{ "swalloc", NULL },
		{ "grpid", NULL },
		{ "allocsize=64k", NULL },
		{ "inode32", NULL },
		{ "inode64", NULL },
		{ "ikeep", NULL },
		{ "largeio", NULL },
		{ "filestreams", NULL },
		{ "discard", NULL },
		{ "usrquota", NULL },
		{ "grpquota", NULL },
		{ "prjquota", NULL },
		{ "uqnoenforce", NULL },
		{ "gqnoenforce", NULL },
		{ "pqnoenforce", NULL },
		{ "noquota", NULL },
	};

	use_options("xfs", NULL, options, COUNT(options));
}

CASE(f2fs_options_shown, "each option that is shown is shown as it was given")
{
	static const struct option options[] = {
		{ "background_gc=sync", NULL },
		{ "background_gc=off", NULL },
		{ "gc_merge", NULL },
		{ "disable_roll_forward", NULL },
		{ "nodiscard", NULL },
		{ "heap", NULL },
		{ "nouser_xattr", NULL },
		{ "noinline_xattr", NULL },
		{ "noacl", NULL },
		{ "disable_ext_identify", NULL },
		{ "noinline_data", NULL },
		{ "noinline_dentry", NULL },
		{ "noflush_merge", NULL },
		{ "nobarrier", NULL },
		{ "fastboot", NULL },
		{ "noextent_cache", NULL },
		{ "data_flush", NULL },
		{ "mode=lfs", NULL },
		{ "mode=fragment:segment", NULL },
		{ "mode=fragment:block", NULL },
		{ "active_logs=2", NULL },
		{ "reserve_root=32,resuid=7,resgid=8", "reserve_root=32" },
		{ "usrquota", NULL },
		{ "grpquota", NULL },
		{ "alloc_mode=default", "alloc_mode=reuse" /* of a small disk */ },
		{ "nocheckpoint_merge", NULL },
		{ "fsync_mode=strict", NULL },
		{ "fsync_mode=nobarrier", NULL },
		{ "atgc", NULL },
		{ "discard_unit=segment", NULL },
		{ "discard_unit=section", NULL },
		{ "memory=low", NULL },
	};

	use_options("f2fs", NULL, options, COUNT(options));
}

CASE(btrfs_options_shown, "each option that is shown is shown as it was given")
{
	static const struct option options[] = {
		{ "nodatasum", NULL },
		{ "nodatacow", NULL },
		{ "nobarrier", NULL },
		{ "max_inline=512", NULL },
		{ "thread_pool=5", NULL },
		{ "compress=zlib", "compress=zlib:3" },
		{ "compress-force=lzo", NULL },
		{ "compress=zstd:5", NULL },
		{ "nossd", NULL },
		{ "ssd", NULL },
		{ "ssd_spread", NULL },
		{ "notreelog", NULL },
		{ "flushoncommit", NULL },
		{ "discard", NULL },
		{ "discard=async", NULL },
		{ "noacl", NULL },
		{ "clear_cache", "rw" },
		{ "user_subvol_rm_allowed", NULL },
		{ "enospc_debug", NULL },
		{ "autodefrag", NULL },
		{ "skip_balance", NULL },
		{ "metadata_ratio=3", NULL },
		{ "fatal_errors=panic", NULL },
		{ "commit=9", NULL },
		{ "degraded", NULL },
		{ "rescan_uuid_tree", NULL },
	};

	use_options("btrfs", NULL, options, COUNT(options));
}
