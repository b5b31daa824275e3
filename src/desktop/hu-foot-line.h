/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar's last line: who codes, how far the article has been checked, and what is left. */
#pragma once

#include <gtk/gtk.h>

#include "hu-editor.h"

G_BEGIN_DECLS

#define HU_TYPE_FOOT_LINE (hu_foot_line_get_type ())

/**
 * HuFootLine:
 *
 * Properties: "editor" (HuEditor, nullable).
 */
G_DECLARE_FINAL_TYPE (HuFootLine, hu_foot_line, HU, FOOT_LINE, GtkWidget)

GtkWidget *hu_foot_line_new (void);
/* (transfer none) (nullable) */
HuEditor *hu_foot_line_get_editor (HuFootLine *self);
void hu_foot_line_set_editor (HuFootLine *self, HuEditor *editor);

G_END_DECLS
