/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of people and organisations that stand in a text. */
#pragma once

#include <gio/gio.h>

#include "hu-text.h"

G_BEGIN_DECLS

/**
 * HuName:
 * @name: as the text has it, without title
 * @count: how often the text names it, by its last word alone counted too
 * @first: where it first stands (code points)
 */
typedef struct
{
  char *name;
  guint count;
  guint first;
} HuName;

void hu_name_free (HuName *self);

/* The names in @text, those named most first: two or more capitalised words in a row (with particles such as
 * "von", "de", "al-"), one after a title, or one of @known. Titles are left out. German nouns, headlines in
 * capitals, days and months are no names. @known: (nullable): names and aliases that count whatever they look
 * like. (transfer full) (element-type HuName) */
GPtrArray *hu_names_find (HuText *text, const char *const *known);

/* The same in a worker. */
void hu_names_find_async (HuText *text,
                          const char *const *known,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* (transfer full) (element-type HuName); NULL when cancelled. */
GPtrArray *hu_names_find_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuName, hu_name_free)

G_END_DECLS
