/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import has to say: what was wrong in which file and line, and what was made of it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Remarks on one file that are kept; of more, only how many. */
#define HU_IMPORT_MAX_REMARKS 1000

typedef enum
{
  HU_REMARK_NOTE,    /* something was decided or kept in another way; nothing is lost */
  HU_REMARK_WARNING, /* a part is broken and was left out; the rest is there */
  HU_REMARK_ERROR,   /* nothing could be had of the file */
} HuSeverity;

/* @line: from 1; 0: the file as a whole. @message: for people, translated. */
typedef struct
{
  HuSeverity severity;
  char *file;
  guint line;
  char *message;
} HuImportRemark;

/**
 * HuImportReport:
 * @remarks: (element-type HuImportRemark): in the order in which they were made
 * @n_dropped: remarks beyond HU_IMPORT_MAX_REMARKS of a file
 */
typedef struct
{
  GPtrArray *remarks;
  guint n_dropped;
  /*< private >*/
  char *file;
  guint n_of_file;
} HuImportReport;

/* (transfer full) */
HuImportReport *hu_import_report_new (void);
void hu_import_report_free (HuImportReport *self);
/* What is added from now on is about @file. */
void hu_import_report_set_file (HuImportReport *self, const char *file);
void hu_import_report_add (HuImportReport *self, HuSeverity severity, guint line, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
/* Moves all that @other says to the end of @self. */
void hu_import_report_join (HuImportReport *self, HuImportReport *other);
/* How many remarks are as severe, or more so. */
guint hu_import_report_count (HuImportReport *self, HuSeverity severity);
/* A remark as one line, "visit.ann:12: …". (transfer full) */
char *hu_import_remark_to_string (const HuImportRemark *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuImportReport, hu_import_report_free)

G_END_DECLS
