/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document at a glance: what the library shows of it, and what its layers can lend to others. */
#include "config.h"

#include "hu-summary.h"

#include "hu-json.h"
#include "hu-layer-file.h"
#include "hu-parts.h"
#include "hu-register.h"
#include "hu-sidecar.h"

#include <sys/stat.h>

G_DEFINE_BOXED_TYPE (HuSummary, hu_summary, hu_summary_ref, hu_summary_unref)

HuSummary *
hu_summary_new_unread (const char *path)
{
  HuSummary *self;

  g_return_val_if_fail (path != NULL, NULL);
  self = g_new0 (HuSummary, 1);
  g_atomic_ref_count_init (&self->refs);
  self->path = g_strdup (path);
  self->name = g_filename_display_basename (path);
  self->status = g_strdup ("new");
  self->topics = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_record_unref);
  self->speakers = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_record_unref);
  return self;
}

HuSummary *
hu_summary_ref (HuSummary *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
hu_summary_unref (HuSummary *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->path);
  g_free (self->name);
  g_free (self->headline);
  g_free (self->outlet);
  g_free (self->published);
  g_free (self->status);
  g_free (self->error);
  g_ptr_array_unref (self->topics);
  g_ptr_array_unref (self->speakers);
  g_free (self);
}

static void
take_error (HuSummary *self, GError *error)
{
  if (!self->error)
    self->error = g_strdup (error->message);
  g_error_free (error);
}

static guint
count_checked (HuRecord *layer)
{
  HuValue *checked = hu_record_get (layer, HU_MEMBER_CHECKED);
  gint64 n = 0;

  for (gsize i = 0; i < hu_value_get_size (checked); i++)
    {
      HuValue *range = hu_value_get_item (checked, i);

      n += hu_value_get_int (hu_value_get_item (range, 1)) - hu_value_get_int (hu_value_get_item (range, 0));
    }
  return (guint) n;
}

static void
count_layer (HuSummary *self, HuSnapshot *snapshot)
{
  HuRecord *document = hu_snapshot_get_only (snapshot, HU_KIND_DOCUMENT);
  HuRecord *layer = hu_snapshot_get_only (snapshot, HU_KIND_LAYER);
  const char *status = hu_record_get_string (layer, HU_MEMBER_STATUS);

  self->has_layer = TRUE;
  self->headline = g_strdup (hu_record_get_string (document, HU_MEMBER_HEADLINE));
  self->outlet = g_strdup (hu_record_get_string (document, HU_MEMBER_OUTLET));
  self->published = g_strdup (hu_record_get_string (document, HU_MEMBER_PUBLISHED));
  self->n_characters =
      (guint) CLAMP (hu_value_get_int (hu_record_get (document, HU_MEMBER_CHARACTERS)), 0, G_MAXINT32);
  self->n_checked = count_checked (layer);
  self->n_claims = snapshot->records[HU_KIND_CLAIM]->len;
  self->n_mentions = snapshot->records[HU_KIND_MENTION]->len;
  self->n_stances = snapshot->records[HU_KIND_STANCE]->len;
  self->n_memos = snapshot->records[HU_KIND_MEMO]->len;
  if (status)
    {
      g_free (self->status);
      self->status = g_strdup (status);
    }
}

/* What others of the folder can take over. */
static void
gather (HuSummary *self, HuSnapshot *snapshot)
{
  GPtrArray *topics = snapshot->records[HU_KIND_TOPIC];
  GPtrArray *speakers = snapshot->records[HU_KIND_SPEAKER];

  for (guint i = 0; i < topics->len; i++)
    g_ptr_array_add (self->topics, hu_record_ref (g_ptr_array_index (topics, i)));
  for (guint i = 0; i < speakers->len; i++)
    if (hu_speaker_is_named (g_ptr_array_index (speakers, i)))
      g_ptr_array_add (self->speakers, hu_record_ref (g_ptr_array_index (speakers, i)));
}

/* As far as it is sound: what isn't is told where the document is opened. */
static HuSnapshot *
read_layer (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GBytes) bytes = hu_json_load (path, error);
  g_autoptr (GPtrArray) findings = hu_findings_new ();

  return bytes ? hu_layer_file_read (bytes, name, NULL, NULL, findings, error) : NULL;
}

static void
read_layers (HuSummary *self, GPtrArray *sidecars, const char *coder)
{
  for (guint i = 0; i < sidecars->len; i++)
    {
      HuSidecar *sidecar = g_ptr_array_index (sidecars, i);
      gboolean ours = g_strcmp0 (sidecar->coder, coder) == 0;
      GError *error = NULL;
      g_autoptr (HuSnapshot) snapshot = read_layer (sidecar->path, &error);

      if (snapshot && ours)
        count_layer (self, snapshot);
      if (snapshot)
        gather (self, snapshot);
      else if (ours)
        take_error (self, g_steal_pointer (&error));
      g_clear_error (&error);
    }
}

/* What no layer says, from the text. */
static void
read_text (HuSummary *self)
{
  GError *error = NULL;
  g_autoptr (HuText) text = NULL;
  g_autoptr (HuArticle) article = NULL;
  g_autoptr (GBytes) bytes = hu_json_load (self->path, &error);

  if (bytes)
    text = hu_text_new (bytes, NULL, &error);
  if (!text)
    {
      take_error (self, error);
      return;
    }
  article = hu_article_recognise (text);
  self->n_characters = hu_text_get_length (text);
  if (!self->headline)
    self->headline = g_strdup (article->headline);
  if (!self->outlet)
    self->outlet = g_strdup (article->outlet);
  if (!self->published)
    self->published = g_strdup (article->published);
}

HuSummary *
hu_summary_new (const char *path, GPtrArray *sidecars, const char *coder)
{
  HuSummary *self;

  g_return_val_if_fail (path != NULL && sidecars != NULL, NULL);
  self = hu_summary_new_unread (path);
  read_layers (self, sidecars, coder);
  if (!self->headline || self->n_characters == 0)
    read_text (self);
  return self;
}

static guint64
mix (guint64 stamp, const char *path)
{
  struct stat info;

  if (stat (path, &info) != 0)
    return stamp;
  stamp = (stamp ^ (guint64) info.st_mtim.tv_sec) * 1099511628211u;
  stamp = (stamp ^ (guint64) info.st_mtim.tv_nsec) * 1099511628211u;
  stamp = (stamp ^ (guint64) info.st_ino) * 1099511628211u;
  return (stamp ^ (guint64) info.st_size) * 1099511628211u;
}

guint64
hu_summary_stamp (const char *path, GPtrArray *sidecars)
{
  guint64 stamp = 14695981039346656037u;

  g_return_val_if_fail (path != NULL && sidecars != NULL, 0);
  stamp = mix (stamp, path);
  for (guint i = 0; i < sidecars->len; i++)
    stamp = mix (stamp, ((HuSidecar *) g_ptr_array_index (sidecars, i))->path);
  return stamp;
}
