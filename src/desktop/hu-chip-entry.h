/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chips, and an entry that finds more of them in a list. */
#pragma once

#include "hu-chip.h"

G_BEGIN_DECLS

#define HU_TYPE_CHIP_ENTRY (hu_chip_entry_get_type ())

/**
 * HuChipEntry:
 *
 * What is chosen, as chips; an entry whose text is looked for; and the list of what is found, the best match
 * highlighted. It changes nothing by itself: its owner takes what was chosen and sets the chips. The card's
 * keys drive it (hu_chip_entry_move_row() and so on); arrows go among the chips.
 *
 * Signals: "take" (HuOption *): a row was chosen; "remove" (HuOption *); "open" (HuOption *): a chip was
 * clicked.
 */
G_DECLARE_FINAL_TYPE (HuChipEntry, hu_chip_entry, HU, CHIP_ENTRY, GtkWidget)

/* The options that match @text, which may be empty. (transfer full) (element-type HuOption) */
typedef GPtrArray *(*HuChipEntryFunc) (HuChipEntry *self, const char *text, gpointer user_data);

GtkWidget *hu_chip_entry_new (void);
/* What is typed is taken when the focus leaves the entry: for fields where any text will do. */
void hu_chip_entry_set_takes_text (HuChipEntry *self, gboolean takes_text);
void hu_chip_entry_set_func (HuChipEntry *self, HuChipEntryFunc func, gpointer user_data);
void hu_chip_entry_set_label (HuChipEntry *self, const char *label);
/* Shown while nothing is chosen. */
void hu_chip_entry_set_placeholder (HuChipEntry *self, const char *placeholder);
/* Chips at the end of the line, and with a background; else plain at its start. */
void hu_chip_entry_set_align_end (HuChipEntry *self, gboolean align_end);
void hu_chip_entry_set_plain (HuChipEntry *self, gboolean plain);
/* A widget that stands between the chips and the entry: once. */
void hu_chip_entry_set_suffix (HuChipEntry *self, GtkWidget *suffix);
/* Whether the list opens as soon as the entry has the focus. */
void hu_chip_entry_set_opens (HuChipEntry *self, gboolean opens);
/* @chips: (element-type HuOption). Those that stay aren't made anew. */
void hu_chip_entry_set_chips (HuChipEntry *self, GPtrArray *chips);
guint hu_chip_entry_get_n_chips (HuChipEntry *self);

/* Without white space around it. (transfer full) */
char *hu_chip_entry_dup_text (HuChipEntry *self);
gboolean hu_chip_entry_is_searching (HuChipEntry *self);
gboolean hu_chip_entry_has_match (HuChipEntry *self);
HuFlowRow hu_chip_entry_get_moved_to (HuChipEntry *self);
void hu_chip_entry_take_first (HuChipEntry *self);
void hu_chip_entry_take_row (HuChipEntry *self);
void hu_chip_entry_move_row (HuChipEntry *self, gboolean up);
void hu_chip_entry_remove_last (HuChipEntry *self);
void hu_chip_entry_set_searching (HuChipEntry *self, gboolean searching);
/* Forgets text and search; the list shows everything again, or closes. */
void hu_chip_entry_reset (HuChipEntry *self);
/* Looks again for what is typed: the options have changed. */
void hu_chip_entry_refresh (HuChipEntry *self);
/* The innermost one that holds @widget, or NULL. */
HuChipEntry *hu_chip_entry_find_around (GtkWidget *widget);
/* Whether @widget is its text. */
gboolean hu_chip_entry_is_text (HuChipEntry *self, GtkWidget *widget);

G_END_DECLS
