/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preferences: how the program and the article look, and who codes. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HU_TYPE_PREFERENCES (hu_preferences_get_type ())
G_DECLARE_FINAL_TYPE (HuPreferences, hu_preferences, HU, PREFERENCES, AdwPreferencesWindow)

/* @parent: (nullable). Owned by GTK, as every toplevel. (transfer none) */
HuPreferences *hu_preferences_new (GtkWindow *parent);

G_END_DECLS
