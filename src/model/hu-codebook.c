/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codebook: what coders may choose from. */
#include "config.h"
#include "hu-codebook.h"

#include "hu-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

struct _HuCodebook
{
  gatomicrefcount refs;
  HuValue *value;
  gboolean is_file;
  char *hash;
  GArray *codes[HU_N_CODES];     /* of HuCode */
  GHashTable *by_id[HU_N_CODES]; /* id → its place in @codes */
};

static const struct
{
  const char *list;
  const char *label;
} lists[HU_N_CODES] = {
  [HU_CODES_TYPES] = { "types", "label" },
  [HU_CODES_TOPICS] = { "topics", "label" },
  [HU_CODES_SCALES] = { "scales", "label" },
  [HU_CODES_VALUES] = { "values", "label" },
  [HU_CODES_SPEAKER_KINDS] = { "speaker_kinds", "label" },
  [HU_CODES_FIELDS] = { "fields", "label" },
  [HU_CODES_CODERS] = { "coders", "name" },
};

static HuCode
code_view (HuValue *value, HuCodes codes, const char *scale)
{
  HuValue *score = hu_value_get_member (value, "score");
  HuCode code = {
    .id = hu_value_get_member_string (value, "id"),
    .label = hu_value_get_member_string (value, lists[codes].label),
    .definition = hu_value_get_member_string (value, "definition"),
    .color = hu_value_get_member_string (value, "color"),
    .key = hu_value_get_member_string (value, "key"),
    .symbol = hu_value_get_member_string (value, "symbol"),
    .scale = scale ? scale : hu_value_get_member_string (value, "scale"),
    .kind = hu_value_get_member_string (value, "kind"),
    .parent = hu_value_get_member_string (value, "parent"),
    .plus = hu_value_get_member_string (value, "plus"),
    .minus = hu_value_get_member_string (value, "minus"),
    .has_score = score && hu_value_get_type_of (score) == HU_VALUE_NUMBER,
    .score = hu_value_get_double (score),
    .value = value,
  };

  if (!code.label)
    code.label = code.id;
  return code;
}

/* Where what is wrong is told: as an error that ends the reading, or as findings. */
typedef struct
{
  GPtrArray *findings; /* (nullable) */
  GError **error;
} Report;

/* Whether to go on. */
static gboolean
find_wrong (Report *report, const char *path, const char *what)
{
  if (!report->findings)
    {
      g_set_error (report->error, HU_ERROR, HU_ERROR_SHAPE, "%s: %s", path, what);
      return FALSE;
    }
  hu_findings_take (report->findings, HU_FINDING_ERROR, g_strdup (path), 0, what);
  return TRUE;
}

/* What is wrong with an entry, or NULL. */
static const char *
check_code (HuCodebook *self, HuCodes codes, HuValue *item)
{
  static const char *const strings[] = { "definition", "color",  "key",  "symbol", "scale",
                                         "kind",       "parent", "plus", "minus" };
  HuValue *label = hu_value_get_member (item, lists[codes].label),
          *score = hu_value_get_member (item, "score");
  const char *id = hu_value_get_member_string (item, "id");

  if (hu_value_get_type_of (item) != HU_VALUE_OBJECT)
    return _ ("expected an object");
  if (!id || !*id)
    return _ ("has no id");
  if (hu_codebook_find (self, codes, id))
    return _ ("has the same id as another");
  if (label && hu_value_get_type_of (label) != HU_VALUE_STRING)
    return codes == HU_CODES_CODERS ? _ ("the name is not a string") : _ ("the label is not a string");
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      HuValue *value = hu_value_get_member (item, strings[i]);

      if (value && hu_value_get_type_of (value) != HU_VALUE_STRING)
        return _ ("expected strings for definition, color, key, symbol, scale, kind, parent, plus and minus");
    }
  if (score && (hu_value_get_type_of (score) != HU_VALUE_NUMBER || !isfinite (hu_value_get_double (score))))
    return _ ("the score is not a number");
  return NULL;
}

static gboolean
read_list (
    HuCodebook *self, HuCodes codes, HuValue *list, const char *path, const char *scale, Report *report)
{
  if (list && hu_value_get_type_of (list) != HU_VALUE_LIST)
    return find_wrong (report, path, _ ("expected a list"));
  for (gsize i = 0; i < hu_value_get_size (list); i++)
    {
      HuValue *item = hu_value_get_item (list, i);
      const char *what = check_code (self, codes, item);
      g_autofree char *item_path = NULL;
      g_autofree char *values_path = NULL;
      HuCode code;

      if (what || codes == HU_CODES_SCALES)
        item_path = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "]", path, i);
      if (what && !find_wrong (report, item_path, what))
        return FALSE;
      if (what)
        continue;
      code = code_view (item, codes, scale);
      g_hash_table_insert (self->by_id[codes], (gpointer) code.id,
                           GUINT_TO_POINTER (self->codes[codes]->len));
      g_array_append_val (self->codes[codes], code);
      if (codes != HU_CODES_SCALES)
        continue;
      values_path = g_strconcat (item_path, ".values", NULL);
      if (!read_list (self, HU_CODES_VALUES, hu_value_get_member (item, "values"), values_path, code.id,
                      report))
        return FALSE;
    }
  return TRUE;
}

static HuCodebook *
codebook_alloc (HuValue *value)
{
  HuCodebook *self = g_new0 (HuCodebook, 1);

  g_atomic_ref_count_init (&self->refs);
  self->value = hu_value_ref (value);
  for (guint i = 0; i < HU_N_CODES; i++)
    {
      self->codes[i] = g_array_new (FALSE, FALSE, sizeof (HuCode));
      self->by_id[i] = g_hash_table_new (g_str_hash, g_str_equal);
    }
  return self;
}

static char *
compute_hash (HuValue *value)
{
  g_autoptr (HuValue) without_hash = hu_value_object_with (value, "hash", NULL);
  g_autoptr (HuValue) bare = without_hash ? hu_value_object_with (without_hash, "history", NULL) : NULL;

  return bare ? hu_value_compute_canonical_sha256 (bare)
              : g_compute_checksum_for_string (G_CHECKSUM_SHA256, "{}", -1);
}

static gboolean
check_version (HuValue *value, Report *report)
{
  HuValue *version = hu_value_get_member (value, "version");

  if (g_strcmp0 (hu_value_get_member_string (value, "format"), "hustings-codebook") != 0)
    g_set_error_literal (report->error, HU_ERROR, HU_ERROR_FORMAT, _ ("not a codebook of Hustings"));
  else if (hu_value_get_int (version) < 1 || hu_value_get_double (version) != hu_value_get_int (version))
    g_set_error (report->error, HU_ERROR, HU_ERROR_SHAPE, "version: %s", _ ("expected a whole number"));
  else if (hu_value_get_int (version) > 1)
    g_set_error_literal (report->error, HU_ERROR, HU_ERROR_VERSION,
                         _ ("the codebook was written by a newer version of Hustings"));
  else
    return TRUE;
  return FALSE;
}

/* Members that aren't lists of entries. */
static gboolean
check_rest (HuValue *value, Report *report)
{
  static const char *const flags[] = { "unitizing", "topics_open", "speakers_open" };
  HuValue *history = hu_value_get_member (value, "history");
  HuValue *revision = hu_value_get_member (value, "revision"), *title = hu_value_get_member (value, "title");
  double number = hu_value_get_double (revision);

  /* It is added to. */
  if (history && hu_value_get_type_of (history) != HU_VALUE_LIST &&
      !find_wrong (report, "history", _ ("expected a list")))
    return FALSE;
  if (revision &&
      !(hu_value_get_type_of (revision) == HU_VALUE_NUMBER && number >= 0 && number < G_MAXINT32) &&
      !find_wrong (report, "revision", _ ("expected a whole number")))
    return FALSE;
  if (title && hu_value_get_type_of (title) != HU_VALUE_STRING &&
      !find_wrong (report, "title", _ ("expected a string")))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      HuValue *flag = hu_value_get_member (value, flags[i]);

      if (flag && hu_value_get_type_of (flag) != HU_VALUE_BOOLEAN &&
          !find_wrong (report, flags[i], _ ("expected true or false")))
        return FALSE;
    }
  return TRUE;
}

static HuCodebook *
read_codebook (HuValue *value, Report *report)
{
  g_autoptr (HuCodebook) self = NULL;

  if (!check_version (value, report) || !check_rest (value, report))
    return NULL;
  self = codebook_alloc (value);
  for (guint i = 0; i < HU_N_CODES; i++)
    if (i != HU_CODES_VALUES &&
        !read_list (self, i, hu_value_get_member (value, lists[i].list), lists[i].list, NULL, report))
      return NULL;
  self->hash = compute_hash (value);
  return g_steal_pointer (&self);
}

HuCodebook *
hu_codebook_new (HuValue *value, GError **error)
{
  Report report = { NULL, error };

  g_return_val_if_fail (value != NULL, NULL);
  return read_codebook (value, &report);
}

HuCodebook *
hu_codebook_new_from_sound (HuValue *value, GPtrArray *findings, GError **error)
{
  Report report = { findings, error };

  g_return_val_if_fail (value != NULL && findings != NULL, NULL);
  return read_codebook (value, &report);
}

HuCodebook *
hu_codebook_new_empty (void)
{
  const char *keys[] = { "format", "version" };
  HuValue *values[] = { hu_value_new_string ("hustings-codebook"), hu_value_new_int (1) };
  g_autoptr (HuValue) value = hu_value_new_object_take (keys, values, 2);

  return hu_codebook_new (value, NULL);
}

HuCodebook *
hu_codebook_ref (HuCodebook *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
hu_codebook_unref (HuCodebook *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < HU_N_CODES; i++)
    {
      g_array_unref (self->codes[i]);
      g_hash_table_unref (self->by_id[i]);
    }
  hu_value_unref (self->value);
  g_free (self->hash);
  g_free (self);
}

HuValue *
hu_codebook_get_value (HuCodebook *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->value;
}

const char *
hu_codebook_get_title (HuCodebook *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return hu_value_get_member_string (self->value, "title");
}

int
hu_codebook_get_revision (HuCodebook *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return (int) hu_value_get_int (hu_value_get_member (self->value, "revision"));
}

const char *
hu_codebook_get_hash (HuCodebook *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->hash;
}

static gboolean
get_flag (HuCodebook *self, const char *name, gboolean fallback)
{
  HuValue *value = hu_value_get_member (self->value, name);

  return value && hu_value_get_type_of (value) == HU_VALUE_BOOLEAN ? hu_value_get_boolean (value) : fallback;
}

gboolean
hu_codebook_get_topics_open (HuCodebook *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return get_flag (self, "topics_open", TRUE);
}

gboolean
hu_codebook_get_speakers_open (HuCodebook *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return get_flag (self, "speakers_open", TRUE);
}

gboolean
hu_codebook_get_unitizing (HuCodebook *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return get_flag (self, "unitizing", FALSE);
}

gboolean
hu_codebook_get_is_file (HuCodebook *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->is_file;
}

void
hu_codebook_mark_file (HuCodebook *self)
{
  g_return_if_fail (self != NULL);
  self->is_file = TRUE;
}

const HuCode *
hu_codebook_get_codes (HuCodebook *self, HuCodes codes, gsize *n)
{
  g_return_val_if_fail (self != NULL && codes < HU_N_CODES, NULL);
  *n = self->codes[codes]->len;
  return (const HuCode *) self->codes[codes]->data;
}

const HuCode *
hu_codebook_find (HuCodebook *self, HuCodes codes, const char *id)
{
  gpointer place;

  g_return_val_if_fail (self != NULL && codes < HU_N_CODES, NULL);
  if (!id || !g_hash_table_lookup_extended (self->by_id[codes], id, NULL, &place))
    return NULL;
  return &g_array_index (self->codes[codes], HuCode, GPOINTER_TO_UINT (place));
}

const HuCode *
hu_codebook_find_key (HuCodebook *self, HuCodes codes, const char *scale, const char *key)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (self != NULL && codes < HU_N_CODES && key != NULL, NULL);
  folded = g_utf8_casefold (key, -1);
  for (guint i = 0; i < self->codes[codes]->len; i++)
    {
      const HuCode *code = &g_array_index (self->codes[codes], HuCode, i);
      g_autofree char *other = code->key ? g_utf8_casefold (code->key, -1) : NULL;

      if (g_strcmp0 (other, folded) == 0 && (!scale || g_strcmp0 (code->scale, scale) == 0))
        return code;
    }
  return NULL;
}

const HuCode *
hu_codebook_get_scale_value (HuCodebook *self, const char *scale, gsize n)
{
  g_return_val_if_fail (self != NULL, NULL);
  for (guint i = 0; i < self->codes[HU_CODES_VALUES]->len; i++)
    {
      const HuCode *code = &g_array_index (self->codes[HU_CODES_VALUES], HuCode, i);

      if (!scale)
        scale = code->scale;
      if (strcmp (code->scale, scale) == 0 && n-- == 0)
        return code;
    }
  return NULL;
}

const char *
hu_codebook_get_topic_scale (HuCodebook *self, const char *topic)
{
  const HuCode *code = hu_codebook_find (self, HU_CODES_TOPICS, topic);

  if (code && code->scale)
    return code->scale;
  return self->codes[HU_CODES_SCALES]->len ? g_array_index (self->codes[HU_CODES_SCALES], HuCode, 0).id
                                           : NULL;
}

gboolean
hu_code_applies_to (const HuCode *field, const char *kind)
{
  g_return_val_if_fail (field != NULL && kind != NULL, FALSE);
  return hu_value_has_string (hu_value_get_member (field->value, "applies_to"), kind);
}

static HuValue *
object_of_strings (const char *const *pairs)
{
  HuValue *object = NULL;

  for (guint i = 0; pairs[i]; i += 2)
    {
      g_autoptr (HuValue) string = pairs[i + 1] ? hu_value_new_string (pairs[i + 1]) : NULL;
      HuValue *longer = string ? hu_value_object_with (object, pairs[i], string) : NULL;

      if (!longer)
        continue;
      g_clear_pointer (&object, hu_value_unref);
      object = longer;
    }
  return object;
}

static HuValue *
with_appended (HuValue *object, const char *list_name, HuValue *item)
{
  g_autoptr (HuValue) list = hu_value_list_with_item (hu_value_get_member (object, list_name), item);

  return hu_value_object_with (object, list_name, list);
}

static HuValue *
history_entry (int revision, const char *what, const char *by, const char *time)
{
  g_autofree char *words = g_strdup_printf ("topic added: %s", what);
  const char *pairs[] = { "changed", time, "by", by, "what", words, NULL };
  g_autoptr (HuValue) strings = object_of_strings (pairs);
  const char *keys[4] = { "revision" };
  HuValue *values[4] = { hu_value_new_int (revision) };
  gsize n = 1;

  for (gsize i = 0; i < hu_value_get_size (strings); i++, n++)
    {
      keys[n] = hu_value_get_key (strings, i);
      values[n] = hu_value_ref (hu_value_get_member (strings, keys[n]));
    }
  return hu_value_new_object_take (keys, values, n);
}

HuCodebook *
hu_codebook_with_topic (
    HuCodebook *self, const char *id, const char *label, const char *scale, const char *by, const char *time)
{
  const char *pairs[] = { "id", id, "label", label, "scale", scale, NULL };
  int revision;
  g_autoptr (HuValue) topic = NULL, entry = NULL, number = NULL, hash = NULL;
  g_autoptr (HuValue) a = NULL, b = NULL, c = NULL, d = NULL;
  g_autofree char *digest = NULL;
  HuCodebook *changed;

  g_return_val_if_fail (self != NULL && id != NULL && label != NULL, NULL);
  revision = hu_codebook_get_revision (self) + 1;
  topic = object_of_strings (pairs);
  entry = history_entry (revision, label, by, time);
  number = hu_value_new_int (revision);
  a = with_appended (self->value, "topics", topic);
  b = hu_value_object_with (a, "revision", number);
  c = with_appended (b, "history", entry);
  digest = compute_hash (c);
  hash = hu_value_new_string (digest);
  d = hu_value_get_member (c, "hash") ? hu_value_object_with (c, "hash", hash) : hu_value_ref (c);
  changed = hu_codebook_new (d, NULL);
  g_return_val_if_fail (changed != NULL, NULL);
  changed->is_file = self->is_file;
  return changed;
}

HuCodebook *
hu_codebook_with_topics (HuCodebook *self, GPtrArray *topics)
{
  g_autoptr (HuValue) value = NULL;
  gboolean longer = FALSE;

  g_return_val_if_fail (self != NULL && topics != NULL, NULL);
  value = hu_value_ref (self->value);
  for (guint i = 0; i < topics->len; i++)
    {
      HuRecord *record = g_ptr_array_index (topics, i);
      const char *pairs[] = { "id",    hu_record_get_id (record),
                              "label", hu_record_get_string (record, HU_MEMBER_LABEL),
                              "scale", hu_record_get_string (record, HU_MEMBER_SCALE),
                              NULL };
      g_autoptr (HuValue) topic = NULL;
      g_autoptr (HuValue) before = NULL;

      if (hu_codebook_find (self, HU_CODES_TOPICS, hu_record_get_id (record)))
        continue;
      topic = object_of_strings (pairs);
      before = g_steal_pointer (&value);
      value = with_appended (before, "topics", topic);
      longer = TRUE;
    }
  return longer ? hu_codebook_new (value, NULL) : hu_codebook_ref (self);
}
