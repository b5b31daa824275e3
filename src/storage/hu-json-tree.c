/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading JSON as a tree. */
#include "config.h"

#include "hu-json-private.h"

#include <string.h>

/* About what each takes in memory beside its letters, and one that holds values beside these; a name that
 * came just before is shared. */
#define SCALAR_COST      52
#define LIST_COST        72
#define OBJECT_COST      96
#define NAME_COST        72
#define SHARED_NAME_COST 8

#define RECENT_NAMES      8
#define RECENT_NAME_BYTES 32

struct _HuJsonTree
{
  GPtrArray *values; /* complete ones whose list or object isn't */
  GArray *starts;    /* of guint: where in @values each open list or object starts */
  GArray *keys;      /* of gsize: where in the arena each key of the open objects starts */
  GArray *key_starts;
  GString *arena;   /* letters of the keys, NUL-terminated */
  GPtrArray *names; /* scratch: pointers to the keys of the object that ends */
  gsize held;
  char recent[RECENT_NAMES][RECENT_NAME_BYTES];
  guint next_recent;
};

HuJsonTree *
hu_json_tree_new (void)
{
  HuJsonTree *self = g_new0 (HuJsonTree, 1);

  self->values = g_ptr_array_new ();
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->keys = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->key_starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->arena = g_string_new (NULL);
  self->names = g_ptr_array_new ();
  return self;
}

void
hu_json_tree_free (HuJsonTree *self)
{
  for (guint i = 0; i < self->values->len; i++)
    hu_value_unref (g_ptr_array_index (self->values, i));
  g_ptr_array_unref (self->values);
  g_array_unref (self->starts);
  g_array_unref (self->keys);
  g_array_unref (self->key_starts);
  g_string_free (self->arena, TRUE);
  g_ptr_array_unref (self->names);
  g_free (self);
}

static void
tree_begin (HuJsonTree *self)
{
  g_array_append_val (self->starts, self->values->len);
  g_array_append_val (self->key_starts, self->keys->len);
}

static gsize
get_name_cost (HuJsonTree *self, const char *letters, gsize length)
{
  char *slot;

  for (guint i = 0; length < RECENT_NAME_BYTES && i < RECENT_NAMES; i++)
    if (memcmp (self->recent[i], letters, length) == 0 && self->recent[i][length] == '\0')
      return SHARED_NAME_COST;
  slot = self->recent[self->next_recent++ % RECENT_NAMES];
  if (length < RECENT_NAME_BYTES)
    {
      memcpy (slot, letters, length);
      slot[length] = '\0';
    }
  return NAME_COST + length;
}

static gsize
get_cost (HuJsonTree *self, HuJsonEvent event, const char *letters, gsize length)
{
  switch (event)
    {
    case HU_JSON_KEY:
      return get_name_cost (self, letters, length);
    case HU_JSON_BEGIN_LIST:
      return LIST_COST;
    case HU_JSON_BEGIN_OBJECT:
      return OBJECT_COST;
    case HU_JSON_END_LIST:
    case HU_JSON_END_OBJECT:
      return 0;
    case HU_JSON_NULL:
    case HU_JSON_FALSE:
    case HU_JSON_TRUE:
    case HU_JSON_NUMBER:
    case HU_JSON_STRING:
      break;
    }
  return SCALAR_COST + length;
}

static void
tree_add_key (HuJsonTree *self, const char *letters, gsize length)
{
  g_array_append_val (self->keys, self->arena->len);
  g_string_append_len (self->arena, letters, length);
  g_string_append_c (self->arena, '\0');
}

static HuValue *
tree_end (HuJsonTree *self, gboolean object)
{
  guint start = g_array_index (self->starts, guint, self->starts->len - 1);
  guint first_key = g_array_index (self->key_starts, guint, self->key_starts->len - 1);
  guint n = self->values->len - start;
  HuValue **values = n > 0 ? (HuValue **) self->values->pdata + start : NULL;
  HuValue *value;

  if (object)
    {
      g_ptr_array_set_size (self->names, 0);
      for (guint i = first_key; i < self->keys->len; i++)
        g_ptr_array_add (self->names, self->arena->str + g_array_index (self->keys, gsize, i));
      value = hu_value_new_object_take ((const char *const *) self->names->pdata, values, n);
      if (n > 0)
        g_string_truncate (self->arena, g_array_index (self->keys, gsize, first_key));
    }
  else
    value = hu_value_new_list_take (values, n);
  g_ptr_array_set_size (self->values, start);
  g_array_set_size (self->keys, first_key);
  g_array_set_size (self->starts, self->starts->len - 1);
  g_array_set_size (self->key_starts, self->key_starts->len - 1);
  return value;
}

HuValue *
hu_json_tree_feed (HuJsonTree *self, HuJsonEvent event, const char *letters, gsize length)
{
  HuValue *value = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  if (self->starts->len == 0)
    self->held = 0;
  self->held += get_cost (self, event, letters, length);
  switch (event)
    {
    case HU_JSON_NULL:
      value = hu_value_new_null ();
      break;
    case HU_JSON_FALSE:
    case HU_JSON_TRUE:
      value = hu_value_new_boolean (event == HU_JSON_TRUE);
      break;
    case HU_JSON_NUMBER:
      value = hu_value_new_number (letters, length);
      break;
    case HU_JSON_STRING:
      value = hu_value_new_string_len (letters, length);
      break;
    case HU_JSON_KEY:
      tree_add_key (self, letters, length);
      return NULL;
    case HU_JSON_BEGIN_LIST:
    case HU_JSON_BEGIN_OBJECT:
      tree_begin (self);
      return NULL;
    case HU_JSON_END_LIST:
    case HU_JSON_END_OBJECT:
      value = tree_end (self, event == HU_JSON_END_OBJECT);
      break;
    }
  if (self->starts->len == 0)
    return value;
  g_ptr_array_add (self->values, value);
  return NULL;
}

gsize
hu_json_tree_get_held (HuJsonTree *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->held;
}

typedef struct
{
  HuJsonTree *tree;
  HuValue *value;
} Parse;

static gboolean
feed_tree (HuJsonReader *reader, HuJsonEvent event, const char *letters, gsize length, gpointer user_data)
{
  Parse *parse = user_data;

  parse->value = hu_json_tree_feed (parse->tree, event, letters, length);
  return hu_json_reader_hold (reader, hu_json_tree_get_held (parse->tree));
}

HuValue *
hu_json_parse (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (HuJsonTree) tree = hu_json_tree_new ();
  Parse parse = { tree, NULL };

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);
  if (hu_json_read (bytes, name, feed_tree, &parse, error))
    return parse.value;
  /* Complete, and then came something that may not. */
  g_clear_pointer (&parse.value, hu_value_unref);
  return NULL;
}

HuValue *
hu_json_reader_read_since (HuJsonReader *self, gsize start, gsize *held)
{
  g_autoptr (HuJsonTree) tree = hu_json_tree_new ();
  Parse parse = { tree, NULL };

  g_return_val_if_fail (self != NULL && held != NULL, NULL);
  hu_json_read_part (hu_json_reader_get_bytes (self), start, hu_json_reader_get_end (self), feed_tree,
                     &parse);
  *held = hu_json_tree_get_held (tree);
  return parse.value;
}
