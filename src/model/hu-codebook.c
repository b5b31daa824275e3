/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codebook: what coders may choose from. */
#include "config.h"
#include "hu-codebook.h"

#include "hu-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _HuCodebook
{
  gatomicrefcount refs;
  HuValue *value;
  gboolean is_file;
  char *hash;
  GArray *codes[HU_N_CODES]; /* of HuCode */
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

static gboolean
shape_error (GError **error, const char *path, const char *what)
{
  g_set_error (error, HU_ERROR, HU_ERROR_SHAPE, "%s: %s", path, what);
  return FALSE;
}

static gboolean
read_list (
    HuCodebook *self, HuCodes codes, HuValue *list, const char *path, const char *scale, GError **error)
{
  if (list && hu_value_get_type_of (list) != HU_VALUE_LIST)
    return shape_error (error, path, _ ("expected a list"));
  for (gsize i = 0; i < hu_value_get_size (list); i++)
    {
      HuValue *item = hu_value_get_item (list, i);
      g_autofree char *item_path = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "]", path, i);
      g_autofree char *values_path = g_strconcat (item_path, ".values", NULL);
      HuCode code;

      if (hu_value_get_type_of (item) != HU_VALUE_OBJECT)
        return shape_error (error, item_path, _ ("expected an object"));
      code = code_view (item, codes, scale);
      if (!code.id || !*code.id)
        return shape_error (error, item_path, _ ("has no id"));
      if (hu_codebook_find (self, codes, code.id))
        return shape_error (error, item_path, _ ("has the same id as another"));
      g_array_append_val (self->codes[codes], code);
      if (codes == HU_CODES_SCALES && !read_list (self, HU_CODES_VALUES, hu_value_get_member (item, "values"),
                                                  values_path, code.id, error))
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
    self->codes[i] = g_array_new (FALSE, FALSE, sizeof (HuCode));
  return self;
}

static char *
compute_hash (HuValue *value)
{
  g_autoptr (HuValue) without_hash = hu_value_object_with (value, "hash", NULL);
  g_autoptr (HuValue) bare = without_hash ? hu_value_object_with (without_hash, "history", NULL) : NULL;
  g_autofree char *canonical = bare ? hu_value_to_canonical_json (bare) : g_strdup ("{}");

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical, -1);
}

HuCodebook *
hu_codebook_new (HuValue *value, GError **error)
{
  g_autoptr (HuCodebook) self = NULL;
  HuValue *version, *history;

  g_return_val_if_fail (value != NULL, NULL);
  if (g_strcmp0 (hu_value_get_member_string (value, "format"), "hustings-codebook") != 0)
    {
      g_set_error_literal (error, HU_ERROR, HU_ERROR_FORMAT, _ ("not a codebook of Hustings"));
      return NULL;
    }
  version = hu_value_get_member (value, "version");
  if (hu_value_get_int (version) < 1)
    {
      shape_error (error, "version", _ ("expected a whole number"));
      return NULL;
    }
  if (hu_value_get_int (version) > 1)
    {
      g_set_error_literal (error, HU_ERROR, HU_ERROR_VERSION,
                           _ ("the codebook was written by a newer version of Hustings"));
      return NULL;
    }
  /* It is added to. */
  history = hu_value_get_member (value, "history");
  if (history && hu_value_get_type_of (history) != HU_VALUE_LIST)
    {
      shape_error (error, "history", _ ("expected a list"));
      return NULL;
    }
  self = codebook_alloc (value);
  for (guint i = 0; i < HU_N_CODES; i++)
    if (i != HU_CODES_VALUES &&
        !read_list (self, i, hu_value_get_member (value, lists[i].list), lists[i].list, NULL, error))
      return NULL;
  self->hash = compute_hash (value);
  return g_steal_pointer (&self);
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
    g_array_unref (self->codes[i]);
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
  g_return_val_if_fail (self != NULL && codes < HU_N_CODES, NULL);
  for (guint i = 0; id && i < self->codes[codes]->len; i++)
    if (strcmp (g_array_index (self->codes[codes], HuCode, i).id, id) == 0)
      return &g_array_index (self->codes[codes], HuCode, i);
  return NULL;
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
