/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where chips stand in the end margin: level with their words, and never on each other. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HuChip:
 * @wanted: the top that it would have by itself
 * @width: its width
 * @keep: never folded away (the tag in hand)
 * @top: (out): the top that it has
 * @inset: (out): from the margin's outer edge to its outer side
 * @fold: (out): the index of the fold that hides it, or -1
 */
typedef struct
{
  double wanted;
  double width;
  gboolean keep;
  double top;
  double inset;
  int fold;
} HuChip;

/* A "+3" in place of chips for which there is no room. */
typedef struct
{
  double top;
  double inset;
  guint count;
} HuChipFold;

/**
 * HuChipSpace:
 * @width: of the margin
 * @height: of a chip
 * @gap: at least, between two
 * @fold_width: of a fold
 * @max_shift: how far below its words a chip may stand
 * @bottom: no chip ends below this, but where its words are
 */
typedef struct
{
  double width;
  double height;
  double gap;
  double fold_width;
  double max_shift;
  double bottom;
} HuChipSpace;

/* Places @chips, which are in the order of @wanted. (transfer full) (element-type HuChipFold): the folds. */
GArray *hu_chips_place (const HuChipSpace *space, HuChip *chips, gsize n);

G_END_DECLS
