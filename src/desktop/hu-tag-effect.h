/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an edit means for a list of tags. */
#pragma once

#include "hu-layer.h"

G_BEGIN_DECLS

/**
 * HuTagEffect:
 * @touched: for each kind that is listed: id → #HuRecord before (NULL: new), of what the edit changes or of
 * what shows or stands by something that it changes; NULL where there is none. Borrowed from the edit and the
 * layer.
 * @n: how many that are
 * @names_changed: a speaker, topic, type or value changed, which any row may show
 *
 * The edit has been done already: @layer is as it is after it.
 */
typedef struct
{
  HuLayer *layer;
  guint kinds;
  GHashTable *touched[HU_N_KINDS];
  guint n;
  gboolean names_changed;
} HuTagEffect;

/* @kinds: those that are listed, as bits. */
void hu_tag_effect_init (HuTagEffect *self, HuLayer *layer, guint kinds, HuEdit *edit);
void hu_tag_effect_clear (HuTagEffect *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HuTagEffect, hu_tag_effect_clear)

G_END_DECLS
