/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: library, article and sidebar side by side. */
#pragma once

#include "hu-application.h"

G_BEGIN_DECLS

#define HU_TYPE_WINDOW (hu_window_get_type ())
G_DECLARE_FINAL_TYPE (HuWindow, hu_window, HU, WINDOW, AdwApplicationWindow)

/* Owned by GTK, as every toplevel. (transfer none) */
HuWindow *hu_window_new (HuApplication *application);
/* Shows the document @file. */
void hu_window_open (HuWindow *self, GFile *file);

G_END_DECLS
