/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Immutable values: what a member of a record can hold. */
#include "hu-value.h"

#include <math.h>
#include <string.h>

struct _HuValue
{
  gatomicrefcount refs;
  guint8 type;
  gboolean boolean;
  gsize n; /* items, members, spans, or the bytes of a string */
  union
  {
    HuValue **items;
    struct
    {
      const char **keys; /* allocated with their letters */
      HuValue **values;
    } object;
    HuSpan *spans;
    char letters[1]; /* numbers and strings: allocated with the value */
  };
};

static HuValue *
value_alloc_sized (HuValueType type, gsize size)
{
  HuValue *self = g_malloc0 (size);

  g_atomic_ref_count_init (&self->refs);
  self->type = type;
  return self;
}

static HuValue *
value_alloc (HuValueType type)
{
  return value_alloc_sized (type, sizeof (HuValue));
}

HuValue *
hu_value_ref (HuValue *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

static void
value_free (HuValue *self)
{
  switch ((HuValueType) self->type)
    {
    case HU_VALUE_LIST:
      for (gsize i = 0; i < self->n; i++)
        hu_value_unref (self->items[i]);
      g_free (self->items);
      break;
    case HU_VALUE_OBJECT:
      for (gsize i = 0; i < self->n; i++)
        hu_value_unref (self->object.values[i]);
      g_free (self->object.keys);
      g_free (self->object.values);
      break;
    case HU_VALUE_PASSAGE:
      for (gsize i = 0; i < self->n; i++)
        g_clear_pointer (&self->spans[i].rest, hu_value_unref);
      g_free (self->spans);
      break;
    case HU_VALUE_NULL:
    case HU_VALUE_BOOLEAN:
    case HU_VALUE_NUMBER:
    case HU_VALUE_STRING:
      break;
    }
  g_free (self);
}

void
hu_value_unref (HuValue *self)
{
  g_return_if_fail (self != NULL);
  if (g_atomic_ref_count_dec (&self->refs))
    value_free (self);
}

HuValueType
hu_value_get_type_of (HuValue *self)
{
  g_return_val_if_fail (self != NULL, HU_VALUE_NULL);
  return self->type;
}

static gboolean
spans_equal (const HuSpan *a, const HuSpan *b, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (a[i].start != b[i].start || a[i].end != b[i].end || a[i].lost != b[i].lost ||
        !hu_value_equal (a[i].rest, b[i].rest))
      return FALSE;
  return TRUE;
}

static gboolean
objects_equal (HuValue *a, HuValue *b)
{
  for (gsize i = 0; i < a->n; i++)
    if (!hu_value_equal (a->object.values[i], hu_value_get_member (b, a->object.keys[i])))
      return FALSE;
  return TRUE;
}

gboolean
hu_value_equal (HuValue *a, HuValue *b)
{
  if (a == b)
    return TRUE;
  if (!a || !b || a->type != b->type || a->n != b->n)
    return FALSE;

  switch ((HuValueType) a->type)
    {
    case HU_VALUE_NULL:
      return TRUE;
    case HU_VALUE_BOOLEAN:
      return a->boolean == b->boolean;
    case HU_VALUE_NUMBER:
    case HU_VALUE_STRING:
      return memcmp (a->letters, b->letters, a->n) == 0;
    case HU_VALUE_LIST:
      for (gsize i = 0; i < a->n; i++)
        if (!hu_value_equal (a->items[i], b->items[i]))
          return FALSE;
      return TRUE;
    case HU_VALUE_OBJECT:
      return objects_equal (a, b);
    case HU_VALUE_PASSAGE:
      return spans_equal (a->spans, b->spans, a->n);
    }
  g_assert_not_reached ();
}

HuValue *
hu_value_new_null (void)
{
  return value_alloc (HU_VALUE_NULL);
}

HuValue *
hu_value_new_boolean (gboolean boolean)
{
  HuValue *self = value_alloc (HU_VALUE_BOOLEAN);

  self->boolean = !!boolean;
  return self;
}

static HuValue *
value_new_letters (HuValueType type, const char *letters, gsize length)
{
  /* Most of a layer's memory is in short strings: they take no more than they need. */
  HuValue *self = value_alloc_sized (type, G_STRUCT_OFFSET (HuValue, letters) + length + 1);

  memcpy (self->letters, letters, length);
  self->letters[length] = '\0';
  self->n = length;
  return self;
}

HuValue *
hu_value_new_int (gint64 number)
{
  char letters[24];

  g_snprintf (letters, sizeof letters, "%" G_GINT64_FORMAT, number);
  return value_new_letters (HU_VALUE_NUMBER, letters, strlen (letters));
}

HuValue *
hu_value_new_double (double number)
{
  char letters[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_val_if_fail (isfinite (number), NULL);
  if (number == floor (number) && fabs (number) < 1e15)
    return hu_value_new_int ((gint64) number);
  /* The fewest digits that read back as the same number. */
  for (int digits = 6; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (letters, sizeof letters, format, number);
      if (g_ascii_strtod (letters, NULL) == number)
        break;
    }
  return value_new_letters (HU_VALUE_NUMBER, letters, strlen (letters));
}

HuValue *
hu_value_new_number (const char *letters, gssize length)
{
  g_return_val_if_fail (letters != NULL, NULL);
  return value_new_letters (HU_VALUE_NUMBER, letters, length < 0 ? strlen (letters) : (gsize) length);
}

HuValue *
hu_value_new_string (const char *string)
{
  g_return_val_if_fail (string != NULL, NULL);
  return value_new_letters (HU_VALUE_STRING, string, strlen (string));
}

HuValue *
hu_value_new_string_len (const char *string, gsize length)
{
  g_return_val_if_fail (string != NULL || length == 0, NULL);
  return value_new_letters (HU_VALUE_STRING, string ? string : "", length);
}

HuValue *
hu_value_new_strings (const char *const *strings, gsize n)
{
  HuValue *self = value_alloc (HU_VALUE_LIST);

  self->items = g_new (HuValue *, n);
  self->n = n;
  for (gsize i = 0; i < n; i++)
    self->items[i] = hu_value_new_string (strings[i]);
  return self;
}

HuValue *
hu_value_new_list_take (HuValue **items, gsize n)
{
  HuValue *self = value_alloc (HU_VALUE_LIST);

  self->items = g_memdup2 (items, n * sizeof (HuValue *));
  self->n = n;
  return self;
}

/* One block. (GLib's interned strings would share letters among objects, but 2.74's come back from the dead
 * when one thread drops the last of them while another asks for it.) */
static const char **
copy_keys (const char *const *keys, gsize n)
{
  gsize size = n * sizeof (char *);
  const char **copy;
  char *letters;

  if (n == 0)
    return NULL;
  for (gsize i = 0; i < n; i++)
    size += strlen (keys[i]) + 1;
  copy = g_malloc (size);
  letters = (char *) (copy + n);
  for (gsize i = 0; i < n; i++)
    {
      copy[i] = letters;
      letters = g_stpcpy (letters, keys[i]) + 1;
    }
  return copy;
}

HuValue *
hu_value_new_object_take (const char *const *keys, HuValue **values, gsize n)
{
  HuValue *self = value_alloc (HU_VALUE_OBJECT);

  self->object.keys = copy_keys (keys, n);
  self->object.values = g_memdup2 (values, n * sizeof (HuValue *));
  self->n = n;
  return self;
}

HuValue *
hu_value_new_passage (const HuSpan *spans, gsize n)
{
  HuValue *self = value_alloc (HU_VALUE_PASSAGE);

  self->spans = g_memdup2 (spans, n * sizeof (HuSpan));
  self->n = n;
  for (gsize i = 0; i < n; i++)
    if (self->spans[i].rest)
      hu_value_ref (self->spans[i].rest);
  return self;
}

HuValue *
hu_value_new_range (guint start, guint end)
{
  HuSpan span = { start, end, FALSE, NULL };

  return hu_value_new_passage (&span, 1);
}

gboolean
hu_value_get_boolean (HuValue *self)
{
  return self && self->type == HU_VALUE_BOOLEAN && self->boolean;
}

gint64
hu_value_get_int (HuValue *self)
{
  double number = hu_value_get_double (self);

  if (!self || self->type != HU_VALUE_NUMBER || !(number > -9.2e18 && number < 9.2e18))
    return 0;
  if (strpbrk (self->letters, ".eE"))
    return (gint64) number;
  return g_ascii_strtoll (self->letters, NULL, 10);
}

double
hu_value_get_double (HuValue *self)
{
  return self && self->type == HU_VALUE_NUMBER ? g_ascii_strtod (self->letters, NULL) : 0;
}

const char *
hu_value_get_string (HuValue *self)
{
  return self && (self->type == HU_VALUE_STRING || self->type == HU_VALUE_NUMBER) ? self->letters : NULL;
}

gsize
hu_value_get_string_length (HuValue *self)
{
  return hu_value_get_string (self) ? self->n : 0;
}

gsize
hu_value_get_size (HuValue *self)
{
  return self && self->type >= HU_VALUE_LIST ? self->n : 0;
}

HuValue *
hu_value_get_item (HuValue *self, gsize index)
{
  return self && self->type == HU_VALUE_LIST && index < self->n ? self->items[index] : NULL;
}

const char *
hu_value_get_item_string (HuValue *self, gsize index)
{
  HuValue *item = hu_value_get_item (self, index);

  return item && item->type == HU_VALUE_STRING ? item->letters : NULL;
}

const char *
hu_value_get_key (HuValue *self, gsize index)
{
  return self && self->type == HU_VALUE_OBJECT && index < self->n ? self->object.keys[index] : NULL;
}

HuValue *
hu_value_get_nth (HuValue *self, gsize index)
{
  if (self && self->type == HU_VALUE_OBJECT && index < self->n)
    return self->object.values[index];
  return hu_value_get_item (self, index);
}

HuValue *
hu_value_get_member (HuValue *self, const char *key)
{
  g_return_val_if_fail (key != NULL, NULL);
  if (self && self->type == HU_VALUE_OBJECT)
    for (gsize i = 0; i < self->n; i++)
      if (strcmp (self->object.keys[i], key) == 0)
        return self->object.values[i];
  return NULL;
}

const char *
hu_value_get_member_string (HuValue *self, const char *key)
{
  HuValue *member = hu_value_get_member (self, key);

  return member && member->type == HU_VALUE_STRING ? member->letters : NULL;
}

const HuSpan *
hu_value_get_spans (HuValue *self, gsize *n)
{
  gboolean passage = self && self->type == HU_VALUE_PASSAGE;

  if (n)
    *n = passage ? self->n : 0;
  return passage ? self->spans : NULL;
}

gboolean
hu_value_has_string (HuValue *self, const char *string)
{
  g_return_val_if_fail (string != NULL, FALSE);
  for (gsize i = 0; i < hu_value_get_size (self); i++)
    if (g_strcmp0 (hu_value_get_item_string (self, i), string) == 0)
      return TRUE;
  return FALSE;
}

HuValue *
hu_value_list_with_item (HuValue *self, HuValue *item)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  g_return_val_if_fail (item != NULL, NULL);
  for (gsize i = 0; i < hu_value_get_size (self); i++)
    g_ptr_array_add (items, hu_value_ref (hu_value_get_item (self, i)));
  g_ptr_array_add (items, hu_value_ref (item));
  return hu_value_new_list_take ((HuValue **) items->pdata, items->len);
}

HuValue *
hu_value_list_without_index (HuValue *self, gsize index)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (gsize i = 0; i < hu_value_get_size (self); i++)
    if (i != index)
      g_ptr_array_add (items, hu_value_ref (hu_value_get_item (self, i)));
  return items->len ? hu_value_new_list_take ((HuValue **) items->pdata, items->len) : NULL;
}

HuValue *
hu_value_list_with_string (HuValue *self, const char *string)
{
  g_autoptr (HuValue) item = NULL;

  if (self && hu_value_has_string (self, string))
    return hu_value_ref (self);
  item = hu_value_new_string (string);
  return hu_value_list_with_item (self, item);
}

HuValue *
hu_value_list_without_string (HuValue *self, const char *string)
{
  return hu_value_list_replace_string (self, string, NULL);
}

HuValue *
hu_value_list_replace_string (HuValue *self, const char *from, const char *to)
{
  g_autoptr (HuValue) list = NULL;

  for (gsize i = 0; i < hu_value_get_size (self); i++)
    {
      HuValue *item = hu_value_get_item (self, i);
      const char *string = hu_value_get_item_string (self, i);
      HuValue *longer;

      if (string && strcmp (string, from) == 0)
        {
          if (!to)
            continue;
          longer = hu_value_list_with_string (list, to);
        }
      else if (string)
        longer = hu_value_list_with_string (list, string);
      else
        longer = hu_value_list_with_item (list, item);
      g_clear_pointer (&list, hu_value_unref);
      list = longer;
    }
  return g_steal_pointer (&list);
}

HuValue *
hu_value_object_with (HuValue *self, const char *key, HuValue *value)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  gboolean placed = FALSE;

  g_return_val_if_fail (key != NULL, NULL);
  for (gsize i = 0; i < hu_value_get_size (self); i++)
    {
      const char *old_key = hu_value_get_key (self, i);
      gboolean same = strcmp (old_key, key) == 0;

      placed = placed || same;
      if (same && !value)
        continue;
      g_ptr_array_add (keys, (gpointer) old_key);
      g_ptr_array_add (values, hu_value_ref (same ? value : self->object.values[i]));
    }
  if (!placed && value)
    {
      g_ptr_array_add (keys, (gpointer) key);
      g_ptr_array_add (values, hu_value_ref (value));
    }
  if (keys->len == 0)
    return NULL;
  return hu_value_new_object_take ((const char *const *) keys->pdata, (HuValue **) values->pdata, keys->len);
}
