/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one door: every change of a layer is an edit, a group of records before and after. */
#pragma once

#include "hu-record.h"

G_BEGIN_DECLS

/**
 * HuChange:
 * @before: (nullable): NULL when the change makes the record
 * @after: (nullable): NULL when it removes it
 */
typedef struct
{
  HuKind kind;
  const char *id;
  HuRecord *before;
  HuRecord *after;
} HuChange;

/**
 * HuEdit:
 *
 * A group of changes that is done and undone as one. Built with hu_edit_new() and hu_edit_add(), then handed
 * to hu_document_apply(); from then on it is immutable. Refcounted (atomically).
 */
typedef struct _HuEdit HuEdit;

/* @label: what it does, for people, translated ("Tag claim"). (transfer full) */
HuEdit *hu_edit_new (const char *label);
/* One that was made before, as a journal kept it. @time: as of hu_edit_get_time(). (transfer full) */
HuEdit *hu_edit_new_again (const char *uuid, const char *label, gint64 time);
HuEdit *hu_edit_ref (HuEdit *self);
void hu_edit_unref (HuEdit *self);

/* Adds a change of one record; both are (transfer none) (nullable), of the same kind and id. A record changed
 * before in this edit keeps its first @before, and what ends as it began is dropped. */
void hu_edit_add (HuEdit *self, HuRecord *before, HuRecord *after);
/* What @self makes of a record so far: its newest after, or @current where it doesn't touch it. (transfer
 * none) (nullable): NULL when the edit removes it. */
HuRecord *hu_edit_get_newest (HuEdit *self, HuKind kind, const char *id, HuRecord *current);
guint hu_edit_get_n_changes (HuEdit *self);
const HuChange *hu_edit_get_change (HuEdit *self, guint index);
const HuChange *hu_edit_find_change (HuEdit *self, HuKind kind, const char *id);

const char *hu_edit_get_uuid (HuEdit *self);
const char *hu_edit_get_label (HuEdit *self);
/* Seconds since 1970, UTC, of when it was made. */
gint64 hu_edit_get_time (HuEdit *self);

/* Edits with the same key that follow each other within two seconds become one step of undo (typing in a
 * note).
 * @key: (nullable): such as "note:" and the id. */
void hu_edit_set_coalesce_key (HuEdit *self, const char *key);
/* The same, however long it takes: until hu_document_end_coalescing() (a drag). */
void hu_edit_set_coalesces_until_ended (HuEdit *self);
gboolean hu_edit_can_coalesce (HuEdit *earlier, HuEdit *later);
/* One edit that does what @earlier and then @later do. (transfer full) */
HuEdit *hu_edit_concat (HuEdit *earlier, HuEdit *later);
/* What undoes @self. (transfer full) */
HuEdit *hu_edit_invert (HuEdit *self);

/* The tag that a person would look at after this edit: what it made or changed first; may be gone.
 * Set by the operation that made the edit. */
void hu_edit_set_focus (HuEdit *self, HuKind kind, const char *id);
gboolean hu_edit_get_focus (HuEdit *self, HuKind *kind, const char **id);

/* "2031-03-05T10:12:09Z" of now. (transfer full) */
char *hu_time_now (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuEdit, hu_edit_unref)

G_END_DECLS
