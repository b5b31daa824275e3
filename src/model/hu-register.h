/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The speaker register: the speakers that a project shares. */
#pragma once

#include "hu-record.h"

G_BEGIN_DECLS

/**
 * HuRegister:
 *
 * Immutable and atomically refcounted: speaker records with ids that hold in the whole project. It keeps the
 * rest of its file, unknown members included.
 */
typedef struct _HuRegister HuRegister;

/* @speakers: (element-type HuRecord): of HU_KIND_SPEAKER, ids distinct; @rest: (nullable): the file's object
 * without its speakers. (transfer full) */
HuRegister *hu_register_new (GPtrArray *speakers, HuValue *rest);
HuRegister *hu_register_ref (HuRegister *self);
void hu_register_unref (HuRegister *self);

gboolean hu_register_get_is_file (HuRegister *self);
void hu_register_mark_file (HuRegister *self);
/* (transfer none) (nullable) */
HuValue *hu_register_get_rest (HuRegister *self);
gsize hu_register_get_size (HuRegister *self);
/* In the order of the ids. (transfer none) */
HuRecord *hu_register_get_nth (HuRegister *self, gsize index);
/* By id, or by an old id that was merged. (transfer none) (nullable) */
HuRecord *hu_register_find (HuRegister *self, const char *id);
/* By name or alias (folded: hu_name_fold()); the first. (transfer none) (nullable) */
HuRecord *hu_register_find_name (HuRegister *self, const char *name);
/* The one that the same-name rule joins @speaker with: both named, same kind, same name or alias. */
HuRecord *hu_register_find_same (HuRegister *self, HuRecord *speaker);
/* A copy with @speaker added, or in place of the one of its id. (transfer full) */
HuRegister *hu_register_with_speaker (HuRegister *self, HuRecord *speaker);

/* Whether the text names a speaker: `named` isn't false. */
gboolean hu_speaker_is_named (HuRecord *speaker);
/* Its kind, "person" where none is set. */
const char *hu_speaker_get_kind (HuRecord *speaker);
/* Its name, its id where it has none. */
const char *hu_speaker_get_name (HuRecord *speaker);
/* One or two letters: of the first and last word for names in capitals ("AV"), in lower case for descriptions
 * ("sp", "pf"). (transfer full) */
char *hu_speaker_get_initials (HuRecord *speaker);
/* The place of its colour among @n, stable across articles: by its register id, else its name. */
guint hu_speaker_get_color_index (HuRecord *speaker, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuRegister, hu_register_unref)

G_END_DECLS
