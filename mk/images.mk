# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# Disk images: build/images/<component>/<name>.img, made by the component's
# recipe, the script components/<component>/images, what lies beside it, and what
# all recipes share, components/recipe.  A recipe that fills its images by the driver
# itself needs a kernel first, but what it makes does not age with it.

image-recipes := $(sort $(wildcard components/*/images))
image-files :=
image-src := $(wildcard components/*.c)
image-kernel := $(B)/kernel/linux-plain/kernel.elf
image-filled := $(shell grep -lw fill $(image-recipes))

define image-rules
image-files += $$(patsubst %,$(B)/images/$(1)/%.img,$$(shell components/$(1)/images --list))

$(B)/images/$(1)/%.img: \
		$(filter-out %.c %.h %.config %.modules,$(wildcard components/$(1)/*)) \
		components/recipe $(image-src) \
		$(if $(filter components/$(1)/images,$(image-filled)),tools/populate.c \
		| $(B)/populate $(image-kernel))
	@mkdir -p $$(@D)
	@rm -f $$@.tmp
	@echo '  IMAGE $(1)/$$*'
	$$(Q)RUMPUS_BUILD=$(abspath $(B)) components/$(1)/images $$* $$@.tmp
	@mv $$@.tmp $$@
endef
$(foreach c,$(image-recipes),$(eval $(call image-rules,$(patsubst components/%/images,%,$(c)))))

# A kernel that is there will do, but not one that this make is just making anew.
$(image-kernel): $(filter kernel kernel-plain,$(MAKECMDGOALS))
	@[ -e $@ ] || $(MAKE) --no-print-directory kernel-plain

images: $(image-files)

.PHONY: images
