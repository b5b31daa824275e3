/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file to be imported, with what stands beside it and how it is to be read. */
#include "config.h"

#include "hu-import-source.h"

#include "hu-error.h"
#include "hu-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _HuImportSource
{
  char *path;
  char *name;
  HuImportOptions options;
  char *encoding;
  char *coder;
  GBytes *bytes;
  HuText *text;
};

static HuImportSource *
source_new (char *name, const HuImportOptions *options)
{
  HuImportSource *self = g_new0 (HuImportSource, 1);

  self->name = name;
  if (options)
    self->options = *options;
  self->options.encoding = self->encoding = g_strdup (self->options.encoding);
  self->options.coder = self->coder = g_strdup (self->options.coder);
  return self;
}

HuImportSource *
hu_import_source_new (const char *path, const HuImportOptions *options)
{
  HuImportSource *self;

  g_return_val_if_fail (path != NULL, NULL);
  self = source_new (g_filename_display_basename (path), options);
  self->path = g_canonicalize_filename (path, NULL);
  return self;
}

HuImportSource *
hu_import_source_new_for_bytes (const char *name, GBytes *bytes, const HuImportOptions *options)
{
  HuImportSource *self;

  g_return_val_if_fail (name != NULL && bytes != NULL, NULL);
  self = source_new (g_strdup (name), options);
  self->bytes = g_bytes_ref (bytes);
  return self;
}

void
hu_import_source_free (HuImportSource *self)
{
  g_return_if_fail (self != NULL);
  g_free (self->path);
  g_free (self->name);
  g_free (self->encoding);
  g_free (self->coder);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->text, hu_text_unref);
  g_free (self);
}

const char *
hu_import_source_get_path (HuImportSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->path;
}

const char *
hu_import_source_get_name (HuImportSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->name;
}

char *
hu_import_source_dup_stem (HuImportSource *self)
{
  const char *dot;

  g_return_val_if_fail (self != NULL, NULL);
  dot = strrchr (self->name, '.');
  return dot && dot > self->name ? g_strndup (self->name, (gsize) (dot - self->name)) : g_strdup (self->name);
}

gboolean
hu_import_source_has_extension (HuImportSource *self, const char *extension)
{
  gsize name, length;

  g_return_val_if_fail (self != NULL && extension != NULL, FALSE);
  name = strlen (self->name);
  length = strlen (extension);
  return name > length && self->name[name - length - 1] == '.' &&
         g_ascii_strcasecmp (self->name + name - length, extension) == 0;
}

const HuImportOptions *
hu_import_source_get_options (HuImportSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return &self->options;
}

/* A device or a pipe is no file whose size can be known. */
static GBytes *
load (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                         G_FILE_QUERY_INFO_NONE, NULL, error);

  if (!info)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("It isn’t a file"));
      return NULL;
    }
  if (g_file_info_get_size (info) > HU_IMPORT_MAX_SIZE)
    {
      g_set_error_literal (error, HU_ERROR, HU_ERROR_TOO_LARGE, _ ("The file is too large"));
      return NULL;
    }
  return g_file_load_bytes (file, NULL, NULL, error);
}

GBytes *
hu_import_source_get_bytes (HuImportSource *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (!self->bytes)
    self->bytes = load (self->path, error);
  return self->bytes;
}

const char *
hu_import_source_get_utf8 (HuImportSource *self, gsize *length, GError **error)
{
  g_return_val_if_fail (self != NULL && length != NULL, NULL);
  if (!self->text)
    {
      GBytes *bytes = hu_import_source_get_bytes (self, error);

      self->text = bytes ? hu_text_new (bytes, self->encoding, error) : NULL;
    }
  return self->text ? hu_text_get_utf8 (self->text, length) : NULL;
}

GBytes *
hu_import_source_load_beside (HuImportSource *self, const char *name, char **path, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *beside = NULL;
  GBytes *bytes;

  g_return_val_if_fail (self != NULL && name != NULL && !strchr (name, '/'), NULL);
  if (!self->path)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("%s isn’t there"), name);
      return NULL;
    }
  folder = g_path_get_dirname (self->path);
  beside = g_build_filename (folder, name, NULL);
  bytes = load (beside, error);
  if (bytes && path)
    *path = g_steal_pointer (&beside);
  return bytes;
}
