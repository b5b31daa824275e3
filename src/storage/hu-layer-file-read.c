/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a layer file: JSON events straight into records.
 *
 * A first, short reading finds format, version and the document's hashes (they come first in files of ours):
 * a newer version must be told before its shapes are found strange, and whether the text is the one that the
 * offsets are of decides how spans are kept. The second reading makes a value of each member, never of a
 * whole record or file. All knowledge of members is in the table of hu-record.c.
 *
 * The speaker register holds the same records of speakers, and is read in the same way.
 */
#include "config.h"

#include "hu-layer-file-private.h"

#include "hu-error.h"
#include "hu-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Members of the object that is being read. */
typedef struct
{
  HuRecordBuilder builder;
  gboolean open;
  gboolean has_id;
  char *key; /* (nullable): the member whose value comes */
  GPtrArray *unknown_keys;
  GPtrArray *unknown_values;
} Target;

typedef struct
{
  gboolean speakers_only; /* all else is unknown: the register */
  HuText *text;           /* (nullable): only where the file is of this text */
  guint limit;            /* where the text ends, or where offsets do */
  HuSnapshot *snapshot;
  HuJsonTree *tree;
  gboolean in_value; /* @tree has a part of a value */
  HuKind list;       /* the list at hand; HU_KIND_LAYER: none */
  GHashTable *ids;   /* of the list at hand; borrowed from its records */
  Target layer;
  Target record;
  int code; /* what went wrong: */
  char *path;
  const char *what;
} Reader;

static gboolean
fail_at (Reader *self, int code, char *path, const char *what)
{
  self->code = code;
  self->path = path;
  self->what = what;
  return FALSE;
}

static gboolean
fail_shape (Reader *self, HuJsonReader *json, const char *below, const char *what)
{
  g_autofree char *path = hu_json_reader_dup_path (json);

  return fail_at (self, HU_ERROR_SHAPE, g_strconcat (path, below, NULL), what);
}

static void
target_begin (Target *self, HuKind kind)
{
  hu_record_builder_init (&self->builder, kind, "", NULL);
  self->open = TRUE;
  self->has_id = kind == HU_KIND_DOCUMENT || kind == HU_KIND_LAYER;
  if (!self->unknown_keys)
    {
      self->unknown_keys = g_ptr_array_new_with_free_func (g_free);
      self->unknown_values = g_ptr_array_new ();
    }
}

static HuRecord *
target_end (Target *self)
{
  guint n = self->unknown_keys->len;

  if (n > 0)
    hu_record_builder_take_unknown (&self->builder,
                                    hu_value_new_object_take ((const char *const *) self->unknown_keys->pdata,
                                                              (HuValue **) self->unknown_values->pdata, n));
  g_ptr_array_set_size (self->unknown_keys, 0);
  g_ptr_array_set_size (self->unknown_values, 0);
  g_clear_pointer (&self->key, g_free);
  self->open = FALSE;
  return hu_record_builder_end (&self->builder);
}

static void
target_clear (Target *self)
{
  for (guint i = 0; self->unknown_values && i < self->unknown_values->len; i++)
    hu_value_unref (g_ptr_array_index (self->unknown_values, i));
  g_clear_pointer (&self->unknown_keys, g_ptr_array_unref);
  g_clear_pointer (&self->unknown_values, g_ptr_array_unref);
  g_clear_pointer (&self->key, g_free);
  if (self->open)
    hu_record_builder_clear (&self->builder);
}

static gboolean
check_value (Reader *self, HuJsonReader *json, const HuMemberInfo *info, HuValue **value)
{
  g_autofree char *below = NULL;
  const char *what;

  return hu_layer_file_check_value (info, self->text, self->limit, value, &below, &what) ||
         fail_shape (self, json, below ? below : "", what);
}

static gboolean
take_id (Reader *self, HuJsonReader *json, Target *target, HuValue *value)
{
  if (hu_value_get_type_of (value) != HU_VALUE_STRING || hu_value_get_string_length (value) == 0)
    return fail_shape (self, json, "", _ ("a string is expected, and not an empty one"));
  if (g_hash_table_contains (self->ids, hu_value_get_string (value)))
    return fail_shape (self, json, "", _ ("another record has the same id"));
  g_ref_string_release (target->builder.id);
  target->builder.id = g_ref_string_new (hu_value_get_string (value));
  target->has_id = TRUE;
  return TRUE;
}

/* A member's value is complete. @value: (transfer full) */
static gboolean
take_member (Reader *self, HuJsonReader *json, Target *target, HuValue *value)
{
  g_autoptr (HuValue) owned = value;
  const HuMemberInfo *info = NULL;
  HuMember member;

  if (strcmp (target->key, "id") == 0 && !(target == &self->layer || self->list == HU_KIND_LAYER))
    return take_id (self, json, target, owned);
  /* Told by the first reading. */
  if (target == &self->layer && (strcmp (target->key, "format") == 0 || strcmp (target->key, "version") == 0))
    return TRUE;
  member = hu_member_from_name (target->key, -1);
  if (member != HU_MEMBER_NONE && !(target == &self->layer && self->speakers_only))
    info = hu_kind_find_member (target->builder.kind, member);
  if (info)
    {
      if (!check_value (self, json, info, &owned))
        return FALSE;
      hu_record_builder_take (&target->builder, member, g_steal_pointer (&owned));
      return TRUE;
    }
  g_ptr_array_add (target->unknown_keys, g_strdup (target->key));
  g_ptr_array_add (target->unknown_values, g_steal_pointer (&owned));
  return TRUE;
}

static gboolean
end_record (Reader *self, HuJsonReader *json)
{
  const char *what;
  HuRecord *record;

  if (!self->record.has_id)
    return fail_shape (self, json, "", _ ("the id is missing"));
  record = target_end (&self->record);
  if (!hu_layer_file_check_unit (record, self->limit, &what))
    {
      hu_record_unref (record);
      return fail_shape (self, json, "", what);
    }
  if (self->list != HU_KIND_LAYER)
    g_hash_table_add (self->ids, (gpointer) hu_record_get_id (record));
  g_ptr_array_add (self->snapshot->records[hu_record_get_kind (record)], record);
  return TRUE;
}

/* The list or object that a top-level member holds records in; HU_KIND_LAYER where it holds none. */
static HuKind
kind_of_list (Reader *self, const char *name)
{
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    if (g_strcmp0 (hu_kind_get_list_name (kind), name) == 0)
      return self->speakers_only && kind != HU_KIND_SPEAKER ? HU_KIND_LAYER : kind;
  return HU_KIND_LAYER;
}

/* A value begins (or is there as a whole) that no tree is being made of. */
static gboolean
begin_value (Reader *self, HuJsonReader *json, HuJsonEvent event, guint depth, gboolean *handled)
{
  HuKind kind;

  *handled = TRUE;
  if (depth == 0)
    {
      target_begin (&self->layer, HU_KIND_LAYER);
      return TRUE;
    }
  if (depth == 1)
    {
      kind = kind_of_list (self, self->layer.key);
      *handled = kind != HU_KIND_LAYER;
      if (kind == HU_KIND_LAYER)
        return TRUE;
      if (kind == HU_KIND_DOCUMENT && event != HU_JSON_BEGIN_OBJECT)
        return fail_shape (self, json, "", hu_layer_file_describe_shape (HU_SHAPE_OBJECT));
      if (kind != HU_KIND_DOCUMENT && event != HU_JSON_BEGIN_LIST)
        return fail_shape (self, json, "", hu_layer_file_describe_shape (HU_SHAPE_OBJECTS));
      if (kind == HU_KIND_DOCUMENT)
        target_begin (&self->record, kind);
      else
        self->list = kind;
      return TRUE;
    }
  if (self->record.open)
    {
      *handled = FALSE;
      return TRUE;
    }
  if (event != HU_JSON_BEGIN_OBJECT)
    return fail_shape (self, json, "", hu_layer_file_describe_shape (HU_SHAPE_OBJECT));
  target_begin (&self->record, self->list);
  return TRUE;
}

static gboolean
end_container (Reader *self, HuJsonReader *json)
{
  if (self->record.open)
    return end_record (self, json);
  if (self->list != HU_KIND_LAYER)
    {
      self->list = HU_KIND_LAYER;
      g_hash_table_remove_all (self->ids);
      return TRUE;
    }
  g_ptr_array_add (self->snapshot->records[HU_KIND_LAYER], target_end (&self->layer));
  return TRUE;
}

static gboolean
on_event (HuJsonReader *json, HuJsonEvent event, const char *letters, gsize length, gpointer user_data)
{
  Reader *self = user_data;
  Target *target = self->record.open ? &self->record : &self->layer;
  gboolean handled;
  HuValue *value;

  if (!self->in_value)
    {
      if (event == HU_JSON_KEY)
        {
          g_free (target->key);
          target->key = g_strndup (letters, length);
          return TRUE;
        }
      if (event == HU_JSON_END_OBJECT || event == HU_JSON_END_LIST)
        return end_container (self, json);
      if (!begin_value (self, json, event, hu_json_reader_get_depth (json), &handled))
        return FALSE;
      if (handled)
        return TRUE;
    }
  value = hu_json_tree_feed (self->tree, event, letters, length);
  self->in_value = value == NULL;
  return value == NULL || take_member (self, json, target, value);
}

/* What the first reading finds. */
typedef struct
{
  gboolean speakers_only;
  HuJsonTree *tree;
  gboolean object; /* the file is one */
  char *key;
  HuValue *format;
  HuValue *version;
  HuValue *document;
} Probe;

static HuValue **
probe_slot (Probe *self)
{
  if (strcmp (self->key, "format") == 0)
    return &self->format;
  if (strcmp (self->key, "version") == 0)
    return &self->version;
  return strcmp (self->key, "document") == 0 ? &self->document : NULL;
}

static gboolean
on_probe_event (HuJsonReader *json, HuJsonEvent event, const char *letters, gsize length, gpointer user_data)
{
  Probe *self = user_data;
  guint depth = hu_json_reader_get_depth (json);
  HuValue *value;

  if (depth == 0)
    {
      self->object = event == HU_JSON_BEGIN_OBJECT || event == HU_JSON_END_OBJECT;
      return self->object;
    }
  if (depth == 1 && event == HU_JSON_KEY)
    {
      g_free (self->key);
      self->key = g_strndup (letters, length);
      return TRUE;
    }
  if (!probe_slot (self))
    return TRUE;
  value = hu_json_tree_feed (self->tree, event, letters, length);
  if (value)
    *probe_slot (self) = value;
  return !(self->format && self->version && (self->document || self->speakers_only));
}

static gboolean
check_version (Probe *self, GBytes *bytes, const char *name, GError **error)
{
  const char *format = self->speakers_only ? "hustings-speakers" : "hustings-annotations";
  const char *not_that = self->speakers_only ? _ ("this is not a register of speakers")
                                             : _ ("this is not a file of annotations");
  double version = hu_value_get_double (self->version);

  if (!self->object || !self->format)
    return hu_json_fail_at (bytes, name, "", HU_ERROR_FORMAT, not_that, error);
  if (hu_value_get_type_of (self->format) != HU_VALUE_STRING ||
      strcmp (hu_value_get_string (self->format), format) != 0)
    return hu_json_fail_at (bytes, name, "format", HU_ERROR_FORMAT, not_that, error);
  if (!self->version)
    return hu_json_fail_at (bytes, name, "", HU_ERROR_SHAPE, _ ("the version is missing"), error);
  if (hu_value_get_type_of (self->version) != HU_VALUE_NUMBER || version < 1 ||
      version != hu_value_get_int (self->version))
    return hu_json_fail_at (bytes, name, "version", HU_ERROR_SHAPE, _ ("a whole number is expected"), error);
  if (version > 1)
    return hu_json_fail_at (bytes, name, "version", HU_ERROR_VERSION,
                            _ ("the file was written by a newer version of the program"), error);
  return TRUE;
}

/* Whether the document that the file is of has the same characters at the same places as @text. */
static gboolean
is_of_text (HuValue *document, HuText *text)
{
  const char *sha256 = hu_value_get_member_string (document, "sha256");
  const char *text_sha256 = hu_value_get_member_string (document, "text_sha256");
  HuValue *characters = hu_value_get_member (document, "characters");

  if (g_strcmp0 (text_sha256, hu_text_get_text_sha256 (text)) != 0)
    return FALSE;
  /* Other line ends are another text, though the hash doesn't tell. */
  return g_strcmp0 (sha256, hu_text_get_sha256 (text)) == 0 || !characters ||
         hu_value_get_int (characters) == hu_text_get_length (text);
}

static gboolean
probe (Probe *self, GBytes *bytes, const char *name, GError **error)
{
  gboolean ok;

  self->tree = hu_json_tree_new ();
  ok = hu_json_read (bytes, name, on_probe_event, self, error) && check_version (self, bytes, name, error);
  hu_json_tree_free (self->tree);
  return ok;
}

static void
probe_clear (Probe *self)
{
  g_free (self->key);
  g_clear_pointer (&self->format, hu_value_unref);
  g_clear_pointer (&self->version, hu_value_unref);
  g_clear_pointer (&self->document, hu_value_unref);
}

/* The second reading. (transfer full) */
static HuSnapshot *
read_records (Reader *self, GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (HuSnapshot) snapshot = hu_snapshot_new ();
  gboolean ok;

  self->snapshot = snapshot;
  self->list = HU_KIND_LAYER;
  self->code = -1;
  self->tree = hu_json_tree_new ();
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  ok = hu_json_read (bytes, name, on_event, self, error);
  if (self->code >= 0)
    ok = hu_json_fail_at (bytes, name, self->path, self->code, self->what, error);
  g_free (self->path);
  target_clear (&self->record);
  target_clear (&self->layer);
  g_hash_table_unref (self->ids);
  hu_json_tree_free (self->tree);
  return ok ? g_steal_pointer (&snapshot) : NULL;
}

HuSnapshot *
hu_layer_file_parse (GBytes *bytes, const char *name, HuText *text, gboolean *matches_text, GError **error)
{
  Probe first = { 0 };
  Reader second = { .limit = G_MAXINT32 };
  HuSnapshot *snapshot = NULL;
  gboolean matches, ok;

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);
  ok = probe (&first, bytes, name, error);
  matches = ok && text && is_of_text (first.document, text);
  if (matches)
    {
      second.text = text;
      second.limit = hu_text_get_length (text);
    }
  if (matches_text)
    *matches_text = matches;
  if (ok)
    snapshot = read_records (&second, bytes, name, error);
  if (snapshot && !hu_snapshot_get_only (snapshot, HU_KIND_DOCUMENT))
    g_ptr_array_add (snapshot->records[HU_KIND_DOCUMENT], hu_record_new (HU_KIND_DOCUMENT, ""));
  probe_clear (&first);
  return snapshot;
}

HuSnapshot *
hu_layer_file_load (const char *path, HuText *text, gboolean *matches_text, GError **error)
{
  g_autoptr (GBytes) bytes = hu_json_load (path, error);
  g_autofree char *name = g_filename_display_basename (path);

  return bytes ? hu_layer_file_parse (bytes, name, text, matches_text, error) : NULL;
}

HuSnapshot *
hu_layer_file_parse_speakers (GBytes *bytes, const char *name, GError **error)
{
  Probe first = { .speakers_only = TRUE };
  Reader second = { .speakers_only = TRUE, .limit = G_MAXINT32 };
  HuSnapshot *snapshot = NULL;

  if (probe (&first, bytes, name, error))
    snapshot = read_records (&second, bytes, name, error);
  probe_clear (&first);
  return snapshot;
}
