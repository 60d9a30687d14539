/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The journal of ext4: on a device of its own, too small for what is to be done at once,
 * and what /proc tells of it. */
#include <endian.h>
#include <stdlib.h>

#include "cases/fs/fs_util.h"

#define BLOCK 1024
#define LARGE 300000

/* On a device of a journal its superblock is behind ext4's, which is block 1; the number of
 * its users and their UUIDs are what the maker of a file system sets.  Format:
 * Documentation/filesystems/ext4/journal.rst. */
#define JOURNAL_USERS (2 * BLOCK + 0x40)
#define JOURNAL_USER (2 * BLOCK + 0x100)
#define SUPER_UUID (BLOCK + 0x68)

static struct disk *open_journal(struct disk *user)
{
	struct disk *d = disk_open("ext4/journal");
	const uint32_t one = htobe32(1);
	uint8_t uuid[16];

	disk_read(user, SUPER_UUID, uuid, sizeof(uuid));
	disk_write(d, JOURNAL_USERS, &one, sizeof(one));
	disk_write(d, JOURNAL_USER, uuid, sizeof(uuid));
	return d;
}

/* Mounts on a kernel of its own; the errno of mount(2). */
static int mount_with(struct kern **k, struct disk *d, struct disk *journal)
{
	char option[64];

	*k = kern_boot("ext4");
	snprintf(option, sizeof(option), "journal_path=%s", kern_disk(*k, journal));
	return kern_mount(*k, d, "/mnt", "ext4", option);
}

CASE(ext4_external_journal, "what is in a journal on another disk is written home at mount")
{
	struct disk *d = disk_open("ext4/external");
	struct disk *journal = open_journal(d);
	const uint64_t before = disk_hash(journal);
	uint8_t head[2 * BLOCK];
	struct kern *k;
	int fd;

	REQUIRE_OK(mount_with(&k, d, journal));
	put_pattern(k, "/mnt/f", LARGE);
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	REQUIRE_OK(kern_fsync(k, fd));
	REQUIRE(before != disk_hash(journal));
	kern_halt(k); /* not unmounted, nor synced: it has no name on the disk */
	disk_read(d, 0, head, sizeof(head));
	REQUIRE((head[BLOCK + 0x60] & 4) != 0); /* EXT4_FEATURE_INCOMPAT_RECOVER */
	REQUIRE_OK(mount_with(&k, d, journal));
	require_pattern_file(k, "/mnt/f", LARGE);
	REQUIRE_OK(kern_umount(k, "/mnt"));
	kern_halt(k);
	disk_close(journal);
	disk_close(d);
}

/* It is not mounted with this journal, and no byte of it changes. */
static void refused(struct disk *d, struct disk *journal)
{
	const uint64_t before = disk_hash(d);
	struct kern *k;

	REQUIRE_ERROR(mount_with(&k, d, journal), EINVAL);
	kern_halt(k);
	REQUIRE_EQ(before, disk_hash(d));
}

CASE(ext4_other_journal, "a journal that is missing, another's, or shared, is refused")
{
	struct disk *d = disk_open("ext4/external");
	struct disk *journal = open_journal(d), *empty = disk_new(4 << 20);
	const uint32_t two = htobe32(2);
	struct kern *k = kern_boot("ext4");

	REQUIRE_ERROR(kern_mount(k, d, "/mnt", "ext4", NULL), EINVAL, ENXIO);
	kern_halt(k);
	refused(d, empty);
	disk_write(journal, JOURNAL_USERS, &two, sizeof(two));
	refused(d, journal);
	disk_write(journal, SUPER_UUID, "another's uuid..", 16);
	refused(d, journal);
	disk_close(empty);
	disk_close(journal);
	disk_close(d);
}

static int only_name(void *arg, const struct kern_dirent *e)
{
	if (e->name[0] != '.')
		snprintf(arg, 64, "/.proc/fs/jbd2/%s/info", e->name);
	return 0;
}

/* The text that /proc has of the only journal there is. */
static void read_info(struct kern *k, char *text, size_t room)
{
	char path[64] = "";
	ssize_t len;

	REQUIRE_EQ(3, kern_readdir(k, "/.proc/fs/jbd2", only_name, path));
	len = REQUIRE_OK(kern_get(k, path, text, room - 1));
	text[len] = '\0';
}

CASE(ext4_journal_info, "/proc counts the transactions, and those that were asked for")
{
	struct fs fs = fs_open(component_find("ext4"), NULL);
	struct kern *k = fs.k;
	unsigned long all, asked, then_all, then_asked;
	char text[1024];

	kern_need_embedded(k);
	REQUIRE_OK(kern_mkdir(k, "/.proc", 0555));
	REQUIRE_OK(kern_mount(k, NULL, "/.proc", "proc", NULL));
	read_info(k, text, sizeof(text));
	REQUIRE_EQ(2, sscanf(text, "%lu transactions (%lu requested)", &all, &asked));
	for (int i = 0; i < 5; i++) {
		char path[32];

		snprintf(path, sizeof(path), "/mnt/%d", i);
		put_pattern(k, path, 1000);
		REQUIRE_OK(kern_sync(k));
	}
	read_info(k, text, sizeof(text));
	REQUIRE_EQ(2, sscanf(text, "%lu transactions (%lu requested)", &then_all, &then_asked));
	REQUIRE(then_all >= all + 5 && then_asked >= asked + 5);
	REQUIRE(strstr(text, "handles per transaction\n") != NULL);
	REQUIRE_OK(kern_umount(k, "/.proc"));
	fs_close(&fs);
}

/* Each block written has a block of pointers of its own, which goes as well; a transaction
 * has at most a quarter of the journal. */
CASE(ext4_small_journal, "to cut a file takes more than a transaction, and is done in several")
{
	enum { PIECES = 700, APART = 256 * BLOCK };
	struct fs fs = fs_open(component_find("ext4"), "ext4/ext3");
	struct kern *k = fs.k;
	const int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644));
	struct statfs before, after;

	REQUIRE_OK(kern_statfs(k, "/mnt", &before));
	for (int i = 0; i < PIECES; i++)
		REQUIRE_EQ(1, kern_pwrite(k, fd, "x", 1, (uint64_t)i * APART));
	REQUIRE_OK(kern_sync(k));
	REQUIRE_OK(kern_ftruncate(k, fd, BLOCK));
	settle(&fs);
	REQUIRE_OK(kern_statfs(k, "/mnt", &after));
	REQUIRE_EQ(before.f_bfree - 1, after.f_bfree);
	REQUIRE_OK(kern_close(k, fd));
	fs_remount(&fs, NULL);
	REQUIRE_EQ(BLOCK, stat_of(k, "/mnt/f").st_size);
	fs_close(&fs);
}

CASE(ext4_full_journal, "data goes through a journal that is smaller than it, again and again")
{
	struct fs fs = fs_open(component_find("ext4"), NULL);

	fs_remount(&fs, "data=journal");
	for (int i = 0; i < 6; i++) {
		put_pattern(fs.k, "/mnt/f", 8 * LARGE);
		REQUIRE_OK(kern_unlink(fs.k, "/mnt/f"));
	}
	put_pattern(fs.k, "/mnt/f", 8 * LARGE);
	fs_remount(&fs, NULL);
	require_pattern_file(fs.k, "/mnt/f", 8 * LARGE);
	fs_close(&fs);
}
