/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings: what is wrong within a file that can be read all the same. */
#include "config.h"

#include "hu-finding.h"

#include <glib/gi18n-lib.h>

static void
finding_free (gpointer data)
{
  HuFinding *self = data;

  g_free (self->path);
  g_free (self->message);
  g_free (self);
}

GPtrArray *
hu_findings_new (void)
{
  return g_ptr_array_new_with_free_func (finding_free);
}

void
hu_findings_take (
    GPtrArray *findings, HuFindingSeverity severity, char *path, gsize offset, const char *message)
{
  HuFinding *finding;

  g_return_if_fail (findings != NULL && path != NULL && message != NULL);
  if (findings->len > HU_FINDINGS_MAX)
    {
      finding = g_ptr_array_index (findings, HU_FINDINGS_MAX);
      finding->severity = MAX (finding->severity, severity);
      g_free (path);
      return;
    }
  finding = g_new0 (HuFinding, 1);
  finding->severity = severity;
  if (findings->len == HU_FINDINGS_MAX)
    {
      g_free (path);
      path = g_strdup ("");
      offset = 0;
      message = _ ("and there is more");
    }
  finding->path = path;
  finding->offset = offset;
  finding->message = g_strdup (message);
  g_ptr_array_add (findings, finding);
}

gboolean
hu_findings_have_error (GPtrArray *findings)
{
  for (guint i = 0; findings && i < findings->len; i++)
    if (((HuFinding *) g_ptr_array_index (findings, i))->severity == HU_FINDING_ERROR)
      return TRUE;
  return FALSE;
}

char *
hu_finding_to_string (const HuFinding *self)
{
  g_autofree char *place = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  place = *self->path ? g_strdup_printf (_ ("%s: %s"), self->path, self->message) : g_strdup (self->message);
  if (self->line == 0)
    return g_steal_pointer (&place);
  /* TRANSLATORS: a line of a file, and what is wrong there. */
  return g_strdup_printf (_ ("line %u: %s"), self->line, place);
}

char *
hu_findings_describe_error (GPtrArray *findings)
{
  g_return_val_if_fail (findings != NULL, NULL);
  for (guint i = 0; i < findings->len; i++)
    {
      HuFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity == HU_FINDING_ERROR)
        return hu_finding_to_string (finding);
    }
  return NULL;
}
