/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the JSON reader share. */
#pragma once

#include "hu-json.h"

G_BEGIN_DECLS

/* As hu_json_read(). @stopped_at: (out) (optional): the first byte of the last event's token. */
gboolean hu_json_read_events (
    GBytes *bytes, const char *name, HuJsonFunc func, gpointer user_data, gsize *stopped_at, GError **error);
/* Hands the events of a part of @bytes, which were read and found sound, to @func. The first byte of the last
 * event's token. */
gsize hu_json_read_part (GBytes *bytes, gsize start, gsize end, HuJsonFunc func, gpointer user_data);
GBytes *hu_json_reader_get_bytes (HuJsonReader *self);
/* The byte after the event's token. */
gsize hu_json_reader_get_end (HuJsonReader *self);
/* As hu_json_reader_dup_path(). */
void hu_json_reader_append_path (HuJsonReader *self, GString *path);
/* Sets @error for something wrong at the byte @at, or for conflict markers. Always FALSE. */
gboolean hu_json_fail (
    const char *data, gsize size, gsize at, const char *name, int code, const char *what, GError **error);

G_END_DECLS
