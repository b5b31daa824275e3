/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brat standoff: the lines of an .ann file, and the layer that they make. */
#pragma once

#include "hu-formats.h"
#include "hu-offsets.h"

G_BEGIN_DECLS

/* The member of our records that keeps what only brat knows. */
#define HU_BRAT_MEMBER "brat"

/* What an item of an .ann file is, by the first letter of its id. */
typedef enum
{
  HU_BRAT_TEXT_BOUND = 'T',
  HU_BRAT_EVENT = 'E',
  HU_BRAT_RELATION = 'R',
  HU_BRAT_ATTRIBUTE = 'A', /* also M */
  HU_BRAT_NORMALIZATION = 'N',
  HU_BRAT_NOTE = '#',
  HU_BRAT_EQUIVALENCE = '*',
} HuBratKind;

/* "Source:T1"; equivalences have arguments without a role. */
typedef struct
{
  char *role;
  char *of;
} HuBratArgument;

/**
 * HuBratItem:
 * @id: "T3"; "*" for an equivalence
 * @type: of all kinds: "Person", "Alias"; an attribute's name
 * @offsets: text-bounds: as the line has them, "0 5;6 10"
 * @text: text-bounds: the words; notes and normalizations: the text; attributes: (nullable) the value
 * @resource: normalizations: "Wikipedia:64488"
 * @trigger: events: the text-bound
 * @arguments: (element-type HuBratArgument): what it refers to; attributes, normalizations and notes have one
 * @passage: text-bounds: (nullable): in our offsets, once it is known how the file counts
 * @tab: the line ends in a tab
 * @used: for the reader: it has become part of a record
 */
typedef struct
{
  HuBratKind kind;
  char *id;
  char *type;
  char *offsets;
  char *text;
  char *resource;
  char *trigger;
  GPtrArray *arguments;
  HuValue *passage;
  gboolean tab;
  gboolean used;
  guint line;
} HuBratItem;

/**
 * HuBratFile:
 * @items: (element-type HuBratItem): in the order of the file
 * @by_id: to the item
 */
typedef struct
{
  GPtrArray *items;
  GHashTable *by_id;
} HuBratFile;

/* Reads the lines of @ann. What is broken is told in @report and left out: lines that aren't of the format,
 * ids that were there, offsets that no passage has, references to what isn't there. (transfer full) */
HuBratFile *hu_brat_file_parse (const char *ann, gsize length, HuImportReport *report);
void hu_brat_file_free (HuBratFile *self);
/* (transfer none) (nullable) */
HuBratItem *hu_brat_file_find (HuBratFile *self, const char *id);

/* The fragments of a line in our offsets: those that only line ends part are one span. NULL where they aren't
 * in the text. (transfer full) (nullable) */
HuValue *hu_brat_parse_offsets (const char *offsets, HuOffsets *units, HuText *text);
/* A passage as brat has it: a fragment for each line that it is on. NULL where it is made of line ends only.
 * @words: (out) (optional) (transfer full): its words, fragments parted by a blank, cut as the quotes are
 * where
 * @cut. (transfer full) (nullable) */
char *hu_brat_format_offsets (HuValue *passage, HuText *text, gboolean cut, char **words);
/* White space as one blank each, NUL as U+2400: what a line can hold. (transfer full) */
char *hu_brat_one_line (const char *text);

/* Makes the records of @file. @newline: how it counts line ends. */
void hu_brat_file_read (HuBratFile *self, HuNewline newline, HuImportedLayer *layer, HuImportReport *report);

/* The lines of a layer. (transfer full) */
GString *hu_brat_write (HuExportDocument *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuBratFile, hu_brat_file_free)

G_END_DECLS
