/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading JSON strictly: as events, as a tree, and the places of errors.
 *
 * yajl does the grammar. It lets through lone surrogates, form feeds, duplicate keys and any depth, so a scan
 * before it and the stack of frames here refuse those. The stack also knows the path of every event, and
 * since errors are rare, the line of a path is found by reading again up to it.
 */
#include "config.h"

#include "hu-json-private.h"

#include "hu-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yajl/yajl_parse.h>

/* From this many keys on, an object's keys are looked up by hash. */
#define MANY_KEYS 32
/* About what each of those takes in memory beside its letters. */
#define KEY_COST 96

typedef struct
{
  gboolean object;
  gboolean keyed;   /* an object that has had a key */
  guint n_items;    /* of a list: begun so far */
  guint first_key;  /* in the reader's keys */
  gsize first_byte; /* in the reader's arena */
  GHashTable *many; /* (nullable): keys, once there are MANY_KEYS */
  gsize held;       /* bytes of memory in @many */
} Frame;

struct _HuJsonReader
{
  GBytes *bytes;
  const char *data;
  gsize size;
  yajl_handle yajl;
  gboolean finishing; /* yajl is fed its own end, not @data */
  gboolean stopped;   /* by @func */
  gsize token_end;    /* of the last event */
  const char *what;   /* (nullable): what is wrong with the current event, where we refuse it */
  int code;           /* …and the error for it */
  gsize held;         /* bytes of memory that hold the keys of the open objects */
  HuJsonFunc func;
  gpointer user_data;
  guint depth;
  Frame frames[HU_JSON_MAX_DEPTH];
  GArray *keys;   /* of gsize: where in the arena each key of the open objects starts */
  GString *arena; /* their letters, NUL-terminated */
};

static gboolean
set_error_at (
    const char *data, gsize size, gsize at, const char *name, int code, const char *what, GError **error)
{
  guint line = 1;
  const char *line_start = data;
  const char *place = data + MIN (at, size);
  glong column = 1;

  for (const char *p = data; (p = memchr (p, '\n', place - p)); line_start = ++p)
    line++;
  for (const char *p = line_start; p < place; p++)
    column += (*p & 0xc0) != 0x80;
  g_set_error (error, HU_ERROR, code, _ ("%s: line %u, column %ld: %s"), name, line, column, what);
  return FALSE;
}

/* Where a line of Git's conflict markers starts, or NULL. Strings hold no line ends, so at the start of a
 * line these are never anything else. */
static const char *
find_conflict_marker (const char *data, gsize size)
{
  static const char *const markers[] = { "<<<<<<<", "=======", ">>>>>>>", "|||||||" };
  const char *end = data + size;

  for (const char *p = data; p && (gsize) (end - p) >= 7;)
    {
      for (guint i = 0; i < G_N_ELEMENTS (markers); i++)
        if (memcmp (p, markers[i], 7) == 0)
          return p;
      p = memchr (p, '\n', end - p);
      if (p)
        p++;
    }
  return NULL;
}

gboolean
hu_json_fail (
    const char *data, gsize size, gsize at, const char *name, int code, const char *what, GError **error)
{
  const char *marker = find_conflict_marker (data, size);

  if (marker)
    return set_error_at (data, size, marker - data, name, HU_ERROR_CONFLICT_MARKERS,
                         _ ("the file holds the conflict markers of a merge"), error);
  return set_error_at (data, size, at, name, code, what, error);
}

/* The start of the token whose event comes: past what yajl makes no events of. */
static gsize
token_start (HuJsonReader *self)
{
  gsize at = self->token_end;

  while (at < self->size && strchr (" \t\r\n,:", self->data[at]) && self->data[at])
    at++;
  return at;
}

static void
close_frame (HuJsonReader *self)
{
  Frame *frame = &self->frames[--self->depth];

  g_array_set_size (self->keys, frame->first_key);
  g_string_truncate (self->arena, frame->first_byte);
  self->held -= frame->held;
  g_clear_pointer (&frame->many, g_hash_table_unref);
}

static int
emit (HuJsonReader *self, HuJsonEvent event, const char *letters, gsize length)
{
  if (!self->func (self, event, letters, length, self->user_data))
    {
      self->stopped = TRUE;
      return 0;
    }
  self->token_end = self->finishing ? self->size : yajl_get_bytes_consumed (self->yajl);
  return 1;
}

static void
count_item (HuJsonReader *self)
{
  if (self->depth > 0)
    self->frames[self->depth - 1].n_items++;
}

static int
on_scalar (HuJsonReader *self, HuJsonEvent event, const void *letters, gsize length)
{
  count_item (self);
  return emit (self, event, letters, length);
}

static int
on_null (void *self)
{
  return on_scalar (self, HU_JSON_NULL, NULL, 0);
}

static int
on_boolean (void *self, int boolean)
{
  return on_scalar (self, boolean ? HU_JSON_TRUE : HU_JSON_FALSE, NULL, 0);
}

static int
on_number (void *self, const char *letters, size_t length)
{
  return on_scalar (self, HU_JSON_NUMBER, letters, length);
}

static int
on_string (void *self, const unsigned char *letters, size_t length)
{
  return on_scalar (self, HU_JSON_STRING, letters, length);
}

static int
begin (HuJsonReader *self, gboolean object)
{
  count_item (self);
  if (self->depth == HU_JSON_MAX_DEPTH)
    {
      self->what = _ ("lists and objects are nested more than 64 deep");
      return 0;
    }
  if (!emit (self, object ? HU_JSON_BEGIN_OBJECT : HU_JSON_BEGIN_LIST, NULL, 0))
    return 0;
  self->frames[self->depth++] = (Frame){
    .object = object,
    .first_key = self->keys->len,
    .first_byte = self->arena->len,
  };
  return 1;
}

static int
on_begin_object (void *self)
{
  return begin (self, TRUE);
}

static int
on_begin_list (void *self)
{
  return begin (self, FALSE);
}

static int
on_end_object (void *self)
{
  close_frame (self);
  return emit (self, HU_JSON_END_OBJECT, NULL, 0);
}

static int
on_end_list (void *self)
{
  close_frame (self);
  return emit (self, HU_JSON_END_LIST, NULL, 0);
}

static const char *
get_key (HuJsonReader *self, guint index)
{
  return self->arena->str + g_array_index (self->keys, gsize, index);
}

/* Adds a key to the frame's; FALSE where the object has it already. */
static gboolean
add_key (HuJsonReader *self, Frame *frame, const char *letters, gsize length)
{
  guint n = self->keys->len - frame->first_key;
  gsize at = self->arena->len;

  if (n == MANY_KEYS && !frame->many)
    {
      frame->many = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; i < n; i++)
        g_hash_table_add (frame->many, g_strdup (get_key (self, frame->first_key + i)));
    }
  if (frame->many)
    {
      if (!g_hash_table_add (frame->many, g_strndup (letters, length)))
        return FALSE;
      frame->held += KEY_COST + length;
      self->held += KEY_COST + length;
      /* Only the last is needed, for paths. */
      at = g_array_index (self->keys, gsize, self->keys->len - 1);
      g_string_truncate (self->arena, at);
      g_array_set_size (self->keys, self->keys->len - 1);
    }
  else
    {
      for (guint i = frame->first_key; i < self->keys->len; i++)
        if (strncmp (get_key (self, i), letters, length) == 0 && get_key (self, i)[length] == '\0')
          return FALSE;
    }
  g_array_append_val (self->keys, at);
  g_string_append_len (self->arena, letters, length);
  g_string_append_c (self->arena, '\0');
  return TRUE;
}

static int
on_key (void *user_data, const unsigned char *key, size_t length)
{
  HuJsonReader *self = user_data;
  Frame *frame = &self->frames[self->depth - 1];

  if (memchr (key, '\0', length))
    {
      self->what = _ ("the name of a member holds a NUL");
      return 0;
    }
  if (!add_key (self, frame, (const char *) key, length))
    {
      self->what = _ ("a member stands twice in one object");
      return 0;
    }
  if (!hu_json_reader_hold (self, 0))
    return 0;
  frame->keyed = TRUE;
  return emit (self, HU_JSON_KEY, get_key (self, self->keys->len - 1), length);
}

static const yajl_callbacks callbacks = {
  .yajl_null = on_null,
  .yajl_boolean = on_boolean,
  .yajl_number = on_number,
  .yajl_string = on_string,
  .yajl_start_map = on_begin_object,
  .yajl_map_key = on_key,
  .yajl_end_map = on_end_object,
  .yajl_start_array = on_begin_list,
  .yajl_end_array = on_end_list,
};

static void *
allocate (void *unused, size_t size)
{
  return g_malloc (size);
}

static void *
reallocate (void *unused, void *memory, size_t size)
{
  return g_realloc (memory, size);
}

static void
release (void *unused, void *memory)
{
  g_free (memory);
}

static yajl_alloc_funcs allocator = { allocate, reallocate, release, NULL };

/* The code unit of "\uXXXX" at @p, or -1 where there is none. */
static int
escaped_unit (const char *p, const char *end)
{
  int unit = 0;

  if (end - p < 6 || p[0] != '\\' || p[1] != 'u')
    return -1;
  for (int i = 2; i < 6; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

/* A surrogate without its other half, or NULL. */
static const char *
find_lone_surrogate (const char *data, gsize size)
{
  const char *end = data + size;

  for (const char *p = data; (p = memchr (p, '\\', end - p));)
    {
      int unit = escaped_unit (p, end);

      if (unit >= 0xd800 && unit < 0xdc00)
        {
          int low = escaped_unit (p + 6, end);

          if (low < 0xdc00 || low > 0xdfff)
            return p;
          p += 12;
        }
      else if (unit >= 0xdc00 && unit < 0xe000)
        return p;
      else
        p += MIN (2, end - p);
    }
  return NULL;
}

/* What yajl doesn't see. NULL where nothing is wrong, else what, and where in @at. */
static const char *
scan (const char *data, gsize size, gsize *at)
{
  const char *bad;

  *at = 0;
  if (size == 0)
    return _ ("the file is empty");
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    return _ ("the file starts with a byte order mark");
  /* A NUL stops the check, and yajl, which refuses it. */
  if (!g_utf8_validate_len (data, size, &bad) && *bad != '\0')
    {
      *at = bad - data;
      return _ ("the file is not valid UTF-8");
    }
  /* White space to yajl, but not to JSON; and no string may hold them. */
  bad = memchr (data, '\f', size);
  bad = bad ? bad : memchr (data, '\v', size);
  if (bad)
    {
      *at = bad - data;
      return _ ("a control character");
    }
  bad = find_lone_surrogate (data, size);
  if (bad)
    {
      *at = bad - data;
      return _ ("half a surrogate pair");
    }
  return NULL;
}

static gboolean
fail_of_yajl (HuJsonReader *self, const char *name, GError **error)
{
  gsize at = self->finishing ? self->size : yajl_get_bytes_consumed (self->yajl);
  unsigned char *raw = yajl_get_error (self->yajl, 0, NULL, 0);
  const char *text = raw ? strchr ((const char *) raw, ':') : NULL;
  g_autofree char *detail = g_strstrip (g_strdup (text ? text + 1 : ""));
  g_autofree char *what = g_strdup_printf (_ ("not valid JSON (%s)"), detail);

  yajl_free_error (self->yajl, raw);
  return hu_json_fail (self->data, self->size, at, name, HU_ERROR_SYNTAX, what, error);
}

static gboolean
run (HuJsonReader *self, const char *name, GError **error)
{
  yajl_status status = yajl_parse (self->yajl, (const unsigned char *) self->data, self->size);

  if (status == yajl_status_ok)
    {
      self->finishing = TRUE;
      status = yajl_complete_parse (self->yajl);
    }
  if (self->what)
    return hu_json_fail (self->data, self->size, token_start (self), name, self->code, self->what, error);
  if (self->stopped || status == yajl_status_ok)
    return TRUE;
  return fail_of_yajl (self, name, error);
}

static void
reader_open (HuJsonReader *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->arena = g_string_new (NULL);
  self->yajl = yajl_alloc (&callbacks, &allocator, self);
  yajl_config (self->yajl, yajl_dont_validate_strings, 1);
}

static void
reader_close (HuJsonReader *self)
{
  while (self->depth > 0)
    close_frame (self);
  yajl_free (self->yajl);
  g_string_free (self->arena, TRUE);
  g_array_unref (self->keys);
}

gboolean
hu_json_read_events (
    GBytes *bytes, const char *name, HuJsonFunc func, gpointer user_data, gsize *stopped_at, GError **error)
{
  HuJsonReader self = { .bytes = bytes, .func = func, .user_data = user_data, .code = HU_ERROR_SYNTAX };
  const char *what;
  gsize at;
  gboolean ok;

  self.data = g_bytes_get_data (bytes, &self.size);
  if (self.size > HU_JSON_MAX_SIZE)
    {
      g_set_error (error, HU_ERROR, HU_ERROR_TOO_LARGE, _ ("%s is larger than 256 MB"), name);
      return FALSE;
    }
  what = scan (self.data, self.size, &at);
  if (what)
    return hu_json_fail (self.data ? self.data : "", self.size, at, name, HU_ERROR_SYNTAX, what, error);

  reader_open (&self);
  ok = run (&self, name, error);
  if (stopped_at)
    *stopped_at = token_start (&self);
  reader_close (&self);
  return ok;
}

gboolean
hu_json_read (GBytes *bytes, const char *name, HuJsonFunc func, gpointer user_data, GError **error)
{
  g_return_val_if_fail (bytes != NULL && name != NULL && func != NULL, FALSE);
  return hu_json_read_events (bytes, name, func, user_data, NULL, error);
}

guint
hu_json_reader_get_depth (HuJsonReader *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->depth;
}

gsize
hu_json_reader_get_offset (HuJsonReader *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return token_start (self);
}

gsize
hu_json_reader_get_end (HuJsonReader *self)
{
  return self->finishing ? self->size : yajl_get_bytes_consumed (self->yajl);
}

GBytes *
hu_json_reader_get_bytes (HuJsonReader *self)
{
  return self->bytes;
}

gsize
hu_json_read_part (GBytes *bytes, gsize start, gsize end, HuJsonFunc func, gpointer user_data)
{
  HuJsonReader part = { .bytes = bytes, .func = func, .user_data = user_data };
  gsize size, at;

  g_return_val_if_fail (start <= end && start <= g_bytes_get_size (bytes), 0);
  part.data = g_bytes_get_data (bytes, &size);
  part.data += start;
  part.size = MIN (end, size) - start;
  reader_open (&part);
  if (yajl_parse (part.yajl, (const unsigned char *) part.data, part.size) == yajl_status_ok)
    {
      part.finishing = TRUE;
      yajl_complete_parse (part.yajl);
    }
  at = start + token_start (&part);
  reader_close (&part);
  return at;
}

gboolean
hu_json_reader_hold (HuJsonReader *self, gsize held)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (held + self->held <= 3 * self->size + HU_JSON_MIN_HELD)
    return TRUE;
  self->code = HU_ERROR_TOO_LARGE;
  self->what = _ ("there are too many values to be held in memory");
  return FALSE;
}

void
hu_json_reader_append_path (HuJsonReader *self, GString *path)
{
  for (guint i = 0; i < self->depth; i++)
    {
      Frame *frame = &self->frames[i];
      guint next = i + 1 < self->depth ? self->frames[i + 1].first_key : self->keys->len;

      if (!frame->object && frame->n_items > 0)
        g_string_append_printf (path, "[%u]", frame->n_items - 1);
      else if (frame->keyed)
        g_string_append_printf (path, "%s%s", path->len ? "." : "", get_key (self, next - 1));
    }
}

char *
hu_json_reader_dup_path (HuJsonReader *self)
{
  GString *path;

  g_return_val_if_fail (self != NULL, NULL);
  path = g_string_new (NULL);
  hu_json_reader_append_path (self, path);
  return g_string_free (path, FALSE);
}

static GBytes *
read_whole (int fd, gsize size, GError **error)
{
  /* One byte more tells a file that grew meanwhile. */
  g_autofree char *data = g_malloc (size + 1);
  gsize n = 0;

  while (n <= size)
    {
      gssize got = read (fd, data + n, size + 1 - n);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
          return NULL;
        }
      if (got == 0)
        return g_bytes_new_take (g_steal_pointer (&data), n);
      n += got;
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("the file is being written"));
  return NULL;
}

GBytes *
hu_json_load (const char *path, GError **error)
{
  g_autofree char *name = NULL;
  struct stat info;
  GBytes *bytes = NULL;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);
  name = g_filename_display_name (path);
  /* O_NONBLOCK: a pipe with no writer must not hang us. */
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0 || fstat (fd, &info) < 0)
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  else if (!S_ISREG (info.st_mode))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("not a regular file"));
  else if (info.st_size > HU_JSON_MAX_SIZE)
    g_set_error_literal (error, HU_ERROR, HU_ERROR_TOO_LARGE, _ ("larger than 256 MB"));
  else
    bytes = read_whole (fd, info.st_size, error);
  if (!bytes)
    g_prefix_error (error, "%s: ", name);
  if (fd >= 0)
    close (fd);
  return bytes;
}
