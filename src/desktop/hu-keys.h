/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key events of any keyboard as the rules see them. */
#pragma once

#include <gtk/gtk.h>

#include "hu-key-press.h"

G_BEGIN_DECLS

/* @event: a GDK_KEY_PRESS. FALSE for keys that are only modifiers, and for other events. */
gboolean hu_key_press_from_event (GdkEvent *event, HuKeyPress *press);

G_END_DECLS
