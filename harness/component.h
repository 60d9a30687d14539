/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What a component says of itself.  One file, components/<name>/component.c,
 * holds a COMPONENT(name, ...) block; nothing else lists components.
 *
 * Beside it: linux.config (Kconfig lines), linux.modules (the kernel modules,
 * KBUILD_MODNAME, whose initcalls run only where the component was asked for),
 * images (a script: `images --list` prints names, `images NAME FILE` makes one).
 */
#ifndef RUMPUS_COMPONENT_H
#define RUMPUS_COMPONENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a file system can not do; a case that needs it is not applied to it. */
enum fs_lack {
	FS_LINK = 1 << 0, /* hard links */
	FS_SYMLINK = 1 << 1,
	FS_MKNOD = 1 << 2,         /* device nodes, FIFOs */
	FS_MODE = 1 << 3,          /* permission bits per file are stored */
	FS_OWNER = 1 << 4,         /* uid and gid per file are stored */
	FS_XATTR = 1 << 5,         /* extended attributes trusted.*, and ACLs */
	FS_SPARSE = 1 << 6,        /* holes take no space */
	FS_FALLOCATE = 1 << 7,     /* fallocate(2) mode 0 and KEEP_SIZE */
	FS_PUNCH = 1 << 8,         /* FALLOC_FL_PUNCH_HOLE */
	FS_ZERO = 1 << 9,          /* FALLOC_FL_ZERO_RANGE */
	FS_COLLAPSE = 1 << 10,     /* FALLOC_FL_COLLAPSE_RANGE, INSERT_RANGE */
	FS_SEEK_HOLE = 1 << 11,    /* SEEK_HOLE finds holes (not only the end) */
	FS_RENAME_FLAGS = 1 << 12, /* RENAME_EXCHANGE */
	FS_WHITEOUT = 1 << 13,     /* RENAME_WHITEOUT */
	FS_CASE = 1 << 14,         /* names differ by case */
	FS_WRITE = 1 << 15,        /* read-only by nature: nothing else counts that writes */
	FS_PERSIST = 1 << 16,      /* content survives an unmount */
	FS_NSEC = 1 << 17,         /* timestamps to the nanosecond */
	FS_ATIME = 1 << 18,        /* atime to the second at least */
	FS_TMPFILE = 1 << 19,      /* O_TMPFILE */
	FS_DIRECT = 1 << 20,       /* O_DIRECT */
	FS_UNLINK_OPEN = 1 << 21,  /* unlinked open files keep their content */
	FS_INODES = 1 << 22,       /* statfs counts inodes */
	FS_ENOSPC = 1 << 23,       /* a small image fills up */
	FS_REMOUNT_RO = 1 << 24,
	FS_NOREPLACE = 1 << 25,       /* RENAME_NOREPLACE */
	FS_DOTS_NAME = 1 << 26,       /* names may end in a dot or a blank */
	FS_BACKSLASH = 1 << 27,       /* any byte but '/' and NUL in names */
	FS_USER_XATTR = 1 << 28,      /* extended attributes user.* */
	FS_LONG_LOOKUP = 1 << 29,     /* to look up a name that is too long is ENAMETOOLONG */
	FS_INODE_NUMBERS = 1 << 30,   /* an inode number outlives an unmount */
	FS_STATFS = 1ull << 31,       /* statfs counts room, by 4 KiB or less */
	FS_FAR_TIMES = 1ull << 32,    /* times before 1970 and after 2106 */
	FS_LARGE_IDS = 1ull << 33,    /* uid and gid above 16 bits */
	FS_LARGE_DEVS = 1ull << 34,   /* device numbers above 16 bits */
	FS_DIR_LINKS = 1ull << 35,    /* a directory has links for each one in it, not always 1 */
	FS_DOTS = 1ull << 36,         /* readdir gives "." and ".." */
	FS_FAULT_ROOM = 1ull << 37,   /* a page fault in a hole looks for room */
	FS_IN_PLACE = 1ull << 38,     /* what is written over takes no room */
	FS_FREES = 1ull << 39,        /* what is removed gives its room back */
	FS_UNTOUCHED = 1ull << 40,    /* mounted read-only after an unmount, no byte changes */
	FS_SPLICE = 1ull << 41,       /* sendfile, splice, copy_file_range into a file */
	FS_BAD_OPTION = 1ull << 42,   /* an unknown mount option is refused */
	FS_ST_BLOCKS = 1ull << 43,    /* stat tells what a file takes */
	FS_FAR_APART = 1ull << 44,    /* files of 8 GiB, with holes that take nothing */
	FS_FEW_INODES = 1ull << 45,   /* a small image runs out of inodes */
	FS_NAME_REFUSED = 1ull << 46, /* a name that is too long is refused, not cut */
	FS_ONE_ROOM = 1ull << 48,     /* names and content take from the same room */
	FS_SYNC_DIR = 1ull << 47,     /* fsync of a directory */
	FS_HANDLE = 1ull << 49,       /* file handles, name_to_handle_at(2) */
	FS_REPLAY = 1ull << 50,       /* a mount makes it whole after a power cut */
};

/* What a file system keeps when the power is cut; see rumpus-crash(3). */
enum crash_keep {
	CRASH_NOTHING,
	CRASH_WEAK,    /* what was synced, and not changed afterwards */
	CRASH_JOURNAL, /* that, and names and attributes are those of one moment */
};

/* A promise of a component, under some options; crash cases run on each. */
struct crash_promise {
	const char *name; /* of the cases: "journal" makes ext4_journal_rename; or "" */
	enum crash_keep keeps;
	bool old_data;       /* a file that grew may show what the disk held before */
	const char *image;   /* NULL: the component's */
	const char *options; /* of mount, after those of the component; NULL: none */
	/* Known defects, each shown by a case of its own: what they break is not asked
	 * of other cases. */
	bool sync_cached; /* sync and syncfs do not flush the disk's cache */
	bool rename_bare; /* a rename makes an entry without content or size, which has
	                     them once the file itself is written */
	bool mkdir_above; /* fsync of a new directory leaves its first block to that of
	                     the directory it was made in */
	/* True for a write that does harm where it is torn behind so many sectors. */
	bool (*known_tear)(const uint8_t *data, uint64_t sector, uint64_t len, uint64_t sectors);
};

/* A defect of a driver, by the case that shows it. */
struct known_defect {
	const char *name;    /* of the FS_CASE: "remount_nodes" */
	const char *what;    /* a reference or a precise description */
	const char *variant; /* the one build of the kernel that tells of it, such as
	                        "debug" of locks; NULL: each does */
	bool embedded;       /* the machine's own kernel may not have it, and skips the case */
};

struct server; /* harness/server.h */

struct component {
	const char *name;    /* "ext4" */
	const char *driver;  /* the component to boot (one driver may serve several
	                       formats, each with a block of its own in that
	                       component's file); NULL: the name */
	const char *needs;   /* components that are started with it, blank separated; of
	                        these, what they need too has to be named; NULL: none */
	const char *type;    /* of mount(2); NULL: not a file system */
	bool nodev;          /* needs no disk (tmpfs) */
	bool embedded;       /* the machine's own kernel may have another driver for this
	                         format, or be built without it: cases do not run there */
	uint64_t lacks;      /* enum fs_lack */
	const char *image;   /* the empty image the matrix runs on: "ext4/small" */
	const char *options; /* of mount, always given; NULL: none */
	const char *full;    /* nodev only: options of a small instance that fills up */
	const char *below;   /* of a file system on top of another: the component that is
	                        mounted first, on "/below", with the folders lower,
	                        upper and work; image and checker are its */
	/* Of a file system whose content a process keeps: that process. */
	const struct server *server;
	const char *serves;   /* how it does: words of its own; NULL: as usual */
	uint64_t memory;      /* bytes of arena it needs; 0: the usual */
	uint32_t name_max;    /* longest name in bytes; default 255 */
	uint32_t symlink_max; /* longest target in bytes; default 4095 */
	uint32_t hole;        /* what a file of one hole may take, in bytes; default 4096 */
	uint64_t settle;      /* virtual ns after a sync until what was removed is free */
	uint64_t file_max;    /* largest file size in bytes; 0: do not probe */
	uint32_t link_max;    /* most hard links; 0: do not probe */
	uint32_t time_step;   /* granularity of mtime in ns; default 1 */
	const char *check;    /* shell command that checks an image: "$1" is the file;
	                        exit status 0: clean.  NULL: there is none */
	/* What it promises for a power cut, up to one that keeps nothing; NULL: nothing
	 * that could be checked. */
	const struct crash_promise *crash;
	/* Shell command that checks an image after a power cut and the driver's own
	 * recovery; NULL: the one above. */
	const char *crash_check;
	/* Cases that are expected to fail, and fail once they do not; the last one has no
	 * name.  NULL: none. */
	const struct known_defect *known;
	/* Sweeps run on it, see rumpus-sweep(3): */
	bool sweep;
	const char *repair;    /* shell command that repairs an image after lost writes;
	                          NULL: there is none */
	const char *complains; /* what the driver logs when it finds the file system in
	                          error, texts separated by '|'; NULL: nothing */
	const char *sources;   /* driver directories, blank separated: "fs/ext4" */
};

/* All components, in the order of their names; *n receives how many. */
const struct component *const *components(size_t *n);
/* By name, or NULL. */
const struct component *component_find(const char *name);
/* Where a log first has one of the texts that .complains lists; NULL: nowhere. */
const char *component_complaint(const struct component *, const char *log);

#define COMPONENT(id, ...)                                                           \
	static const struct component component_##id = { .name = #id, __VA_ARGS__ }; \
	static const struct component *const component_entry_##id                    \
	    __attribute__((used, section("rumpus_components"))) = &component_##id

#endif
