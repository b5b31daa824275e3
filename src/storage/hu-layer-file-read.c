/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a layer file: JSON events straight into records.
 *
 * Strictly, the first thing that is wrong ends the reading. Tolerantly, it is a finding, and the rest is
 * read; what is wrong is kept as it is among the unknown members, so that it is written again.
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

/* About what each takes in memory beside its values. */
#define RECORD_COST  232
#define KEPT_COST    32
#define UNKNOWN_COST 96
#define OFFSET_COST  56

/* Members of the object that is being read. */
typedef struct
{
  HuRecordBuilder builder;
  gboolean open;
  gboolean has_id;
  char *key;    /* (nullable): the member whose value comes */
  gsize start;  /* its first byte */
  gboolean bad; /* can't be told apart or placed: to be kept as it is */
  GPtrArray *unknown_keys;
  GPtrArray *unknown_values;
  GPtrArray *unsound_keys; /* members that hold what they may not */
  GPtrArray *unsound_values;
} Target;

typedef struct
{
  GBytes *bytes;
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
  gsize value_start;           /* the first byte of the value at hand */
  gsize held;                  /* bytes of memory in what was read */
  guint index;                 /* in the list at hand */
  GPtrArray *findings;         /* (nullable): NULL: strictly */
  GPtrArray *kept[HU_N_KINDS]; /* (nullable): of HuValue: what is no record of its list */
  GArray *places[HU_N_KINDS];  /* (nullable): of HuLayerPlace */
  int code;                    /* what went wrong: */
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

/* Something is wrong @below the value at the event, which begins at the byte @start. Whether to go on. */
static gboolean
find_wrong (Reader *self, HuJsonReader *json, gsize start, const char *below, const char *what)
{
  g_autofree char *path = hu_json_reader_dup_path (json);
  char *place = g_strconcat (path, below, NULL);

  if (!self->findings)
    return fail_at (self, HU_ERROR_SHAPE, place, what);
  if (self->findings->len < HU_FINDINGS_MAX && *below)
    start = hu_json_find_below (self->bytes, start, below);
  hu_findings_take (self->findings, HU_FINDING_ERROR, place, start, what);
  return TRUE;
}

static void
target_begin (Target *self, HuKind kind)
{
  hu_record_builder_init (&self->builder, kind, "", NULL);
  self->open = TRUE;
  self->has_id = kind == HU_KIND_DOCUMENT || kind == HU_KIND_LAYER;
  self->bad = FALSE;
  if (!self->unknown_keys)
    {
      self->unknown_keys = g_ptr_array_new_with_free_func (g_free);
      self->unknown_values = g_ptr_array_new ();
      self->unsound_keys = g_ptr_array_new_with_free_func (g_free);
      self->unsound_values = g_ptr_array_new ();
    }
}

static HuRecord *
target_end (Target *self)
{
  guint n;

  if (self->unsound_keys->len > 0)
    hu_layer_file_keep_unsound (self->unknown_keys, self->unknown_values, self->unsound_keys,
                                self->unsound_values);
  n = self->unknown_keys->len;
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
clear_values (GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++)
    hu_value_unref (g_ptr_array_index (values, i));
  g_ptr_array_set_size (values, 0);
}

static void
target_clear (Target *self)
{
  if (self->unknown_keys)
    {
      clear_values (self->unknown_values);
      clear_values (self->unsound_values);
      g_ptr_array_unref (self->unknown_keys);
      g_ptr_array_unref (self->unknown_values);
      g_ptr_array_unref (self->unsound_keys);
      g_ptr_array_unref (self->unsound_values);
    }
  g_clear_pointer (&self->key, g_free);
  if (self->open)
    hu_record_builder_clear (&self->builder);
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

/* An entry of a list is none of its records. @value: (transfer full) (nullable): NULL: too much to be held.
 */
static gboolean
keep_entry (Reader *self, HuKind kind, HuValue *value)
{
  if (!value)
    return fail_at (self, HU_ERROR_TOO_LARGE, g_strdup (hu_kind_get_list_name (kind)),
                    _ ("there are too many values to be held in memory"));
  if (!self->kept[kind])
    self->kept[kind] = g_ptr_array_new ();
  g_ptr_array_add (self->kept[kind], value);
  self->held += KEPT_COST;
  return TRUE;
}

static gboolean
take_id (Reader *self, HuJsonReader *json, Target *target, HuValue *value)
{
  const char *what = hu_layer_file_check_id (value);

  self->held -= hu_json_tree_get_held (self->tree);
  if (!what && g_hash_table_contains (self->ids, hu_value_get_string (value)))
    what = _ ("another record has the same id");
  target->has_id = TRUE;
  if (what)
    {
      target->bad = TRUE;
      return find_wrong (self, json, self->value_start, "", what);
    }
  g_ref_string_release (target->builder.id);
  target->builder.id = g_ref_string_new (hu_value_get_string (value));
  return TRUE;
}

/* Of spans, offsets aren't held as values; where the text gives the rest, nothing else is. */
static gsize
get_saved_memory (Reader *self, HuValue *value)
{
  gsize n, held = hu_json_tree_get_held (self->tree), kept;
  const HuSpan *spans = hu_value_get_spans (value, &n);

  for (gsize i = 0; i < n; i++)
    if (spans[i].rest)
      return MIN (held, n * 2 * OFFSET_COST);
  kept = 72 + n * sizeof (HuSpan);
  return spans && held > kept ? held - kept : 0;
}

/* A known member's value is complete. @value: (transfer full) */
static gboolean
take_known (Reader *self, HuJsonReader *json, Target *target, const HuMemberInfo *info, HuValue *value)
{
  g_autofree char *below = NULL;
  const char *what;

  if (hu_layer_file_check_value (info, self->text, self->limit, &value, &below, &what))
    {
      self->held -= get_saved_memory (self, value);
      hu_record_builder_take (&target->builder, info->member, value);
      return TRUE;
    }
  /* A tag has its place by its passage. */
  if (info->member == HU_MEMBER_PASSAGE)
    target->bad = TRUE;
  g_ptr_array_add (target->unsound_keys, g_strdup (target->key));
  g_ptr_array_add (target->unsound_values, value);
  self->held += 2 * UNKNOWN_COST;
  return find_wrong (self, json, self->value_start, below ? below : "", what);
}

/* A value is complete, of a member or of an entry of a list that is no object. @value: (transfer full) */
static gboolean
take_value (Reader *self, HuJsonReader *json, Target *target, HuValue *value)
{
  const HuMemberInfo *info = NULL;
  HuMember member;
  HuKind kind;

  if (self->list != HU_KIND_LAYER && target == &self->layer)
    return keep_entry (self, self->list, value);
  kind = target == &self->layer ? kind_of_list (self, target->key) : HU_KIND_LAYER;
  if (kind != HU_KIND_LAYER)
    return keep_entry (self, kind, value);
  if (strcmp (target->key, "id") == 0 && !(target == &self->layer || self->list == HU_KIND_LAYER))
    {
      gboolean go_on = take_id (self, json, target, value);

      hu_value_unref (value);
      return go_on;
    }
  /* Told by the first reading. */
  if (target == &self->layer && (strcmp (target->key, "format") == 0 || strcmp (target->key, "version") == 0))
    {
      hu_value_unref (value);
      return TRUE;
    }
  member = hu_member_from_name (target->key, -1);
  if (member != HU_MEMBER_NONE && !(target == &self->layer && self->speakers_only))
    info = hu_kind_find_member (target->builder.kind, member);
  if (info)
    return take_known (self, json, target, info, value);
  g_ptr_array_add (target->unknown_keys, g_strdup (target->key));
  g_ptr_array_add (target->unknown_values, value);
  self->held += UNKNOWN_COST;
  return TRUE;
}

static gboolean
end_record (Reader *self, HuJsonReader *json)
{
  gboolean bad = self->record.bad, has_id = self->record.has_id;
  g_autoptr (HuRecord) record = target_end (&self->record);
  HuKind kind = hu_record_get_kind (record);
  HuLayerPlace place = { self->record.start, self->index++ };
  const char *what = has_id ? NULL : _ ("the id is missing");
  gsize held;

  if (!what && !bad)
    hu_layer_file_check_unit (record, self->limit, &what);
  if (what && !find_wrong (self, json, place.offset, "", what))
    return FALSE;
  if (what || bad)
    {
      HuValue *value = hu_json_reader_read_since (json, place.offset, &held);

      self->held += held;
      return keep_entry (self, kind, value);
    }
  if (self->list != HU_KIND_LAYER)
    g_hash_table_add (self->ids, (gpointer) hu_record_get_id (record));
  if (self->findings)
    {
      if (!self->places[kind])
        self->places[kind] = g_array_new (FALSE, FALSE, sizeof (HuLayerPlace));
      g_array_append_val (self->places[kind], place);
    }
  g_ptr_array_add (self->snapshot->records[kind], g_steal_pointer (&record));
  return TRUE;
}

static gboolean
begin_record (Reader *self, HuJsonReader *json, HuKind kind)
{
  target_begin (&self->record, kind);
  self->record.start = hu_json_reader_get_offset (json);
  return TRUE;
}

/* A value begins (or is there as a whole) that no tree is being made of. @handled: (out): nor will be. */
static gboolean
begin_value (Reader *self, HuJsonReader *json, HuJsonEvent event, guint depth, gboolean *handled)
{
  HuKind kind;

  *handled = TRUE;
  self->value_start = hu_json_reader_get_offset (json);
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
      if (kind == HU_KIND_DOCUMENT && event == HU_JSON_BEGIN_OBJECT)
        return begin_record (self, json, kind);
      if (kind != HU_KIND_DOCUMENT && event == HU_JSON_BEGIN_LIST)
        {
          self->list = kind;
          self->index = 0;
          return TRUE;
        }
      *handled = FALSE;
      return find_wrong (self, json, self->value_start, "",
                         hu_layer_file_describe_shape (kind == HU_KIND_DOCUMENT ? HU_SHAPE_OBJECT
                                                                                : HU_SHAPE_OBJECTS));
    }
  if (!self->record.open && event == HU_JSON_BEGIN_OBJECT)
    return begin_record (self, json, self->list);
  *handled = FALSE;
  if (self->record.open)
    return TRUE;
  self->index++;
  return find_wrong (self, json, self->value_start, "", hu_layer_file_describe_shape (HU_SHAPE_OBJECT));
}

/* What was no record of its list goes where it is kept. */
static void
keep_entries (Reader *self)
{
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      GPtrArray *kept = self->kept[kind];

      if (!kept)
        continue;
      g_ptr_array_add (self->layer.unsound_keys, g_strdup (hu_kind_get_list_name (kind)));
      g_ptr_array_add (self->layer.unsound_values,
                       hu_value_new_list_take ((HuValue **) kept->pdata, kept->len));
      g_ptr_array_set_size (kept, 0);
    }
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
  keep_entries (self);
  g_ptr_array_add (self->snapshot->records[HU_KIND_LAYER], target_end (&self->layer));
  return TRUE;
}

static gboolean
take_event (HuJsonReader *json, HuJsonEvent event, const char *letters, gsize length, gpointer user_data)
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
        {
          self->held += RECORD_COST;
          return TRUE;
        }
    }
  value = hu_json_tree_feed (self->tree, event, letters, length);
  self->in_value = value == NULL;
  if (!value)
    return TRUE;
  self->held += hu_json_tree_get_held (self->tree);
  return take_value (self, json, target, value);
}

static gboolean
on_event (HuJsonReader *json, HuJsonEvent event, const char *letters, gsize length, gpointer user_data)
{
  Reader *self = user_data;

  return take_event (json, event, letters, length, user_data) &&
         hu_json_reader_hold (json, self->held + (self->in_value ? hu_json_tree_get_held (self->tree) : 0));
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
  if (!hu_json_reader_hold (json, hu_json_tree_get_held (self->tree)))
    return FALSE;
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

static void
reader_clear (Reader *self)
{
  g_free (self->path);
  target_clear (&self->record);
  target_clear (&self->layer);
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      if (self->kept[kind])
        clear_values (self->kept[kind]);
      g_clear_pointer (&self->kept[kind], g_ptr_array_unref);
      g_clear_pointer (&self->places[kind], g_array_unref);
    }
  g_hash_table_unref (self->ids);
  hu_json_tree_free (self->tree);
}

/* The second reading. (transfer full) */
static HuSnapshot *
read_records (Reader *self, const char *name, GError **error)
{
  g_autoptr (HuSnapshot) snapshot = hu_snapshot_new ();
  guint n_findings = self->findings ? self->findings->len : 0;
  gboolean ok;

  self->snapshot = snapshot;
  self->list = HU_KIND_LAYER;
  self->code = -1;
  self->tree = hu_json_tree_new ();
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  ok = hu_json_read (self->bytes, name, on_event, self, error);
  if (ok && self->code >= 0)
    ok = hu_json_fail_at (self->bytes, name, self->path, self->code, self->what, error);
  if (ok && self->findings)
    {
      hu_layer_file_inspect (snapshot, self->places, self->text, self->bytes, self->findings);
      hu_json_place_findings (self->bytes, self->findings, FALSE);
    }
  else if (self->findings)
    g_ptr_array_set_size (self->findings, (int) n_findings);
  reader_clear (self);
  return ok ? g_steal_pointer (&snapshot) : NULL;
}

static HuSnapshot *
read_layer (GBytes *bytes,
            const char *name,
            HuText *text,
            gboolean *matches_text,
            GPtrArray *findings,
            GError **error)
{
  Probe first = { 0 };
  Reader second = { .bytes = bytes, .limit = G_MAXINT32, .findings = findings };
  HuSnapshot *snapshot = NULL;
  gboolean matches, ok;

  ok = probe (&first, bytes, name, error);
  matches = ok && text && is_of_text (first.document, text);
  if (matches)
    {
      second.text = text;
      second.limit = hu_text_get_length (text);
    }
  if (matches_text)
    *matches_text = matches;
  probe_clear (&first);
  if (ok)
    snapshot = read_records (&second, name, error);
  if (snapshot && !hu_snapshot_get_only (snapshot, HU_KIND_DOCUMENT))
    g_ptr_array_add (snapshot->records[HU_KIND_DOCUMENT], hu_record_new (HU_KIND_DOCUMENT, ""));
  return snapshot;
}

HuSnapshot *
hu_layer_file_parse (GBytes *bytes, const char *name, HuText *text, gboolean *matches_text, GError **error)
{
  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);
  return read_layer (bytes, name, text, matches_text, NULL, error);
}

HuSnapshot *
hu_layer_file_read (GBytes *bytes,
                    const char *name,
                    HuText *text,
                    gboolean *matches_text,
                    GPtrArray *findings,
                    GError **error)
{
  g_return_val_if_fail (bytes != NULL && name != NULL && findings != NULL, NULL);
  return read_layer (bytes, name, text, matches_text, findings, error);
}

HuSnapshot *
hu_layer_file_load (const char *path, HuText *text, gboolean *matches_text, GError **error)
{
  g_autoptr (GBytes) bytes = hu_json_load (path, error);
  g_autofree char *name = g_filename_display_basename (path);

  return bytes ? hu_layer_file_parse (bytes, name, text, matches_text, error) : NULL;
}

HuSnapshot *
hu_layer_file_read_speakers (GBytes *bytes, const char *name, GPtrArray *findings, GError **error)
{
  Probe first = { .speakers_only = TRUE };
  Reader second = { .bytes = bytes, .speakers_only = TRUE, .limit = G_MAXINT32, .findings = findings };
  HuSnapshot *snapshot = NULL;

  if (probe (&first, bytes, name, error))
    snapshot = read_records (&second, name, error);
  probe_clear (&first);
  return snapshot;
}
