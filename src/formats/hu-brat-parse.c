/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brat standoff: reading the lines of an .ann file. */
#include "config.h"

#include "hu-brat.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Fragments of one text-bound; a broken file must not cost more. */
#define MAX_FRAGMENTS 1000
/* How often references are checked again after something was left out. */
#define MAX_ROUNDS 8

static void
argument_free (gpointer data)
{
  HuBratArgument *self = data;

  g_free (self->role);
  g_free (self->of);
  g_free (self);
}

static void
item_free (gpointer data)
{
  HuBratItem *self = data;

  g_free (self->id);
  g_free (self->type);
  g_free (self->offsets);
  g_free (self->text);
  g_free (self->resource);
  g_free (self->trigger);
  g_ptr_array_unref (self->arguments);
  g_clear_pointer (&self->passage, hu_value_unref);
  g_free (self);
}

static HuBratItem *
item_new (HuBratKind kind, const char *id, guint line)
{
  HuBratItem *self = g_new0 (HuBratItem, 1);

  self->kind = kind;
  self->id = g_strdup (id);
  self->line = line;
  self->arguments = g_ptr_array_new_with_free_func (argument_free);
  return self;
}

static void
add_argument (HuBratItem *self, const char *role, const char *of)
{
  HuBratArgument *argument = g_new0 (HuBratArgument, 1);

  argument->role = g_strdup (role);
  argument->of = g_strdup (of);
  g_ptr_array_add (self->arguments, argument);
}

void
hu_brat_file_free (HuBratFile *self)
{
  g_return_if_fail (self != NULL);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->items);
  g_free (self);
}

HuBratItem *
hu_brat_file_find (HuBratFile *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);
  return g_hash_table_lookup (self->by_id, id);
}

/* Lines. Each takes the fields after the id; FALSE with what is wrong in @what. */

/* "Type 0 5;6 10" and the words. */
static gboolean
parse_text_bound (HuBratItem *self, char **fields, const char **what)
{
  const char *blank = fields[1] ? strchr (fields[1], ' ') : NULL;

  if (!blank || blank == fields[1])
    *what = _ ("a type and offsets are missing");
  else if (!fields[2])
    *what = _ ("the words are missing");
  else if (strchr (blank, '-'))
    *what = _ ("an offset is negative");
  else
    {
      self->type = g_strndup (fields[1], (gsize) (blank - fields[1]));
      self->offsets = g_strdup (blank + 1);
      self->text = g_strdup (fields[2]);
      return TRUE;
    }
  return FALSE;
}

/* Adds an argument of "Role:T1". */
static gboolean
parse_argument (HuBratItem *self, const char *word, const char **what)
{
  const char *colon = strrchr (word, ':');
  g_autofree char *role = colon ? g_strndup (word, (gsize) (colon - word)) : NULL;

  if (!colon || colon == word || !colon[1])
    {
      *what = _ ("an argument isn’t of the form ROLE:ID");
      return FALSE;
    }
  add_argument (self, role, colon + 1);
  return TRUE;
}

/* "Type:T3 Role:T1 Role2:E2" */
static gboolean
parse_event (HuBratItem *self, char **fields, const char **what)
{
  g_auto (GStrv) words = g_strsplit (fields[1] ? fields[1] : "", " ", 0);
  gboolean first = TRUE;

  *what = _ ("a type and its trigger are missing");
  for (char **word = words; *word; word++)
    {
      if (!**word)
        continue;
      if (!parse_argument (self, *word, what))
        return FALSE;
      if (first)
        {
          HuBratArgument *trigger = g_ptr_array_index (self->arguments, 0);

          self->type = g_strdup (trigger->role);
          self->trigger = g_strdup (trigger->of);
          g_ptr_array_set_size (self->arguments, 0);
        }
      first = FALSE;
    }
  return !first;
}

/* "Type Arg1:T1 Arg2:T2" */
static gboolean
parse_relation (HuBratItem *self, char **fields, const char **what)
{
  g_auto (GStrv) words = g_strsplit (fields[1] ? fields[1] : "", " ", 0);

  for (char **word = words; *word; word++)
    {
      if (!**word)
        continue;
      if (!self->type)
        self->type = g_strdup (*word);
      else if (!parse_argument (self, *word, what))
        return FALSE;
    }
  *what = _ ("two arguments are missing");
  return self->type && self->arguments->len >= 2;
}

/* "Type T4", and what follows: the value of an attribute, the resource of a normalization. */
static gboolean
parse_remark (HuBratItem *self, char **fields, const char **what)
{
  g_auto (GStrv) words = g_strsplit (fields[1] ? fields[1] : "", " ", 3);
  guint n = g_strv_length (words);

  *what = self->kind == HU_BRAT_NORMALIZATION ? _ ("a type, an id and a resource are missing")
                                              : _ ("a type and an id are missing");
  if (n < 2 || !*words[0] || !*words[1] || (self->kind == HU_BRAT_NORMALIZATION && n < 3))
    return FALSE;
  self->type = g_strdup (words[0]);
  add_argument (self, NULL, words[1]);
  if (self->kind == HU_BRAT_ATTRIBUTE)
    self->text = n > 2 && *words[2] ? g_strdup (words[2]) : NULL;
  else
    self->text = g_strdup (fields[2] ? fields[2] : "");
  if (self->kind == HU_BRAT_NORMALIZATION)
    self->resource = g_strdup (words[2]);
  return TRUE;
}

/* "Type T1 T2 T3" */
static gboolean
parse_equivalence (HuBratItem *self, char **fields, const char **what)
{
  g_auto (GStrv) words = g_strsplit (fields[1] ? fields[1] : "", " ", 0);

  for (char **word = words; *word; word++)
    if (**word && !self->type)
      self->type = g_strdup (*word);
    else if (**word)
      add_argument (self, NULL, *word);
  *what = _ ("two ids are missing");
  return self->type && self->arguments->len >= 2;
}

/* Whether @id is a letter and digits. */
static gboolean
is_id (const char *id)
{
  return id[0] && id[1] && strspn (id + 1, "0123456789") == strlen (id + 1);
}

static HuBratItem *
parse_fields (char **fields, guint line, const char **what)
{
  static const struct
  {
    char letter;
    HuBratKind kind;
    gboolean (*parse) (HuBratItem *self, char **fields, const char **what);
  } kinds[] = {
    { 'T', HU_BRAT_TEXT_BOUND, parse_text_bound }, { 'E', HU_BRAT_EVENT, parse_event },
    { 'R', HU_BRAT_RELATION, parse_relation },     { 'A', HU_BRAT_ATTRIBUTE, parse_remark },
    { 'M', HU_BRAT_ATTRIBUTE, parse_remark },      { 'N', HU_BRAT_NORMALIZATION, parse_remark },
    { '#', HU_BRAT_NOTE, parse_remark },           { '*', HU_BRAT_EQUIVALENCE, parse_equivalence },
  };
  HuBratItem *item;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (fields[0][0] != kinds[i].letter)
        continue;
      *what = _ ("its id isn’t a letter and a number");
      if (kinds[i].letter == '*' ? fields[0][1] != '\0' : !is_id (fields[0]))
        return NULL;
      item = item_new (kinds[i].kind, fields[0], line);
      if (kinds[i].parse (item, fields, what))
        return item;
      item_free (item);
      return NULL;
    }
  *what = _ ("it isn’t a line of brat’s");
  return NULL;
}

static void
parse_line (HuBratFile *self, const char *start, gsize length, guint number, HuImportReport *report)
{
  g_autofree char *line = g_strndup (start, length);
  g_auto (GStrv) fields = NULL;
  const char *what = NULL;
  HuBratItem *item;
  gsize n = strlen (line);
  gboolean tab;

  if (n > 0 && line[n - 1] == '\r')
    line[--n] = '\0';
  if (line[strspn (line, " \t")] == '\0')
    return;
  fields = g_strsplit (line, "\t", 3);
  item = parse_fields (fields, number, &what);
  if (item && item->kind != HU_BRAT_EQUIVALENCE && g_hash_table_contains (self->by_id, item->id))
    {
      what = _ ("its id is there already");
      g_clear_pointer (&item, item_free);
    }
  if (!item)
    {
      hu_import_report_add (report, HU_REMARK_WARNING, number, _ ("%.40s: %s; it is left out"), fields[0],
                            what);
      return;
    }
  tab = n > 0 && line[n - 1] == '\t';
  item->tab = tab && (item->kind == HU_BRAT_RELATION || item->kind == HU_BRAT_EVENT);
  g_ptr_array_add (self->items, item);
  if (item->kind != HU_BRAT_EQUIVALENCE)
    g_hash_table_insert (self->by_id, item->id, item);
}

/* References. */

static gboolean
is_trigger_there (HuBratFile *self, HuBratItem *item)
{
  HuBratItem *trigger = item->trigger ? hu_brat_file_find (self, item->trigger) : NULL;

  return !item->trigger || (trigger && trigger->kind == HU_BRAT_TEXT_BOUND);
}

/* Takes out arguments that aren't there, and says so; FALSE where too little is left. */
static gboolean
check_item (HuBratFile *self, HuBratItem *item, HuImportReport *report)
{
  guint least = item->kind == HU_BRAT_EVENT || item->kind == HU_BRAT_TEXT_BOUND       ? 0
                : item->kind == HU_BRAT_RELATION || item->kind == HU_BRAT_EQUIVALENCE ? 2
                                                                                      : 1;

  if (!is_trigger_there (self, item))
    {
      hu_import_report_add (report, HU_REMARK_WARNING, item->line,
                            _ ("%s: its trigger %s isn’t there; it is left out"), item->id, item->trigger);
      return FALSE;
    }
  for (guint i = item->arguments->len; i-- > 0;)
    {
      HuBratArgument *argument = g_ptr_array_index (item->arguments, i);

      if (hu_brat_file_find (self, argument->of))
        continue;
      hu_import_report_add (report, HU_REMARK_WARNING, item->line,
                            item->arguments->len > least ? _ ("%s: %s isn’t there; that is left out")
                                                         : _ ("%s: %s isn’t there; it is left out"),
                            item->id, argument->of);
      g_ptr_array_remove_index (item->arguments, i);
    }
  return item->arguments->len >= least;
}

/* An item that is taken out may be what another one refers to; not many times over, but in a hostile file. */
static void
check_references (HuBratFile *self, HuImportReport *report)
{
  guint before = G_MAXUINT;

  for (guint round = 0; round < MAX_ROUNDS && self->items->len < before; round++)
    {
      g_autoptr (GPtrArray) all = g_steal_pointer (&self->items);

      before = all->len;
      self->items = g_ptr_array_new_full (all->len, item_free);
      for (guint i = 0; i < all->len; i++)
        {
          HuBratItem *item = g_ptr_array_index (all, i);

          if (check_item (self, item, report))
            {
              g_ptr_array_add (self->items, item);
              continue;
            }
          g_hash_table_remove (self->by_id, item->id);
          item_free (item);
        }
      g_ptr_array_set_free_func (all, NULL);
    }
}

HuBratFile *
hu_brat_file_parse (const char *ann, gsize length, HuImportReport *report)
{
  HuBratFile *self;
  const char *end = ann + length;
  guint number = 1;

  g_return_val_if_fail (ann != NULL && report != NULL, NULL);
  self = g_new0 (HuBratFile, 1);
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (const char *line = ann; line < end; number++)
    {
      const char *stop = memchr (line, '\n', (gsize) (end - line));

      stop = stop ? stop : end;
      parse_line (self, line, (gsize) (stop - line), number, report);
      line = stop + 1;
    }
  check_references (self, report);
  return self;
}

/* Offsets. */

static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == '\r';
}

/* Whether nothing but line ends stands there, and something does. */
static gboolean
only_line_ends (HuText *text, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    if (!is_line_end (hu_text_get_char (text, i)))
      return FALSE;
  return from < to;
}

static gboolean
parse_fragment (const char *fragment, HuOffsets *units, HuRange *range)
{
  g_auto (GStrv) numbers = g_strsplit (fragment, " ", 0);
  guint64 start, end;

  return g_strv_length (numbers) == 2 &&
         g_ascii_string_to_unsigned (numbers[0], 10, 0, G_MAXUINT32, &start, NULL) &&
         g_ascii_string_to_unsigned (numbers[1], 10, 0, G_MAXUINT32, &end, NULL) &&
         hu_offsets_range_from_foreign (units, start, end, range);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const HuSpan *x = a, *y = b;

  return x->start != y->start ? (x->start < y->start ? -1 : 1) : x->end < y->end ? -1 : x->end > y->end;
}

HuValue *
hu_brat_parse_offsets (const char *offsets, HuOffsets *units, HuText *text)
{
  g_auto (GStrv) fragments = NULL;
  g_autoptr (GArray) spans = NULL;
  guint n = 0;

  g_return_val_if_fail (offsets != NULL && units != NULL && text != NULL, NULL);
  fragments = g_strsplit (offsets, ";", MAX_FRAGMENTS + 1);
  spans = g_array_new (FALSE, FALSE, sizeof (HuSpan));
  for (char **fragment = fragments; *fragment; fragment++)
    {
      HuRange range;

      if (!parse_fragment (*fragment, units, &range))
        return NULL;
      g_array_append_vals (spans, &(HuSpan){ range.start, range.end, FALSE, NULL }, 1);
    }
  g_array_sort (spans, compare_spans);
  for (guint i = 1; i < spans->len; i++)
    {
      HuSpan *last = &g_array_index (spans, HuSpan, n);
      HuSpan *span = &g_array_index (spans, HuSpan, i);

      if (only_line_ends (text, last->end, span->start))
        last->end = span->end;
      else
        g_array_index (spans, HuSpan, ++n) = *span;
    }
  return spans->len ? hu_value_new_passage ((HuSpan *) spans->data, n + 1) : NULL;
}

/* Appends a fragment for each line of the range. */
static void
format_range (GString *offsets, GString *words, HuText *text, guint start, guint end)
{
  for (guint i = start; i < end;)
    {
      guint from = i;
      g_autofree char *letters = NULL;

      while (i < end && !is_line_end (hu_text_get_char (text, i)))
        i++;
      if (i > from)
        {
          g_string_append_printf (offsets, "%s%u %u", offsets->len ? ";" : "", from, i);
          letters = hu_text_dup_range (text, from, i);
          g_string_append (words, words->len ? " " : "");
          g_string_append_len (words, letters,
                               (gssize) (hu_text_offset_to_byte (text, i) -
                                         hu_text_offset_to_byte (text, from)));
        }
      while (i < end && is_line_end (hu_text_get_char (text, i)))
        i++;
    }
}

char *
hu_brat_format_offsets (HuValue *passage, HuText *text, gboolean cut, char **words)
{
  g_autoptr (GString) offsets = g_string_new (NULL);
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autoptr (GString) quotes = g_string_new (NULL);
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);

  for (gsize i = 0; i < n; i++)
    {
      const char *quote = spans[i].rest ? hu_value_get_member_string (spans[i].rest, "quote") : NULL;
      g_autofree char *line = quote ? hu_brat_one_line (quote) : NULL;

      if (!spans[i].lost)
        format_range (offsets, whole, text, spans[i].start, spans[i].end);
      if (line)
        g_string_append_printf (quotes, "%s%s", quotes->len ? " " : "", line);
    }
  if (offsets->len == 0)
    return NULL;
  hu_export_show_nul (whole);
  if (words)
    *words = g_string_free (cut ? g_steal_pointer (&quotes) : g_steal_pointer (&whole), FALSE);
  return g_string_free (g_steal_pointer (&offsets), FALSE);
}

char *
hu_brat_one_line (const char *text)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean blank = FALSE;

  g_return_val_if_fail (text != NULL, NULL);
  for (const char *p = text; *p; p++)
    {
      gboolean space = *p == '\n' || *p == '\r' || *p == '\t' || *p == ' ';

      if (!space && blank && line->len > 0)
        g_string_append_c (line, ' ');
      if (!space)
        g_string_append_c (line, *p);
      blank = space;
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}
