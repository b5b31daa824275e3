/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fitting the steps that can be undone to an edit that somebody else made.
 *
 * Undoing a step finds each record as the step left it, or as later steps that were undone first found it. A
 * foreign edit changes some of these records. Walking back from the last step, the records that it changed
 * are followed in two states, without it and with it: where a step leads from a to b and b has become b', it
 * leads from a' to b' from now on, a' being b' with what the step did taken back, member by member. A record
 * that a step made and somebody else then changed, or made use of, is no longer taken away.
 */
#include "hu-rebase.h"

#include "hu-layer.h"
#include "hu-merge.h"

typedef struct
{
  GHashTable *without; /* kind and id → record, NULL where there is none: the foreign edit not done */
  GHashTable *with;    /* the same with it done */
  GHashTable *needed;  /* kind and id of what foreign records refer to */
  GHashTable *gone;    /* kind and id of what the foreign edit removed */
} Rebase;

static char *
make_key (HuKind kind, const char *id)
{
  return g_strdup_printf ("%d %s", kind, id);
}

static gboolean
has (GHashTable *set, HuKind kind, const char *id)
{
  g_autofree char *key = make_key (kind, id);

  return g_hash_table_contains (set, key);
}

static void
unref_or_null (gpointer record)
{
  if (record)
    hu_record_unref (record);
}

static void
follow (Rebase *self, const HuChange *change, HuRecord *without, HuRecord *with)
{
  g_hash_table_replace (self->without, make_key (change->kind, change->id),
                        without ? hu_record_ref (without) : NULL);
  g_hash_table_replace (self->with, make_key (change->kind, change->id), with ? hu_record_ref (with) : NULL);
}

static void
add_needed (HuKind kind, const char *id, gpointer user_data)
{
  g_hash_table_add (user_data, make_key (kind, id));
}

static void
begin (Rebase *self, HuEdit *edit)
{
  self->without = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_or_null);
  self->with = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_or_null);
  self->needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < hu_edit_get_n_changes (edit); i++)
    {
      const HuChange *change = hu_edit_get_change (edit, i);

      follow (self, change, change->before, change->after);
      if (change->after)
        hu_record_foreach_reference (change->after, add_needed, self->needed);
      else
        g_hash_table_add (self->gone, make_key (change->kind, change->id));
    }
}

static void
end (Rebase *self)
{
  g_hash_table_unref (self->without);
  g_hash_table_unref (self->with);
  g_hash_table_unref (self->needed);
  g_hash_table_unref (self->gone);
}

typedef struct
{
  GHashTable *gone;
  gboolean found;
} Search;

static void
look_for_gone (HuKind kind, const char *id, gpointer user_data)
{
  Search *search = user_data;

  search->found = search->found || has (search->gone, kind, id);
}

static gboolean
refers_to_gone (Rebase *self, HuRecord *record)
{
  Search search = { self->gone, FALSE };

  if (record)
    hu_record_foreach_reference (record, look_for_gone, &search);
  return search.found;
}

static gboolean
is_followed (Rebase *self, const HuChange *change, HuRecord **without, HuRecord **with)
{
  g_autofree char *key = make_key (change->kind, change->id);

  return g_hash_table_lookup_extended (self->without, key, NULL, (gpointer *) without) &&
         g_hash_table_lookup_extended (self->with, key, NULL, (gpointer *) with);
}

/* Whether nothing but the time of the change is another. */
static gboolean
differs_by_stamp (HuRecord *a, HuRecord *b)
{
  g_autoptr (HuRecord) same = NULL;

  if (!hu_kind_find_member (hu_record_get_kind (a), HU_MEMBER_MODIFIED))
    return FALSE;
  same = hu_record_with (a, HU_MEMBER_MODIFIED, hu_record_get (b, HU_MEMBER_MODIFIED));
  return hu_record_equal (same, b);
}

/* What is there once the step is undone. (transfer full) (nullable) */
static HuRecord *
take_back (const HuChange *change, HuRecord *with)
{
  g_autoptr (HuRecord) merged = NULL;

  /* Removed by somebody else, or changed since it was made: it stays so. */
  if (!with || !change->before || !change->after)
    return with ? hu_record_ref (with) : NULL;
  merged = hu_merge_record_quietly (change->after, with, change->before);
  return hu_record_ref (differs_by_stamp (merged, with) ? with : merged);
}

/* Made by the step, and needed by what somebody else made: it stays, and so does what it needs. */
static gboolean
keep_needed (Rebase *self, HuEdit *step)
{
  gboolean more = FALSE;

  for (guint i = 0; i < hu_edit_get_n_changes (step); i++)
    {
      const HuChange *change = hu_edit_get_change (step, i);
      HuRecord *without, *with;

      if (change->before || !change->after || !has (self->needed, change->kind, change->id) ||
          is_followed (self, change, &without, &with))
        continue;
      follow (self, change, change->after, change->after);
      hu_record_foreach_reference (change->after, add_needed, self->needed);
      more = TRUE;
    }
  return more;
}

/* Made by the step, and changed by somebody else since: it stays, and needs what it refers to. */
static void
need_for_changed (Rebase *self, HuEdit *step)
{
  for (guint i = 0; i < hu_edit_get_n_changes (step); i++)
    {
      const HuChange *change = hu_edit_get_change (step, i);
      HuRecord *without, *with;

      if (!change->before && is_followed (self, change, &without, &with) && with)
        hu_record_foreach_reference (with, add_needed, self->needed);
    }
}

/* As @step, without changes. (transfer full) */
static HuEdit *
begin_step (HuEdit *step)
{
  HuEdit *fitted =
      hu_edit_new_again (hu_edit_get_uuid (step), hu_edit_get_label (step), hu_edit_get_time (step));
  HuKind kind;
  const char *id;

  if (hu_edit_get_focus (step, &kind, &id))
    hu_edit_set_focus (fitted, kind, id);
  return fitted;
}

static gboolean
touches_followed (Rebase *self, HuEdit *step)
{
  for (guint i = 0; i < hu_edit_get_n_changes (step); i++)
    {
      HuRecord *without, *with;

      if (is_followed (self, hu_edit_get_change (step, i), &without, &with))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_records (HuEdit *step)
{
  for (guint i = 0; i < hu_edit_get_n_changes (step); i++)
    if (hu_edit_get_change (step, i)->kind >= HU_KIND_SPEAKER)
      return TRUE;
  return FALSE;
}

/* What goes along with the work on tags is no step by itself: it stays. (transfer full) */
static HuEdit *
drop_rest (Rebase *self, HuEdit *step, HuEdit *fitted)
{
  for (guint i = 0; i < hu_edit_get_n_changes (fitted); i++)
    {
      const HuChange *left = hu_edit_get_change (fitted, i);
      const HuChange *change = hu_edit_find_change (step, left->kind, left->id);

      follow (self, change, change->before, left->after);
    }
  return begin_step (step);
}

/* NULL where it can't be undone any more. (transfer full) (nullable) */
static HuEdit *
fit_back (Rebase *self, HuEdit *step)
{
  g_autoptr (HuEdit) fitted = NULL;

  need_for_changed (self, step);
  while (keep_needed (self, step))
    continue;
  if (!touches_followed (self, step))
    {
      for (guint i = 0; i < hu_edit_get_n_changes (step); i++)
        if (refers_to_gone (self, hu_edit_get_change (step, i)->before))
          return NULL;
      return hu_edit_ref (step);
    }
  fitted = begin_step (step);
  for (guint i = 0; i < hu_edit_get_n_changes (step); i++)
    {
      const HuChange *change = hu_edit_get_change (step, i);
      HuRecord *without, *with;
      g_autoptr (HuRecord) before = NULL;
      g_autoptr (HuRecord) after = NULL;

      if (is_followed (self, change, &without, &with))
        {
          after = with ? hu_record_ref (with) : NULL;
          before = take_back (change, after);
          follow (self, change, change->before, before);
        }
      else
        {
          after = change->after ? hu_record_ref (change->after) : NULL;
          before = change->before ? hu_record_ref (change->before) : NULL;
        }
      if (refers_to_gone (self, before))
        return NULL;
      if (before || after)
        hu_edit_add (fitted, before, after);
    }
  if (has_records (step) && !has_records (fitted))
    return drop_rest (self, step, fitted);
  return g_steal_pointer (&fitted);
}

/* Of a step that was undone. NULL where it can't be done again. (transfer full) (nullable) */
static HuEdit *
fit_forth (Rebase *self, HuEdit *step)
{
  g_autoptr (HuEdit) fitted = begin_step (step);

  for (guint i = 0; i < hu_edit_get_n_changes (step); i++)
    {
      const HuChange *change = hu_edit_get_change (step, i);
      HuRecord *without, *with;
      g_autoptr (HuRecord) before = NULL;
      g_autoptr (HuRecord) after = NULL;

      if (!is_followed (self, change, &without, &with))
        {
          before = change->before ? hu_record_ref (change->before) : NULL;
          after = change->after ? hu_record_ref (change->after) : NULL;
        }
      /* What goes along with the work on tags goes along again; a tag that somebody else changed is another.
       */
      else if (change->kind < HU_KIND_SPEAKER && with && change->before && change->after)
        {
          before = hu_record_ref (with);
          after = hu_merge_record_quietly (change->before, with, change->after);
          follow (self, change, change->after, after);
        }
      else
        return NULL;
      if (refers_to_gone (self, after) || (!after && has (self->needed, change->kind, change->id)))
        return NULL;
      if (before || after)
        hu_edit_add (fitted, before, after);
    }
  return g_steal_pointer (&fitted);
}

GPtrArray *
hu_rebase_steps (GPtrArray *steps, guint *n_done, HuEdit *edit)
{
  GPtrArray *fitted = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_edit_unref);
  Rebase self, forth;
  guint done = 0;

  g_return_val_if_fail (steps != NULL && n_done != NULL && edit != NULL && *n_done <= steps->len, fitted);
  begin (&self, edit);
  for (guint i = *n_done; i-- > 0;)
    {
      g_autoptr (HuEdit) step = fit_back (&self, g_ptr_array_index (steps, i));

      if (!step)
        break;
      if (hu_edit_get_n_changes (step) == 0)
        continue;
      g_ptr_array_insert (fitted, 0, g_steal_pointer (&step));
      done++;
    }
  end (&self);
  begin (&forth, edit);
  for (guint i = *n_done; i < steps->len; i++)
    {
      g_autoptr (HuEdit) step = fit_forth (&forth, g_ptr_array_index (steps, i));

      if (!step)
        break;
      if (hu_edit_get_n_changes (step) > 0)
        g_ptr_array_add (fitted, g_steal_pointer (&step));
    }
  end (&forth);
  *n_done = done;
  return fitted;
}
