/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one door: every change of a layer is an edit, a group of records before and after. */
#include "hu-edit.h"

#include <string.h>

#define COALESCE_USEC (2 * G_USEC_PER_SEC)

struct _HuEdit
{
  gatomicrefcount refs;
  char *uuid;
  char *label;
  char *coalesce_key;
  gboolean until_ended;
  gint64 time;       /* seconds, for people */
  gint64 monotonic;  /* microseconds, for coalescing */
  GArray *changes;   /* of HuChange, which owns its records; id belongs to one of them */
  GHashTable *by_id; /* HuChange's place + 1 by kind and id */
  HuKind focus_kind;
  GRefString *focus_id;
};

typedef struct
{
  HuKind kind;
  const char *id;
} Key;

static guint
key_hash (gconstpointer key)
{
  const Key *self = key;

  return g_str_hash (self->id) * 31 + self->kind;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const Key *x = a, *y = b;

  return x->kind == y->kind && strcmp (x->id, y->id) == 0;
}

static Key *
key_new (HuKind kind, const char *id)
{
  Key *key = g_malloc (sizeof (Key) + strlen (id) + 1);
  char *copy = (char *) (key + 1);

  strcpy (copy, id);
  *key = (Key){ kind, copy };
  return key;
}

static void
change_clear (gpointer data)
{
  HuChange *change = data;

  g_clear_pointer (&change->before, hu_record_unref);
  g_clear_pointer (&change->after, hu_record_unref);
}

HuEdit *
hu_edit_new (const char *label)
{
  HuEdit *self = g_new0 (HuEdit, 1);

  g_atomic_ref_count_init (&self->refs);
  self->uuid = g_uuid_string_random ();
  self->label = g_strdup (label);
  self->time = g_get_real_time () / G_USEC_PER_SEC;
  self->monotonic = g_get_monotonic_time ();
  self->changes = g_array_new (FALSE, FALSE, sizeof (HuChange));
  g_array_set_clear_func (self->changes, change_clear);
  self->by_id = g_hash_table_new_full (key_hash, key_equal, g_free, NULL);
  return self;
}

HuEdit *
hu_edit_new_again (const char *uuid, const char *label, gint64 time)
{
  HuEdit *self;

  g_return_val_if_fail (uuid != NULL, NULL);
  self = hu_edit_new (label);
  g_free (self->uuid);
  self->uuid = g_strdup (uuid);
  self->time = time;
  return self;
}

HuEdit *
hu_edit_ref (HuEdit *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
hu_edit_unref (HuEdit *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->changes);
  g_hash_table_unref (self->by_id);
  g_free (self->uuid);
  g_free (self->label);
  g_free (self->coalesce_key);
  g_clear_pointer (&self->focus_id, g_ref_string_release);
  g_free (self);
}

static HuChange *
find (HuEdit *self, HuKind kind, const char *id)
{
  Key key = { kind, id };
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, &key));

  return place ? &g_array_index (self->changes, HuChange, place - 1) : NULL;
}

static void
remove_change (HuEdit *self, HuChange *change)
{
  guint place = (guint) (change - (HuChange *) self->changes->data);

  g_array_remove_index (self->changes, place);
  g_hash_table_remove_all (self->by_id);
  for (guint i = 0; i < self->changes->len; i++)
    {
      HuChange *other = &g_array_index (self->changes, HuChange, i);

      g_hash_table_insert (self->by_id, key_new (other->kind, other->id), GUINT_TO_POINTER (i + 1));
    }
}

void
hu_edit_add (HuEdit *self, HuRecord *before, HuRecord *after)
{
  HuRecord *some = after ? after : before;
  HuKind kind;
  HuChange *change;

  g_return_if_fail (self != NULL && some != NULL);
  g_return_if_fail (!before || !after ||
                    (hu_record_get_kind (before) == hu_record_get_kind (after) &&
                     strcmp (hu_record_get_id (before), hu_record_get_id (after)) == 0));
  kind = hu_record_get_kind (some);
  change = find (self, kind, hu_record_get_id (some));
  if (!change)
    {
      HuChange new_change = { kind, hu_record_get_id (some), before ? hu_record_ref (before) : NULL,
                              after ? hu_record_ref (after) : NULL };

      if (hu_record_equal (before, after))
        {
          change_clear (&new_change);
          return;
        }
      g_array_append_val (self->changes, new_change);
      g_hash_table_insert (self->by_id, key_new (kind, new_change.id), GUINT_TO_POINTER (self->changes->len));
      return;
    }
  if (hu_record_equal (change->before, after))
    {
      remove_change (self, change);
      return;
    }
  if (after)
    hu_record_ref (after);
  g_clear_pointer (&change->after, hu_record_unref);
  change->after = after;
  change->id = hu_record_get_id (change->before ? change->before : change->after);
}

HuRecord *
hu_edit_get_newest (HuEdit *self, HuKind kind, const char *id, HuRecord *current)
{
  HuChange *change;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);
  change = find (self, kind, id);
  return change ? change->after : current;
}

guint
hu_edit_get_n_changes (HuEdit *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->changes->len;
}

const HuChange *
hu_edit_get_change (HuEdit *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->changes->len, NULL);
  return &g_array_index (self->changes, HuChange, index);
}

const HuChange *
hu_edit_find_change (HuEdit *self, HuKind kind, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);
  return find (self, kind, id);
}

const char *
hu_edit_get_uuid (HuEdit *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->uuid;
}

const char *
hu_edit_get_label (HuEdit *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->label;
}

gint64
hu_edit_get_time (HuEdit *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->time;
}

void
hu_edit_set_coalesce_key (HuEdit *self, const char *key)
{
  g_return_if_fail (self != NULL);
  g_free (self->coalesce_key);
  self->coalesce_key = g_strdup (key);
}

void
hu_edit_set_coalesces_until_ended (HuEdit *self)
{
  g_return_if_fail (self != NULL);
  self->until_ended = TRUE;
}

gboolean
hu_edit_can_coalesce (HuEdit *earlier, HuEdit *later)
{
  g_return_val_if_fail (earlier != NULL && later != NULL, FALSE);
  return earlier->coalesce_key && g_strcmp0 (earlier->coalesce_key, later->coalesce_key) == 0 &&
         ((earlier->until_ended && later->until_ended) ||
          later->monotonic - earlier->monotonic <= COALESCE_USEC);
}

HuEdit *
hu_edit_concat (HuEdit *earlier, HuEdit *later)
{
  HuEdit *self;

  g_return_val_if_fail (earlier != NULL && later != NULL, NULL);
  self = hu_edit_new (later->label);
  self->coalesce_key = g_strdup (later->coalesce_key);
  self->until_ended = later->until_ended;
  self->time = later->time;
  self->monotonic = later->monotonic;
  for (guint i = 0; i < earlier->changes->len; i++)
    hu_edit_add (self, hu_edit_get_change (earlier, i)->before, hu_edit_get_change (earlier, i)->after);
  for (guint i = 0; i < later->changes->len; i++)
    hu_edit_add (self, hu_edit_get_change (later, i)->before, hu_edit_get_change (later, i)->after);
  if (later->focus_id)
    hu_edit_set_focus (self, later->focus_kind, later->focus_id);
  return self;
}

HuEdit *
hu_edit_invert (HuEdit *self)
{
  HuEdit *inverse;

  g_return_val_if_fail (self != NULL, NULL);
  inverse = hu_edit_new (self->label);
  for (guint i = self->changes->len; i-- > 0;)
    hu_edit_add (inverse, hu_edit_get_change (self, i)->after, hu_edit_get_change (self, i)->before);
  if (self->focus_id)
    hu_edit_set_focus (inverse, self->focus_kind, self->focus_id);
  return inverse;
}

void
hu_edit_set_focus (HuEdit *self, HuKind kind, const char *id)
{
  GRefString *copy;

  g_return_if_fail (self != NULL && id != NULL);
  copy = g_ref_string_new (id);
  g_clear_pointer (&self->focus_id, g_ref_string_release);
  self->focus_kind = kind;
  self->focus_id = copy;
}

gboolean
hu_edit_get_focus (HuEdit *self, HuKind *kind, const char **id)
{
  g_return_val_if_fail (self != NULL, FALSE);
  *kind = self->focus_kind;
  *id = self->focus_id;
  return self->focus_id != NULL;
}

char *
hu_time_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  /* Every letter is a digit or fixed: no locale can get in. */
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ", g_date_time_get_year (now),
                          g_date_time_get_month (now), g_date_time_get_day_of_month (now),
                          g_date_time_get_hour (now), g_date_time_get_minute (now),
                          g_date_time_get_second (now));
}
