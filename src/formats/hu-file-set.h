/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that one writing makes: suffixes and bytes, without a place yet. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HuFileSet:
 *
 * What a format writes of some documents: usually one file, ".json"; sometimes several (".ann" beside
 * ".txt"). A file is named by its suffix alone; whoever saves it puts the stem before it. The first is the
 * one that a person asked for by name.
 */
typedef struct _HuFileSet HuFileSet;

/* Whether a file is of one coder's layer ("visit.@ilse.ann"), or the same for all layers of the document
 * ("visit.txt"). */
typedef enum
{
  HU_FILE_OF_LAYER,
  HU_FILE_OF_DOCUMENT,
} HuFileOwner;

/* (transfer full) */
HuFileSet *hu_file_set_new (void);
void hu_file_set_free (HuFileSet *self);

/* @suffix: with its dot (".ann", ".config.xml"), each once. @bytes: (transfer full). */
void hu_file_set_take (HuFileSet *self, const char *suffix, HuFileOwner owner, GBytes *bytes);
guint hu_file_set_get_size (HuFileSet *self);
/* NULL past the end. (transfer none) */
const char *hu_file_set_get_suffix (HuFileSet *self, guint n);
GBytes *hu_file_set_get_bytes (HuFileSet *self, guint n);
/* The bytes under a suffix, or NULL. (transfer none) */
GBytes *hu_file_set_find (HuFileSet *self, const char *suffix);
/* The n-th file's name: "visit" and ".ann" are "visit.ann", or "visit.@ilse.ann" of a coder's layer. @coder:
 * (nullable). (transfer full) */
char *hu_file_set_dup_name (HuFileSet *self, guint n, const char *stem, const char *coder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuFileSet, hu_file_set_free)

G_END_DECLS
