/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: one instance, what it opens, and the actions that belong to no window. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HU_TYPE_APPLICATION (hu_application_get_type ())
G_DECLARE_FINAL_TYPE (HuApplication, hu_application, HU, APPLICATION, AdwApplication)

/* (transfer full) */
HuApplication *hu_application_new (void);

G_END_DECLS
