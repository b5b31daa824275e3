/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often, and where first, a layer speaks of a speaker. */
#pragma once

#include "hu-layer.h"

G_BEGIN_DECLS

/**
 * HuUses:
 * @claims: claims that it makes (alone or jointly)
 * @mentions: mentions of it
 * @stances: stances that it holds
 * @values: a number that is another one when its stances have other values
 * @start: the first place where a mention, claim or stance names it in whatever role; %G_MAXUINT where none
 * does
 * @end: its end
 */
typedef struct
{
  guint claims;
  guint mentions;
  guint stances;
  guint values;
  guint start;
  guint end;
} HuUses;

/* Costs as much as there are uses. */
HuUses hu_layer_get_uses (HuLayer *layer, const char *speaker);
gboolean hu_uses_equal (const HuUses *a, const HuUses *b);

G_END_DECLS
