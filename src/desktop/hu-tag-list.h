/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of one page of the sidebar: a list model over a document's layer. */
#pragma once

#include <gio/gio.h>

#include "hu-editor.h"
#include "hu-tag-item.h"
#include "hu-uses.h"

G_BEGIN_DECLS

/* No such row; the same as GTK_INVALID_LIST_POSITION. */
#define HU_TAG_LIST_NONE G_MAXUINT

#define HU_TYPE_TAG_LIST (hu_tag_list_get_type ())

/**
 * HuTagList:
 *
 * A #GListModel of #HuTagItem in reading order: the claims (with the memos where asked for), or the stances,
 * or the speakers in the order in which the text first speaks of them and, after them, the mentions that
 * aren't resolved. Items are made when they are asked for, and kept as long as somebody holds them.
 *
 * Properties (notify): "n-all" (rows without the filter), "filtering" (a filter is at work in another
 * thread).
 */
G_DECLARE_FINAL_TYPE (HuTagList, hu_tag_list, HU, TAG_LIST, GObject)

HuTagList *hu_tag_list_new (HuEditorPage page);
HuEditorPage hu_tag_list_get_page (HuTagList *self);
/* @document: (nullable). Follows its "changed". */
HuDocument *hu_tag_list_get_document (HuTagList *self);
void hu_tag_list_set_document (HuTagList *self, HuDocument *document);
/* What HuTagFilter reads; NULL or "" lets all through. Takes effect when "filtering" is FALSE again. */
void hu_tag_list_set_filter (HuTagList *self, const char *query);
/* The tag in hand stays in the list, whatever the filter says. @id: (nullable): none. */
void hu_tag_list_set_hand (HuTagList *self, HuKind kind, const char *id);
/* Claims only: whether memos are listed among them. */
void hu_tag_list_set_with_memos (HuTagList *self, gboolean with_memos);

/* Where the record's row is, or HU_TAG_LIST_NONE. O(log n). */
guint hu_tag_list_find (HuTagList *self, HuKind kind, const char *id);
/* The record of a row; NULL past the end. Doesn't make an item. (transfer none) (nullable) */
HuRecord *hu_tag_list_get_record (HuTagList *self, guint position);
/* Speakers only: the uses of a listed speaker; NULL for others. (transfer none) (nullable) */
const HuUses *hu_tag_list_get_uses (HuTagList *self, const char *speaker);
guint hu_tag_list_get_n_all (HuTagList *self);
gboolean hu_tag_list_get_filtering (HuTagList *self);

G_END_DECLS
