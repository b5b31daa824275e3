/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions in a file that Git could not merge. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  GBytes *mine;
  GBytes *base; /* (nullable): where the file has it ("diff3") */
  GBytes *theirs;
} HuConflictVersions;

void hu_conflict_versions_clear (HuConflictVersions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HuConflictVersions, hu_conflict_versions_clear)

/* FALSE where @bytes has no conflict markers, or not in their order. @versions: (out): the whole file as each
 * side has it. */
gboolean hu_conflict_markers_split (GBytes *bytes, HuConflictVersions *versions);

G_END_DECLS
