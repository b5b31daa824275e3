/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings: what is wrong within a file that can be read all the same. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HU_FINDING_WARNING, /* it was read as it stands, but can't be meant so */
  HU_FINDING_ERROR,   /* it was left out of what was read */
} HuFindingSeverity;

/**
 * HuFinding:
 * @path: the place as people write it, "claims[3].passage[0].end"; "" for the whole file
 * @offset: the same as a byte of the file
 * @line: the same as a line, from 1; 0 where it isn't known
 * @message: what is wrong, translated
 */
typedef struct
{
  HuFindingSeverity severity;
  char *path;
  gsize offset;
  guint line;
  char *message;
} HuFinding;

/* A list holds no more than these, and then one that says that there are more. */
#define HU_FINDINGS_MAX 1000

/* (transfer full) (element-type HuFinding) */
GPtrArray *hu_findings_new (void);
/* @path: (transfer full). @message: copied. */
void hu_findings_take (
    GPtrArray *findings, HuFindingSeverity severity, char *path, gsize offset, const char *message);
/* Whether something was left out. @findings: (nullable). */
gboolean hu_findings_have_error (GPtrArray *findings);
/* The first that is an error, as hu_finding_to_string(); NULL where none is. (transfer full) (nullable) */
char *hu_findings_describe_error (GPtrArray *findings);
/* "line 12: claims[3].type: a string is expected". (transfer full) */
char *hu_finding_to_string (const HuFinding *self);

G_END_DECLS
