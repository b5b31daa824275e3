/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making a journal smaller.
 *
 * What no checkpoint holds yet stays, whatever its size. Of the rest the list of steps is made up, as lines:
 * a step that is done needs the lines that made it; one that was undone also that of its undoing, so that it
 * can be redone. Steps are kept from the present outwards, as many as fit. The lines themselves are copied as
 * they are, each under the header that it stood under.
 */
#include "hu-journal-file.h"

#include "hu-journal-edit.h"

/* A step, as places of lines. */
typedef struct
{
  GArray *lines; /* of guint: that made it; none where they were dropped earlier */
  int undo;      /* -1: none */
} Step;

static void
step_clear (gpointer data)
{
  g_array_unref (((Step *) data)->lines);
}

typedef struct
{
  HuJournalFile *file;
  const char *data;
  GArray *steps; /* of Step */
  guint n_done;
  GString *out;
  int header; /* the place of the last header written, or -1 */
} Compaction;

static HuJournalLine *
get_line (Compaction *self, guint index)
{
  return &g_array_index (self->file->lines, HuJournalLine, index);
}

static guint64
get_seq (HuJournalLine *line)
{
  return (guint64) hu_value_get_int (hu_value_get_member (line->value, "seq"));
}

static void
insert_step (Compaction *self, guint place, int line, int undo)
{
  Step step = { g_array_new (FALSE, FALSE, sizeof (guint)), undo };
  guint index = (guint) line;

  if (line >= 0)
    g_array_append_val (step.lines, index);
  g_array_insert_val (self->steps, place, step);
}

static void
forget_undone (Compaction *self)
{
  g_array_set_size (self->steps, self->n_done);
}

static void
add_step (Compaction *self, guint line)
{
  forget_undone (self);
  if (hu_value_get_size (hu_value_get_member (get_line (self, line)->value, "changes")) == 0)
    return;
  insert_step (self, self->n_done, (int) line, -1);
  self->n_done++;
}

static void
redo (Compaction *self, guint line)
{
  Step *step;

  if (self->n_done == self->steps->len)
    {
      add_step (self, line);
      return;
    }
  step = &g_array_index (self->steps, Step, self->n_done++);
  step->undo = -1;
  if (step->lines->len == 0)
    g_array_append_val (step->lines, line);
}

static void
follow (Compaction *self, guint index)
{
  switch (hu_journal_edit_get_move (get_line (self, index)->value))
    {
    case HU_MOVE_DO:
      add_step (self, index);
      break;
    case HU_MOVE_JOIN:
      forget_undone (self);
      if (self->n_done == 0)
        add_step (self, index);
      else
        g_array_append_val (g_array_index (self->steps, Step, self->n_done - 1).lines, index);
      break;
    case HU_MOVE_CANCEL:
      self->n_done -= self->n_done > 0;
      forget_undone (self);
      break;
    case HU_MOVE_UNDO:
      if (self->n_done == 0)
        insert_step (self, 0, -1, (int) index);
      else
        g_array_index (self->steps, Step, --self->n_done).undo = (int) index;
      break;
    case HU_MOVE_REDO:
      redo (self, index);
      break;
    case HU_MOVE_FOREIGN:
      /* What became of the steps before it needs the records themselves. */
      g_array_set_size (self->steps, 0);
      self->n_done = 0;
      break;
    }
}

static gsize
get_size (Compaction *self, const Step *step)
{
  gsize size = 0;

  for (guint i = 0; i < step->lines->len; i++)
    {
      HuJournalLine *line = get_line (self, g_array_index (step->lines, guint, i));

      size += line->end - line->start;
    }
  if (step->undo >= 0)
    size += get_line (self, (guint) step->undo)->end - get_line (self, (guint) step->undo)->start;
  return size;
}

/* The steps to keep: [*first, *end). Those that were undone, mostly few, have the first say, but no more than
 * half of it. */
static void
choose (Compaction *self, gsize budget, guint *first, guint *end)
{
  gsize left = budget;

  for (*end = self->n_done; *end < self->steps->len; (*end)++)
    {
      gsize size = get_size (self, &g_array_index (self->steps, Step, *end));

      if (size > left || left - size < budget / 2)
        break;
      left -= size;
    }
  for (*first = self->n_done; *first > 0; (*first)--)
    {
      gsize size = get_size (self, &g_array_index (self->steps, Step, *first - 1));

      if (size > left)
        break;
      left -= size;
    }
}

static void
write_raw (Compaction *self, guint index)
{
  HuJournalLine *line = get_line (self, index);

  g_string_append_len (self->out, self->data + line->start, (gssize) (line->end - line->start));
}

static void
write_line (Compaction *self, guint index)
{
  guint header = get_line (self, index)->header;

  if (self->header != (int) header)
    write_raw (self, header);
  self->header = (int) header;
  if (index != header)
    write_raw (self, index);
}

static void
write_steps (Compaction *self, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    {
      Step *step = &g_array_index (self->steps, Step, i);

      for (guint j = 0; j < step->lines->len; j++)
        write_line (self, g_array_index (step->lines, guint, j));
    }
  for (guint i = end; i > self->n_done; i--)
    write_line (self, (guint) g_array_index (self->steps, Step, i - 1).undo);
}

static void
compact (Compaction *self, gsize budget)
{
  guint64 checkpoint = hu_journal_file_get_checkpoint (self->file);
  guint first, end, last = 0;

  for (guint i = 0; i < self->file->lines->len; i++)
    {
      HuJournalLine *line = get_line (self, i);

      if (line->kind == HU_JOURNAL_EDIT && get_seq (line) <= checkpoint)
        follow (self, i);
      else if (line->kind == HU_JOURNAL_CHECKPOINT && get_seq (line) == checkpoint)
        last = i;
    }
  choose (self, budget, &first, &end);
  write_steps (self, first, end);
  if (last > 0)
    write_line (self, last);
  for (guint i = 0; i < self->file->lines->len; i++)
    {
      HuJournalLine *line = get_line (self, i);

      if (line->kind == HU_JOURNAL_EDIT && get_seq (line) > checkpoint)
        write_line (self, i);
    }
  /* What comes later stands under the last header. */
  if (self->file->lines->len > 0)
    write_line (self, get_line (self, self->file->lines->len - 1)->header);
}

gboolean
hu_journal_file_compact (HuJournalFile *file, gsize budget, GError **error)
{
  g_autofree char *data = NULL;
  Compaction self = { .file = file, .header = -1 };
  gboolean ok;

  g_return_val_if_fail (file != NULL, FALSE);
  data = hu_journal_file_read (file, error);
  if (!data)
    return FALSE;
  self.data = data;
  self.steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_set_clear_func (self.steps, step_clear);
  self.out = g_string_new (NULL);
  compact (&self, budget);
  ok = hu_journal_file_replace (file, self.out, error);
  g_string_free (self.out, TRUE);
  g_array_unref (self.steps);
  g_array_set_size (file->lines, 0);
  return ok;
}
