# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# Disk images: build/images/<component>/<name>.img, made by the component's
# recipe, the script components/<component>/images, what lies beside it, and what
# all recipes share, components/recipe.

image-recipes := $(sort $(wildcard components/*/images))
image-files :=
image-src := $(wildcard components/*.c)

# Recipes that use a driver need a kernel, the one that is being built if there is.
# Order alone is not enough: what another kernel writes may differ.
fill-kernels := $(wildcard $(B)/kernel/*/kernel.elf)
fill-goals := $(filter kernel kernel-%,$(MAKECMDGOALS))
$(fill-kernels): | $(fill-goals) ;

fill-needs = $(if $(shell grep '^[^#]*fill [a-z"$$]' components/$(1)/images),\
	$(B)/fill $(fill-kernels) | $(fill-goals))

define image-rules
image-files += $$(patsubst %,$(B)/images/$(1)/%.img,$$(shell components/$(1)/images --list))

$(B)/images/$(1)/%.img: \
		$(filter-out %.c %.h %.config %.modules %/floor,$(wildcard components/$(1)/*)) \
		components/recipe $(image-src) $(call fill-needs,$(1))
	@mkdir -p $$(@D)
	@rm -f $$@.tmp
	@echo '  IMAGE $(1)/$$*'
	$$(Q)components/$(1)/images $$* $$@.tmp
	@mv $$@.tmp $$@
endef
$(foreach c,$(image-recipes),$(eval $(call image-rules,$(patsubst components/%/images,%,$(c)))))

images: $(image-files)

.PHONY: images
