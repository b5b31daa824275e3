/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where chips stand in the end margin: level with their words, and never on each other.
 *
 * Chips fill rows from the outer edge inwards. One that would lie on the row above goes beside it while there
 * is room, else into a row below, as long as that is still near its words; else the row folds: its last place
 * is a count of those that aren't shown.
 */
#include "config.h"

#include "hu-chips.h"

typedef struct
{
  double top;
  double used;     /* from the outer edge, without a gap after */
  int fold;        /* or -1 */
  GArray *members; /* of gsize */
} Row;

static double
next_inset (const HuChipSpace *space, const Row *row)
{
  return row->used > 0 ? row->used + space->gap : 0;
}

static gboolean
has_room (const HuChipSpace *space, const Row *row, double width)
{
  return row->used <= 0 || next_inset (space, row) + width <= space->width;
}

static void
put (const HuChipSpace *space, Row *row, HuChip *chips, gsize index)
{
  chips[index].top = row->top;
  chips[index].inset = next_inset (space, row);
  chips[index].fold = -1;
  row->used = chips[index].inset + chips[index].width;
  g_array_append_val (row->members, index);
}

/* Hides the last chip of the row that may be hidden. */
static gboolean
hide_last (const HuChipSpace *space, Row *row, HuChip *chips, HuChipFold *fold)
{
  for (guint i = row->members->len; i > 0; i--)
    {
      const gsize hidden = g_array_index (row->members, gsize, i - 1);

      if (chips[hidden].keep)
        continue;
      g_array_remove_index (row->members, i - 1);
      chips[hidden].fold = row->fold;
      fold->count++;
      row->used = 0;
      for (guint j = 0; j < row->members->len; j++)
        {
          const gsize kept = g_array_index (row->members, gsize, j);

          chips[kept].inset = next_inset (space, row);
          row->used = chips[kept].inset + chips[kept].width;
        }
      return TRUE;
    }
  return FALSE;
}

static void
fold_into (const HuChipSpace *space, Row *row, HuChip *chips, gsize index, GArray *folds)
{
  HuChipFold *fold;

  if (row->fold < 0)
    {
      const HuChipFold none = { .top = row->top };

      row->fold = (int) folds->len;
      g_array_append_val (folds, none);
    }
  fold = &g_array_index (folds, HuChipFold, row->fold);
  while (chips[index].keep && !has_room (space, row, chips[index].width + space->gap + space->fold_width) &&
         hide_last (space, row, chips, fold))
    ;
  if (chips[index].keep && has_room (space, row, chips[index].width + space->gap + space->fold_width))
    {
      put (space, row, chips, index);
    }
  else
    {
      chips[index].fold = row->fold;
      fold->count++;
    }
  while (row->used > 0 && !has_room (space, row, space->fold_width) && hide_last (space, row, chips, fold))
    ;
  fold->inset = next_inset (space, row);
}

GArray *
hu_chips_place (const HuChipSpace *space, HuChip *chips, gsize n)
{
  GArray *folds = g_array_new (FALSE, FALSE, sizeof (HuChipFold));
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (gsize));
  Row row = { .fold = -1, .members = members };

  g_return_val_if_fail (space != NULL, folds);
  for (gsize i = 0; i < n; i++)
    {
      const double below = row.top + space->height + space->gap;

      if (i > 0 && chips[i].wanted < below)
        {
          if (row.fold < 0 && row.top - chips[i].wanted <= space->max_shift &&
              has_room (space, &row, chips[i].width))
            {
              put (space, &row, chips, i);
              continue;
            }
          if (below - chips[i].wanted > space->max_shift || below + space->height > space->bottom)
            {
              fold_into (space, &row, chips, i, folds);
              continue;
            }
        }
      row = (Row){ .top = i > 0 ? MAX (chips[i].wanted, below) : chips[i].wanted,
                   .fold = -1,
                   .members = members };
      g_array_set_size (members, 0);
      put (space, &row, chips, i);
    }
  return folds;
}
