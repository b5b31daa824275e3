/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading JSON strictly: as events, as a tree, and the places of errors. */
#pragma once

#include <gio/gio.h>

#include "hu-finding.h"
#include "hu-value.h"

G_BEGIN_DECLS

/* Larger files are refused by their size, unread. */
#define HU_JSON_MAX_SIZE (256 * 1024 * 1024)
/* Lists and objects within each other. */
#define HU_JSON_MAX_DEPTH 64
/* What the smallest file may hold in memory. */
#define HU_JSON_MIN_HELD (72 * 1024 * 1024)

typedef enum
{
  HU_JSON_NULL,
  HU_JSON_FALSE,
  HU_JSON_TRUE,
  HU_JSON_NUMBER, /* its letters */
  HU_JSON_STRING, /* its text, which may hold NUL */
  HU_JSON_KEY,    /* the name of the member whose value follows; NUL-terminated, without other NULs */
  HU_JSON_BEGIN_LIST,
  HU_JSON_END_LIST,
  HU_JSON_BEGIN_OBJECT,
  HU_JSON_END_OBJECT,
} HuJsonEvent;

/* Where a reading stands; lives as long as hu_json_read(). */
typedef struct _HuJsonReader HuJsonReader;

/* Takes one event. @letters: @length bytes of UTF-8, for numbers, strings and keys; valid during the call.
 * FALSE stops the reading. */
typedef gboolean (*HuJsonFunc) (
    HuJsonReader *reader, HuJsonEvent event, const char *letters, gsize length, gpointer user_data);

/* Reads the file @path whole. Fails with HU_ERROR_TOO_LARGE over HU_JSON_MAX_SIZE, else with a GIOError.
 * (transfer full) */
GBytes *hu_json_load (const char *path, GError **error);

/* Reads @bytes and hands every event to @func. What `format.md` forbids fails with HU_ERROR_SYNTAX, Git's
 * conflict markers with HU_ERROR_CONFLICT_MARKERS; messages are "@name: line L, column C: what". TRUE when
 * all was read, or @func stopped it. @name: the file, for messages. */
gboolean hu_json_read (GBytes *bytes, const char *name, HuJsonFunc func, gpointer user_data, GError **error);
/* How many lists and objects enclose the event (the one that begins or ends not counted). */
guint hu_json_reader_get_depth (HuJsonReader *self);
/* The event's place as people write it, "claims[3].passage[0].start". (transfer full) */
char *hu_json_reader_dup_path (HuJsonReader *self);

/* The first byte of the event's token. */
gsize hu_json_reader_get_offset (HuJsonReader *self);
/* The value from @start (a value's first byte) to the end of the event's token, which ends it. @held: (out):
 * about how many bytes of memory it holds. (transfer full) (nullable): NULL: too many. */
HuValue *hu_json_reader_read_since (HuJsonReader *self, gsize start, gsize *held);
/* To be told how many bytes of memory hold what was read so far. FALSE, and the reading fails with
 * HU_ERROR_TOO_LARGE, where that is out of all proportion to the file: a person's file never is. */
gboolean hu_json_reader_hold (HuJsonReader *self, gsize held);

/* Where @below ("[0].start"; "" for all of it) is of the value in @bytes, which were read, that begins at
 * @start: its first byte. */
gsize hu_json_find_below (GBytes *bytes, gsize start, const char *below);
/* Finds the bytes and the lines of @findings (element-type HuFinding) in @bytes, which were read: where
 * @by_path by their paths, else the lines of their bytes; and sorts them so. */
void hu_json_place_findings (GBytes *bytes, GPtrArray *findings, gboolean by_path);

/* The whole of @bytes as a value. Errors as of hu_json_read(). (transfer full) */
HuValue *hu_json_parse (GBytes *bytes, const char *name, GError **error);

/* Sets @error for something wrong at @path (as of hu_json_reader_dup_path(); "" for the whole), with the line
 * and column where it stands in @bytes; or for conflict markers, where @bytes has some. Always FALSE. */
gboolean hu_json_fail_at (
    GBytes *bytes, const char *name, const char *path, int code, const char *what, GError **error);

/**
 * HuJsonTree: makes a value of the events from the beginning of one value to its end.
 */
typedef struct _HuJsonTree HuJsonTree;

HuJsonTree *hu_json_tree_new (void);
void hu_json_tree_free (HuJsonTree *self);
/* Takes an event. The value, where the event completes one; else NULL. (transfer full) (nullable) */
HuValue *hu_json_tree_feed (HuJsonTree *self, HuJsonEvent event, const char *letters, gsize length);
/* About how many bytes of memory the value holds that is being made or was made last. */
gsize hu_json_tree_get_held (HuJsonTree *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuJsonTree, hu_json_tree_free)

G_END_DECLS
