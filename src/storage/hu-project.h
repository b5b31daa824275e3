/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A project: a folder of documents, with its codebook and register. */
#pragma once

#include <gio/gio.h>

#include "hu-codebook.h"
#include "hu-project-item.h"
#include "hu-register.h"

G_BEGIN_DECLS

#define HU_TYPE_PROJECT (hu_project_get_type ())

/**
 * HuProject:
 *
 * A GListModel of the #HuProjectItem of a folder, sorted as people sort names. The list comes first, then the
 * summaries, a few at a time; all files are read in workers. Belongs to the main thread.
 *
 * Property "loading" (notifies): whether something of it is still being read.
 *
 * Signal "changed" (HuProject): the codebook, the register, or what was found in the layers changed.
 */
G_DECLARE_FINAL_TYPE (HuProject, hu_project, HU, PROJECT, GObject)

/* @folder: its file name. Nothing is read before hu_project_load_async(). (transfer full) */
HuProject *hu_project_new (const char *folder);
const char *hu_project_get_folder (HuProject *self);
/* Where the codebook and the register are, or would be. */
const char *hu_project_get_codebook_path (HuProject *self);
const char *hu_project_get_register_path (HuProject *self);

/* Whose layers are counted; nullable. Where the codebook doesn't list that coder, it is a lone coder's,
 * without a name in its file's name. Takes effect at the next reading. */
void hu_project_set_coder (HuProject *self, const char *coder);

/* Reads what is new or was changed. Calling it while it runs makes it run once more. Finishes when all is
 * read; fails where the folder can't be. */
void hu_project_load_async (HuProject *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean hu_project_load_finish (HuProject *self, GAsyncResult *result, GError **error);
gboolean hu_project_get_loading (HuProject *self);

/* One document's files were changed (saved): reads its summary again. */
void hu_project_update (HuProject *self, const char *path);
/* The item of a document, or NULL. @position: (out) (nullable). (transfer none) */
HuProjectItem *hu_project_find (HuProject *self, const char *path, guint *position);

/* The project's codebook; where there is none, or it can't be read, the built-in one. (transfer none) */
HuCodebook *hu_project_get_codebook (HuProject *self);
/* The project's register; where there is none, or it can't be read, hu_project_get_found_speakers().
 * (transfer none) */
HuRegister *hu_project_get_register (HuProject *self);
/* The files were written, with this in them. */
void hu_project_set_codebook (HuProject *self, HuCodebook *codebook);
void hu_project_set_register (HuProject *self, HuRegister *speakers);
/* Why a file that is there can't be read, or what of it, for people: it must not be written then. NULL where
 * all is well. */
const char *hu_project_get_codebook_problem (HuProject *self);
const char *hu_project_get_register_problem (HuProject *self);

/* The topics of the folder's layers, each id once, by id. (transfer none) (element-type HuRecord) */
GPtrArray *hu_project_get_found_topics (HuProject *self);
/* The named speakers of the folder's layers, as of hu_found_speakers(). (transfer none) */
HuRegister *hu_project_get_found_speakers (HuProject *self);

G_END_DECLS
