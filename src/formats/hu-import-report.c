/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import has to say: what was wrong in which file and line, and what was made of it. */
#include "config.h"

#include "hu-import-report.h"

static void
remark_free (gpointer data)
{
  HuImportRemark *self = data;

  g_free (self->file);
  g_free (self->message);
  g_free (self);
}

HuImportReport *
hu_import_report_new (void)
{
  HuImportReport *self = g_new0 (HuImportReport, 1);

  self->remarks = g_ptr_array_new_with_free_func (remark_free);
  return self;
}

void
hu_import_report_free (HuImportReport *self)
{
  g_return_if_fail (self != NULL);
  g_ptr_array_unref (self->remarks);
  g_free (self->file);
  g_free (self);
}

void
hu_import_report_set_file (HuImportReport *self, const char *file)
{
  g_return_if_fail (self != NULL);
  g_free (self->file);
  self->file = g_strdup (file);
  self->n_of_file = 0;
}

void
hu_import_report_add (HuImportReport *self, HuSeverity severity, guint line, const char *format, ...)
{
  HuImportRemark *remark;
  va_list args;

  g_return_if_fail (self != NULL && format != NULL);
  if (severity < HU_REMARK_ERROR && self->n_of_file++ >= HU_IMPORT_MAX_REMARKS)
    {
      self->n_dropped++;
      return;
    }
  remark = g_new0 (HuImportRemark, 1);
  remark->severity = severity;
  remark->file = g_strdup (self->file ? self->file : "");
  remark->line = line;
  va_start (args, format);
  remark->message = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->remarks, remark);
}

void
hu_import_report_join (HuImportReport *self, HuImportReport *other)
{
  g_return_if_fail (self != NULL && other != NULL && self != other);
  g_ptr_array_extend_and_steal (self->remarks, g_ptr_array_ref (other->remarks));
  other->remarks = g_ptr_array_new_with_free_func (remark_free);
  self->n_dropped += other->n_dropped;
  other->n_dropped = 0;
}

guint
hu_import_report_count (HuImportReport *self, HuSeverity severity)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);
  for (guint i = 0; i < self->remarks->len; i++)
    n += ((HuImportRemark *) g_ptr_array_index (self->remarks, i))->severity >= severity;
  return n;
}

char *
hu_import_remark_to_string (const HuImportRemark *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (!*self->file)
    return g_strdup (self->message);
  if (self->line > 0)
    return g_strdup_printf ("%s:%u: %s", self->file, self->line, self->message);
  return g_strdup_printf ("%s: %s", self->file, self->message);
}
