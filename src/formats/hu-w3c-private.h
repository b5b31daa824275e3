/* SPDX-License-Identifier: GPL-3.0-or-later */
/* W3C Web Annotations: what the files that read share. */
#pragma once

#include "hu-w3c.h"

G_BEGIN_DECLS

/**
 * HuW3cReader:
 * @annotations: (element-type HuValue): borrowed from the file's value
 * @numbers: the number of each of them, from 1
 * @own: (nullable): what is in our own term of the collection: the file is one of ours
 * @same_text: whether the text is the one that our file was written of
 */
typedef struct
{
  HuImportSource *source;
  HuImportResult *result;
  GPtrArray *annotations;
  GHashTable *numbers;
  HuValue *own;
  gboolean same_text;
} HuW3cReader;

/* Whether the type of @value is @type, or one of several. */
gboolean hu_w3c_has_type (HuValue *value, const char *type);
/* What an annotation is called in messages. (transfer full) */
char *hu_w3c_reader_dup_place (HuW3cReader *self, HuValue *annotation);
/* The places of all targets, in the order of the text; NULL where there is none, which is told. (transfer
 * full) (nullable) */
HuValue *hu_w3c_reader_make_passage (HuW3cReader *self,
                                     HuImportedLayer *layer,
                                     HuW3cPlacer *placer,
                                     HuValue *annotation);
/* Makes a tag of an annotation that says nothing in our own term. */
void hu_w3c_reader_take_foreign (HuW3cReader *self,
                                 HuImportedLayer *layer,
                                 HuW3cPlacer *placer,
                                 HuValue *annotation);
/* Makes a layer of a file of ours. */
void hu_w3c_reader_take_own (HuW3cReader *self, HuImportedLayer *layer);

G_END_DECLS
