// SPDX-License-Identifier: GPL-2.0
/*
 * The disk: a blk-mq driver over the disk hypercalls.  /dev/disk<n> is the
 * host's disk n.
 */
#include <linux/blk-mq.h>
#include <linux/fcntl.h>
#include <linux/hardirq.h>
#include <linux/major.h>
#include <linux/module.h>
#include <linux/stat.h>
#include <asm/rump.h>
#include <asm/syscall.h>
#include <asm/unistd.h>

#define DISKS 16
#define DEPTH 16
#define SEGMENTS 16

struct disk {
	u32 dev;
	struct gendisk *gd;
	struct blk_mq_tag_set tags;
};

/* One request on its way through the host; lives in the request's payload. */
struct disk_cmd {
	struct hyp_disk_req req;
	struct hyp_seg seg[SEGMENTS];
	blk_status_t status;
};

static struct disk *disks[DISKS];
static int major;

static void done(struct hyp_disk_req *req)
{
	struct disk_cmd *cmd = container_of(req, struct disk_cmd, req);

	cmd->status = errno_to_blk_status(req->error);
	blk_mq_complete_request(blk_mq_rq_from_pdu(cmd));
}

static void finish(struct request *rq)
{
	struct disk_cmd *cmd = blk_mq_rq_to_pdu(rq);

	blk_mq_end_request(rq, cmd->status);
}

static u32 op_of(struct request *rq)
{
	switch (req_op(rq)) {
	case REQ_OP_READ:
		return HYP_DISK_READ;
	case REQ_OP_FLUSH:
		return HYP_DISK_FLUSH;
	case REQ_OP_DISCARD:
		return HYP_DISK_DISCARD;
	default:
		return HYP_DISK_WRITE;
	}
}

static blk_status_t queue(struct blk_mq_hw_ctx *hctx, const struct blk_mq_queue_data *bd)
{
	struct request *rq = bd->rq;
	struct disk *d = rq->q->queuedata;
	struct disk_cmd *cmd = blk_mq_rq_to_pdu(rq);
	struct hyp_disk_req *req = &cmd->req;
	struct hyp_seg *last = NULL;
	struct req_iterator iter;
	struct bio_vec bv;

	blk_mq_start_request(rq);
	*req = (struct hyp_disk_req){
		.op = op_of(rq),
		.flags = rq->cmd_flags & REQ_FUA ? HYP_DISK_FUA : 0,
		.sector = blk_rq_pos(rq),
		.len = req_op(rq) == REQ_OP_FLUSH ? 0 : blk_rq_bytes(rq),
		.seg = cmd->seg,
		.done = done,
	};
	if (req->op == HYP_DISK_READ || req->op == HYP_DISK_WRITE) {
		rq_for_each_segment(bv, rq, iter) {
			void *base = page_address(bv.bv_page) + bv.bv_offset;

			if (last && last->base + last->len == base) {
				last->len += bv.bv_len;
				continue;
			}
			last = &cmd->seg[req->nseg++];
			*last = (struct hyp_seg){ base, bv.bv_len };
		}
	}
	hyp_call(disk_submit, d->dev, req);
	return BLK_STS_OK;
}

/* The host still has the request and may yet be done with it, so it can only be
 * waited for; but the log tells. */
static enum blk_eh_timer_return timed_out(struct request *rq)
{
	struct disk *d = rq->q->queuedata;

	pr_err("disk%u: request at sector %llu timed out\n", d->dev, (u64)blk_rq_pos(rq));
	return BLK_EH_RESET_TIMER;
}

static const struct blk_mq_ops ops = {
	.queue_rq = queue,
	.timeout = timed_out,
	.complete = finish,
};

static const struct block_device_operations fops = {
	.owner = THIS_MODULE,
};

static int set_geometry(struct disk *d)
{
	struct hyp_disk_geometry g = { 0 };
	struct request_queue *q = d->gd->queue;
	int error = hyp_call(disk_geometry, d->dev, &g);

	if (error)
		return error;
	blk_queue_logical_block_size(q, g.logical_size ?: HYP_SECTOR);
	blk_queue_max_segments(q, SEGMENTS);
	blk_queue_max_hw_sectors(q, 1024);
	blk_queue_write_cache(q, g.flags & HYP_DISK_CACHE, g.flags & HYP_DISK_CACHE);
	if (g.flags & HYP_DISK_DISCARDS) {
		q->limits.discard_granularity = HYP_SECTOR;
		blk_queue_max_discard_sectors(q, UINT_MAX >> 9);
	}
	set_disk_ro(d->gd, g.flags & HYP_DISK_RDONLY);
	set_capacity(d->gd, g.sectors);
	return 0;
}

static int make_disk(struct disk *d, u32 dev)
{
	int error;

	d->dev = dev;
	d->tags = (struct blk_mq_tag_set){
		.ops = &ops,
		.nr_hw_queues = 1,
		.queue_depth = DEPTH,
		.numa_node = NUMA_NO_NODE,
		.cmd_size = sizeof(struct disk_cmd),
		.flags = BLK_MQ_F_SHOULD_MERGE,
	};
	error = blk_mq_alloc_tag_set(&d->tags);
	if (error)
		return error;
	d->gd = blk_mq_alloc_disk(&d->tags, d);
	if (IS_ERR(d->gd)) {
		blk_mq_free_tag_set(&d->tags);
		return PTR_ERR(d->gd);
	}
	d->gd->major = major;
	d->gd->first_minor = dev;
	d->gd->minors = 1;
	d->gd->flags |= GENHD_FL_NO_PART;
	d->gd->fops = &fops;
	snprintf(d->gd->disk_name, DISK_NAME_LEN, "disk%u", dev);
	error = set_geometry(d);
	if (!error)
		error = add_disk(d->gd);
	if (error) {
		put_disk(d->gd);
		blk_mq_free_tag_set(&d->tags);
	}
	return error;
}

/* /dev/disk<dev>, made as a client would make it. */
static long node(u32 dev, bool make)
{
	char path[32];

	snprintf(path, sizeof(path), "/dev/disk%u", dev);
	if (make)
		return sys_call_table[__NR_mknodat](AT_FDCWD, (long)path, S_IFBLK | 0600,
						    new_encode_dev(MKDEV(major, dev)), 0, 0);
	return sys_call_table[__NR_unlinkat](AT_FDCWD, (long)path, 0, 0, 0, 0);
}

long rump_disk_attach(u32 dev)
{
	struct disk *d;
	long error;

	if (dev >= DISKS || disks[dev])
		return dev >= DISKS ? -ENODEV : -EBUSY;
	d = kzalloc(sizeof(*d), GFP_KERNEL);
	if (!d)
		return -ENOMEM;
	error = make_disk(d, dev);
	if (error) {
		kfree(d);
		return error;
	}
	disks[dev] = d;
	return node(dev, true);
}

long rump_disk_detach(u32 dev)
{
	struct disk *d = dev < DISKS ? disks[dev] : NULL;

	if (!d)
		return -ENODEV;
	if (atomic_read(&d->gd->part0->bd_openers))
		return -EBUSY;
	node(dev, false);
	disks[dev] = NULL;
	del_gendisk(d->gd);
	put_disk(d->gd);
	blk_mq_free_tag_set(&d->tags);
	kfree(d);
	return 0;
}

long rump_disk_resize(u32 dev)
{
	struct disk *d = dev < DISKS ? disks[dev] : NULL;

	return d ? set_geometry(d) : -ENODEV;
}

static int __init init_disks(void)
{
	major = register_blkdev(0, "disk");
	return major < 0 ? major : 0;
}
device_initcall(init_disks);
