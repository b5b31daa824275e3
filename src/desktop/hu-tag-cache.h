/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The items that a list of tags has handed out and somebody still holds. */
#pragma once

#include "hu-tag-item.h"

G_BEGIN_DECLS

/* Holds no reference: an item leaves when it is disposed of. */
typedef struct _HuTagCache HuTagCache;

HuTagCache *hu_tag_cache_new (void);
void hu_tag_cache_free (HuTagCache *self);
/* The item of this record's kind and id, made where there is none. (transfer full) */
HuTagItem *hu_tag_cache_ensure (HuTagCache *self, HuRecord *record);
/* (transfer full) (nullable) */
HuTagItem *hu_tag_cache_find (HuTagCache *self, HuKind kind, const char *id);
/* All of them: as many as are on the screen. (transfer full) (element-type HuTagItem) */
GPtrArray *hu_tag_cache_get_items (HuTagCache *self);
/* The items live on with those who hold them. */
void hu_tag_cache_forget (HuTagCache *self);

G_END_DECLS
