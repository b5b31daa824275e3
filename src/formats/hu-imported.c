/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read of a foreign file: documents, their layers, and what goes into the project's files. */
#include "config.h"

#include "hu-imported.h"

#include "hu-register.h"
#include "hu-slug.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Documents. */

static void
layer_free (gpointer data)
{
  HuImportedLayer *self = data;

  g_free (self->coder);
  g_free (self->coder_name);
  hu_snapshot_unref (self->snapshot);
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    g_hash_table_unref (self->ids[kind]);
  g_free (self);
}

HuImportedDocument *
hu_imported_document_new (const char *name, GBytes *bytes, const char *encoding, GError **error)
{
  g_autoptr (HuText) text = NULL;
  HuImportedDocument *self;

  g_return_val_if_fail (name != NULL && bytes != NULL, NULL);
  text = hu_text_new (bytes, encoding, error);
  if (!text)
    return NULL;
  self = g_new0 (HuImportedDocument, 1);
  self->name = g_strdup (name);
  self->bytes = g_bytes_ref (bytes);
  self->text = g_steal_pointer (&text);
  self->layers = g_ptr_array_new_with_free_func (layer_free);
  return self;
}

HuImportedDocument *
hu_imported_document_new_utf8 (const char *name, const char *utf8, gssize length, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (name != NULL && utf8 != NULL, NULL);
  bytes = g_bytes_new (utf8, length < 0 ? strlen (utf8) : (gsize) length);
  return hu_imported_document_new (name, bytes, "utf-8", error);
}

HuImportedDocument *
hu_imported_document_new_beside (HuImportSource *source,
                                 const char *name,
                                 const char *encoding,
                                 GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  HuImportedDocument *self;

  g_return_val_if_fail (source != NULL && name != NULL, NULL);
  bytes = hu_import_source_load_beside (source, name, &path, error);
  self = bytes ? hu_imported_document_new (name, bytes, encoding, error) : NULL;
  if (self)
    self->path = g_steal_pointer (&path);
  return self;
}

void
hu_imported_document_free (HuImportedDocument *self)
{
  g_return_if_fail (self != NULL);
  g_free (self->name);
  g_free (self->path);
  g_bytes_unref (self->bytes);
  hu_text_unref (self->text);
  g_ptr_array_unref (self->layers);
  g_free (self);
}

char *
hu_import_make_coder_id (const char *name)
{
  g_autofree char *ascii = NULL;
  g_autoptr (GString) id = g_string_new (NULL);

  g_return_val_if_fail (name != NULL, NULL);
  ascii = g_str_to_ascii (name, "C");
  for (const char *p = ascii; *p && id->len < 32; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (id, g_ascii_tolower (*p));
    else if (id->len > 0 && id->str[id->len - 1] != '-')
      g_string_append_c (id, '-');
  while (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);
  return id->len ? g_string_free (g_steal_pointer (&id), FALSE) : g_strdup ("x");
}

HuImportedLayer *
hu_imported_document_add_layer (HuImportedDocument *self, const char *coder, const char *coder_name)
{
  HuImportedLayer *layer;

  g_return_val_if_fail (self != NULL, NULL);
  layer = g_new0 (HuImportedLayer, 1);
  layer->document = self;
  layer->coder = coder ? hu_import_make_coder_id (coder) : NULL;
  layer->coder_name = g_strdup (coder_name || g_strcmp0 (coder, layer->coder) == 0 ? coder_name : coder);
  layer->snapshot = hu_snapshot_new ();
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    layer->ids[kind] = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (self->layers, layer);
  return layer;
}

/* Records. */

/* The place of an id among its kind's records, or -1. */
static int
find_index (HuImportedLayer *self, HuKind kind, const char *id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->ids[kind], id)) - 1;
}

HuRecord *
hu_imported_layer_find (HuImportedLayer *self, HuKind kind, const char *id)
{
  int index;

  g_return_val_if_fail (self != NULL && kind < HU_N_KINDS && id != NULL, NULL);
  index = find_index (self, kind, id);
  return index < 0 ? NULL : g_ptr_array_index (self->snapshot->records[kind], index);
}

static void
put (HuImportedLayer *self, HuRecord *record, int index)
{
  GPtrArray *records = self->snapshot->records[hu_record_get_kind (record)];
  GHashTable *ids = self->ids[hu_record_get_kind (record)];

  if (index < 0)
    {
      g_ptr_array_add (records, record);
      g_hash_table_insert (ids, (gpointer) hu_record_get_id (record), GINT_TO_POINTER ((int) records->len));
      return;
    }
  g_hash_table_replace (ids, (gpointer) hu_record_get_id (record), GINT_TO_POINTER (index + 1));
  hu_record_unref (g_ptr_array_index (records, index));
  g_ptr_array_index (records, index) = record;
}

void
hu_imported_layer_replace (HuImportedLayer *self, HuRecord *record)
{
  int index;

  g_return_if_fail (self != NULL && record != NULL);
  index = find_index (self, hu_record_get_kind (record), hu_record_get_id (record));
  g_return_if_fail (index >= 0);
  put (self, hu_record_ref (record), index);
}

/* @id with a number that makes it the only one. (transfer full) */
static char *
make_free_id (HuImportedLayer *self, HuKind kind, const char *id)
{
  for (guint i = 2;; i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s-%u", id, i);
      g_autofree char *free_id =
          HU_KIND_IS_TAG (kind) ? hu_imported_layer_make_id (self, kind, numbered) : g_strdup (numbered);

      if (find_index (self, kind, free_id) < 0)
        return g_steal_pointer (&free_id);
    }
}

HuRecord *
hu_imported_layer_take (HuImportedLayer *self, HuRecordBuilder *builder)
{
  HuRecord *record;
  HuKind kind;
  int index;

  g_return_val_if_fail (self != NULL && builder != NULL, NULL);
  record = hu_record_builder_end (builder);
  kind = hu_record_get_kind (record);
  index = find_index (self, kind, hu_record_get_id (record));
  if (index >= 0 && kind > HU_KIND_LAYER)
    {
      g_autoptr (HuRecord) twin = record;
      g_autofree char *id = make_free_id (self, kind, hu_record_get_id (twin));

      record = hu_record_with_id (twin, id);
      index = -1;
    }
  put (self, record, index);
  return record;
}

char *
hu_imported_layer_make_id (HuImportedLayer *self, HuKind kind, const char *foreign)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize length = sizeof digest;
  g_autofree char *name = NULL;

  g_return_val_if_fail (self != NULL && foreign != NULL, NULL);
  name = g_strdup_printf ("%s/%s/%u/%s", hu_text_get_text_sha256 (self->document->text),
                          self->coder ? self->coder : "", kind, foreign);
  g_checksum_update (checksum, (const guchar *) name, -1);
  g_checksum_get_digest (checksum, digest, &length);
  /* RFC 4122, version 5. */
  digest[6] = (guint8) ((digest[6] & 0x0f) | 0x50);
  digest[8] = (guint8) ((digest[8] & 0x3f) | 0x80);
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", digest[0],
                          digest[1], digest[2], digest[3], digest[4], digest[5], digest[6], digest[7],
                          digest[8], digest[9], digest[10], digest[11], digest[12], digest[13], digest[14],
                          digest[15]);
}

/* The id for a name: its slug, or with a number where somebody else has that. @same: the record of the slug,
 * if it is the one that is meant. */
static char *
make_slug (HuImportedLayer *self, HuKind kind, const char *name)
{
  g_autofree char *slug = hu_slug (name);

  return find_index (self, kind, slug) < 0 ? g_steal_pointer (&slug) : make_free_id (self, kind, slug);
}

static HuRecord *
find_named (HuImportedLayer *self, HuKind kind, HuMember member, const char *name)
{
  GPtrArray *records = self->snapshot->records[kind];
  g_autofree char *slug = hu_slug (name);
  HuRecord *record = hu_imported_layer_find (self, kind, slug);

  if (record && g_strcmp0 (hu_record_get_string (record, member), name) == 0)
    return record;
  /* Only a name whose slug is somebody else's needs a search. */
  for (guint i = 0; record && i < records->len; i++)
    if (g_strcmp0 (hu_record_get_string (g_ptr_array_index (records, i), member), name) == 0)
      return g_ptr_array_index (records, i);
  return NULL;
}

/* @kind: (nullable): whichever. */
static gboolean
is_speaker (HuRecord *record, const char *name, const char *kind, gboolean named)
{
  return g_strcmp0 (hu_record_get_string (record, HU_MEMBER_NAME), name) == 0 &&
         hu_speaker_is_named (record) == named &&
         (!kind || g_strcmp0 (hu_record_get_string (record, HU_MEMBER_KIND), kind) == 0);
}

static HuRecord *
find_speaker (HuImportedLayer *self, const char *name, const char *kind, gboolean named)
{
  GPtrArray *records = self->snapshot->records[HU_KIND_SPEAKER];
  g_autofree char *slug = hu_slug (name);
  HuRecord *record = hu_imported_layer_find (self, HU_KIND_SPEAKER, slug);

  if (record && is_speaker (record, name, kind, named))
    return record;
  /* Only a name whose slug is somebody else's needs a search. */
  for (guint i = 0; record && i < records->len; i++)
    if (is_speaker (g_ptr_array_index (records, i), name, kind, named))
      return g_ptr_array_index (records, i);
  return NULL;
}

const char *
hu_imported_layer_ensure_speaker (HuImportedLayer *self, const char *name, const char *kind, gboolean named)
{
  HuRecord *record;
  HuRecordBuilder builder;
  g_autofree char *id = NULL;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);
  record = find_speaker (self, name, kind, named);
  if (record)
    return hu_record_get_id (record);
  id = make_slug (self, HU_KIND_SPEAKER, name);
  hu_record_builder_init (&builder, HU_KIND_SPEAKER, id, NULL);
  hu_record_builder_set_string (&builder, HU_MEMBER_NAME, name);
  hu_record_builder_set_string (&builder, HU_MEMBER_KIND, kind);
  if (!named)
    hu_record_builder_take (&builder, HU_MEMBER_NAMED, hu_value_new_boolean (FALSE));
  return hu_record_get_id (hu_imported_layer_take (self, &builder));
}

const char *
hu_imported_layer_ensure_code (HuImportedLayer *self, HuKind kind, const char *label)
{
  HuRecord *record;
  HuRecordBuilder builder;
  g_autofree char *id = NULL;

  g_return_val_if_fail (self != NULL && label != NULL, NULL);
  g_return_val_if_fail (kind == HU_KIND_TYPE || kind == HU_KIND_VALUE || kind == HU_KIND_TOPIC, NULL);
  record = find_named (self, kind, HU_MEMBER_LABEL, label);
  if (record)
    return hu_record_get_id (record);
  id = make_slug (self, kind, label);
  hu_record_builder_init (&builder, kind, id, NULL);
  hu_record_builder_set_string (&builder, HU_MEMBER_LABEL, label);
  return hu_record_get_id (hu_imported_layer_take (self, &builder));
}

/* Results. */

HuImportResult *
hu_import_result_new (void)
{
  HuImportResult *self = g_new0 (HuImportResult, 1);

  self->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_imported_document_free);
  self->speakers = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_record_unref);
  self->report = hu_import_report_new ();
  return self;
}

void
hu_import_result_free (HuImportResult *self)
{
  g_return_if_fail (self != NULL);
  g_ptr_array_unref (self->documents);
  g_clear_pointer (&self->codebook, hu_codebook_unref);
  g_ptr_array_unref (self->speakers);
  hu_import_report_free (self->report);
  g_free (self);
}

void
hu_import_result_take_document (HuImportResult *self, HuImportedDocument *document)
{
  g_return_if_fail (self != NULL && document != NULL);
  g_ptr_array_add (self->documents, document);
}
