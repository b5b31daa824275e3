/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small circle with a speaker's initials. */
#pragma once

#include <gtk/gtk.h>

#include "hu-record.h"

G_BEGIN_DECLS

#define HU_TYPE_AVATAR (hu_avatar_get_type ())

/**
 * HuAvatar:
 *
 * A speaker's initials in a disc of its colour; a ring for a source that the text doesn't name. It says
 * nothing to screen readers: the name stands beside it.
 */
G_DECLARE_FINAL_TYPE (HuAvatar, hu_avatar, HU, AVATAR, GtkWidget)

GtkWidget *hu_avatar_new (void);
/* @speaker: (nullable). */
void hu_avatar_set_speaker (HuAvatar *self, HuRecord *speaker);
/* Letters that stand for no speaker (a voice, "?"), in a grey ring. */
void hu_avatar_set_letters (HuAvatar *self, const char *letters);

G_END_DECLS
