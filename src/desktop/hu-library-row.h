/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the library: an article's headline, where and when it appeared, and how far it is coded. */
#pragma once

#include <gtk/gtk.h>

#include "hu-project-item.h"

G_BEGIN_DECLS

#define HU_TYPE_LIBRARY_ROW (hu_library_row_get_type ())

/**
 * HuLibraryRow:
 *
 * Only shows. Properties: "item" (HuProjectItem, nullable), "description" (the whole row in words; read only;
 * notifies).
 */
G_DECLARE_FINAL_TYPE (HuLibraryRow, hu_library_row, HU, LIBRARY_ROW, GtkWidget)

GtkWidget *hu_library_row_new (void);
void hu_library_row_set_item (HuLibraryRow *self, HuProjectItem *item);

/* "The Meridian · 4 Mar 2031 · 7 claims". (transfer full) */
char *hu_summary_dup_meta (HuSummary *summary);
/* The headline, else the file's name. (transfer none) */
const char *hu_summary_get_title (HuSummary *summary);
/* An EDTF date as people of this locale write it; one that isn't a plain day, month or year stays as it is.
 * (transfer full) */
char *hu_date_dup_display (const char *edtf);

G_END_DECLS
