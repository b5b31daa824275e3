/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of formats of which one is chosen, with its options right below it. */
#pragma once

#include <adwaita.h>

#include "hu-formats.h"

G_BEGIN_DECLS

#define HU_TYPE_FORMAT_LIST (hu_format_list_get_type ())

/**
 * HuFormatList:
 *
 * Signal "changed" (HuFormatList): another format was chosen.
 */
G_DECLARE_FINAL_TYPE (HuFormatList, hu_format_list, HU, FORMAT_LIST, GtkWidget)

/* A row that is shown below the chosen format, where that is one it is meant for. */
typedef gboolean (*HuFormatTakes) (const HuFormat *format);

/* Lists the formats that @takes. @first: (nullable): the label of a row above them that stands for none. The
 * first row is chosen. @omits: whether they say what they can't carry. Once. */
void hu_format_list_fill (HuFormatList *self, HuFormatTakes takes, const char *first, gboolean omits);
/* Adds an option's row. @takes: never called for no format. */
void hu_format_list_add_option (HuFormatList *self, GtkWidget *row, HuFormatTakes takes);
/* NULL: the first row, that stands for none. */
const HuFormat *hu_format_list_get_format (HuFormatList *self);

G_END_DECLS
