/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which tags are asked for: the others are drawn faint. */
#pragma once

#include "hu-layer.h"

G_BEGIN_DECLS

/**
 * HuEmphasis:
 * @faint_kinds: a set of HU_KINDS() that aren't asked for
 * @speaker: (nullable): only what they say, hold, or are named in
 * @topic: (nullable): only what is about it
 *
 * What is asked for fits all three.
 */
typedef struct
{
  guint faint_kinds;
  const char *speaker;
  const char *topic;
} HuEmphasis;

gboolean hu_emphasis_is_set (const HuEmphasis *self);
/* Whether the tag isn't asked for. A stance is the speaker's and the topic's by its claim, too; a claim by
 * the stances that it shows; a mention is the topic's by the claims that it is linked to. */
gboolean hu_emphasis_is_faint (const HuEmphasis *self, HuLayer *layer, HuRecord *tag);

G_END_DECLS
