/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts over layers: by document, speaker, topic, type or stance. */
#include "config.h"

#include "hu-cli-counts.h"

#include "hu-check.h"
#include "hu-register.h"
#include "hu-statement.h"

#include <string.h>

#define MAX_TEXTS   5
#define MAX_NUMBERS 8

typedef struct
{
  char *key;
  char *texts[MAX_TEXTS];
  guint numbers[MAX_NUMBERS];
  GHashTable *documents; /* names, borrowed: in how many it is */
  GHashTable *holders;   /* keys: of how many speakers */
} Row;

typedef struct
{
  const char *name;
  const char *texts[MAX_TEXTS];     /* columns; the first are what it is, … */
  const char *numbers[MAX_NUMBERS]; /* … the others how much there is of it */
} Kind;

/* Of all but documents, the first number is that of the documents, the second what rows are ordered by. */
static const Kind kinds[HU_CLI_N_COUNTS] = {
  [HU_CLI_COUNTS_DOCUMENT] = { "document",
                               { "document", "coder", "status" },
                               { "characters", "checked", "claims", "mentions", "stances", "memos",
                                 "to_check" } },
  [HU_CLI_COUNTS_SPEAKER] = { "speaker",
                              { "speaker", "name", "kind" },
                              { "documents", "claims", "mentions", "stances" } },
  [HU_CLI_COUNTS_TOPIC] = { "topic", { "topic", "label" }, { "documents", "claims", "stances" } },
  [HU_CLI_COUNTS_TYPE] = { "type", { "type", "label" }, { "documents", "claims" } },
  [HU_CLI_COUNTS_STANCE] = { "stance",
                             { "target_kind", "target", "target_label", "value", "value_label" },
                             { "documents", "stances", "declared", "ascribed", "holders" } },
};

struct _HuCliCounts
{
  HuCliCountsBy by;
  GPtrArray *rows;   /* of Row */
  GHashTable *index; /* key → Row */
  GHashTable *names; /* kind and name of a speaker that has a register id → its key */
};

static void
row_free (gpointer data)
{
  Row *self = data;

  g_free (self->key);
  for (guint i = 0; i < MAX_TEXTS; i++)
    g_free (self->texts[i]);
  g_hash_table_unref (self->documents);
  g_hash_table_unref (self->holders);
  g_free (self);
}

/* @key: (transfer full). @texts: copied; nullable. @document: where it was met. (transfer none) */
static Row *
ensure_row (HuCliCounts *self, char *key, const char *const *texts, HuExportDocument *document)
{
  Row *row = g_hash_table_lookup (self->index, key);

  if (row)
    g_free (key);
  else
    {
      row = g_new0 (Row, 1);
      row->key = key;
      for (guint i = 0; i < MAX_TEXTS && kinds[self->by].texts[i]; i++)
        row->texts[i] = g_strdup (texts[i] ? texts[i] : "");
      row->documents = g_hash_table_new (g_str_hash, g_str_equal);
      row->holders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_ptr_array_add (self->rows, row);
      g_hash_table_insert (self->index, key, row);
    }
  g_hash_table_add (row->documents, document->name);
  if (self->by != HU_CLI_COUNTS_DOCUMENT)
    row->numbers[0] = g_hash_table_size (row->documents);
  return row;
}

/* Speakers: which of them are one. */

/* (transfer full) */
static char *
name_key (HuRecord *speaker, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_strdup_printf ("%s\n%s", hu_speaker_get_kind (speaker), folded);
}

static void
learn_names (HuCliCounts *self, HuExportDocument *document)
{
  GPtrArray *speakers = document->snapshot->records[HU_KIND_SPEAKER];

  for (guint i = 0; i < speakers->len; i++)
    {
      HuRecord *speaker = g_ptr_array_index (speakers, i);
      const char *id = hu_record_get_string (speaker, HU_MEMBER_REGISTER);

      if (!id || !hu_speaker_is_named (speaker))
        continue;
      g_hash_table_insert (self->names, name_key (speaker, hu_speaker_get_name (speaker)),
                           g_strconcat ("register\n", id, NULL));
      for (gsize j = 0; j < hu_record_get_size (speaker, HU_MEMBER_ALIASES); j++)
        g_hash_table_insert (self->names,
                             name_key (speaker, hu_record_get_nth (speaker, HU_MEMBER_ALIASES, j)),
                             g_strconcat ("register\n", id, NULL));
    }
}

/* (transfer full) */
static char *
speaker_key (HuCliCounts *self, HuExportDocument *document, const char *id)
{
  HuRecord *speaker = hu_export_document_lookup (document, HU_KIND_SPEAKER, id);
  const char *registered = speaker ? hu_record_get_string (speaker, HU_MEMBER_REGISTER) : NULL;
  const char *known;
  char *key;

  if (registered)
    return g_strconcat ("register\n", registered, NULL);
  if (!speaker || !hu_speaker_is_named (speaker))
    return g_strdup_printf ("here\n%s\n%s\n%s", document->name, document->coder ? document->coder : "", id);
  key = name_key (speaker, hu_speaker_get_name (speaker));
  known = g_hash_table_lookup (self->names, key);
  if (!known)
    return key;
  g_free (key);
  return g_strdup (known);
}

static Row *
ensure_speaker (HuCliCounts *self, HuExportDocument *document, const char *id, const char *voice)
{
  HuRecord *speaker = hu_export_document_lookup (document, HU_KIND_SPEAKER, id);
  const char *registered = speaker ? hu_record_get_string (speaker, HU_MEMBER_REGISTER) : NULL;
  const char *texts[MAX_TEXTS] = { "", voice, "voice" };

  if (!id)
    return ensure_row (self, g_strconcat ("voice\n", voice, NULL), texts, document);
  texts[0] = registered ? registered : id;
  texts[1] = speaker ? hu_speaker_get_name (speaker) : id;
  texts[2] = speaker ? hu_speaker_get_kind (speaker) : "";
  return ensure_row (self, speaker_key (self, document, id), texts, document);
}

static void
count_speakers (HuCliCounts *self, HuExportDocument *document, HuRecord *record)
{
  guint column = hu_record_get_kind (record) == HU_KIND_CLAIM     ? 1
                 : hu_record_get_kind (record) == HU_KIND_MENTION ? 2
                                                                  : 3;
  const char *voice = hu_record_get_string (record, HU_MEMBER_VOICE);

  if (column == 3)
    {
      const char *holder = hu_record_get_string (record, HU_MEMBER_SPEAKER);

      if (holder || voice)
        ensure_speaker (self, document, holder, voice)->numbers[3]++;
      return;
    }
  for (gsize i = 0; i < hu_record_get_size (record, HU_MEMBER_SPEAKERS); i++)
    ensure_speaker (self, document, hu_record_get_nth (record, HU_MEMBER_SPEAKERS, i), NULL)
        ->numbers[column]++;
  if (hu_record_get_size (record, HU_MEMBER_SPEAKERS) == 0 && voice)
    ensure_speaker (self, document, NULL, voice)->numbers[column]++;
}

/* Topics, types, stances. */

static Row *
ensure_code (HuCliCounts *self, HuExportDocument *document, HuKind kind, const char *id)
{
  g_autofree char *label = id ? hu_export_document_dup_label (document, kind, id) : NULL;
  const char *texts[MAX_TEXTS] = { id, label };

  return ensure_row (self, g_strdup (id ? id : ""), texts, document);
}

static void
count_topics (HuCliCounts *self, HuExportDocument *document, HuRecord *record)
{
  const char *toward = hu_value_get_member_string (hu_record_get (record, HU_MEMBER_TOWARD), "topic");

  if (hu_record_get_kind (record) == HU_KIND_STANCE && toward)
    ensure_code (self, document, HU_KIND_TOPIC, toward)->numbers[2]++;
  if (hu_record_get_kind (record) != HU_KIND_CLAIM)
    return;
  for (gsize i = 0; i < hu_record_get_size (record, HU_MEMBER_TOPICS); i++)
    ensure_code (self, document, HU_KIND_TOPIC, hu_record_get_nth (record, HU_MEMBER_TOPICS, i))
        ->numbers[1]++;
  if (hu_record_get_size (record, HU_MEMBER_TOPICS) == 0)
    ensure_code (self, document, HU_KIND_TOPIC, NULL)->numbers[1]++;
}

static gboolean
is_declared (HuExportDocument *document, HuRecord *stance)
{
  HuRecord *claim =
      hu_export_document_lookup (document, HU_KIND_CLAIM, hu_record_get_string (stance, HU_MEMBER_CLAIM));

  return claim ? hu_stance_is_declared (stance, claim)
               : g_strcmp0 (hu_record_get_string (stance, HU_MEMBER_BASIS), "ascribed") != 0;
}

static void
count_stance (HuCliCounts *self, HuExportDocument *document, HuRecord *stance)
{
  HuValue *toward = hu_record_get (stance, HU_MEMBER_TOWARD);
  const char *kind = hu_value_get_size (toward) ? hu_value_get_key (toward, 0) : "";
  const char *target = hu_value_get_size (toward) ? hu_value_get_string (hu_value_get_nth (toward, 0)) : NULL;
  const char *value = hu_record_get_string (stance, HU_MEMBER_VALUE);
  const char *holder = hu_record_get_string (stance, HU_MEMBER_SPEAKER);
  const char *voice = hu_record_get_string (stance, HU_MEMBER_VOICE);
  HuKind target_kind = g_str_equal (kind, "claim")     ? HU_KIND_CLAIM
                       : g_str_equal (kind, "speaker") ? HU_KIND_SPEAKER
                                                       : HU_KIND_TOPIC;
  g_autofree char *label = target ? hu_export_document_dup_label (document, target_kind, target) : NULL;
  g_autofree char *value_label = value ? hu_export_document_dup_label (document, HU_KIND_VALUE, value) : NULL;
  g_autofree char *target_key =
      target && target_kind == HU_KIND_SPEAKER ? speaker_key (self, document, target) : g_strdup (target);
  const char *texts[MAX_TEXTS] = { kind, target, label, value, value_label };
  Row *row =
      ensure_row (self,
                  g_strdup_printf ("%s\n%s\n%s", kind, target_key ? target_key : "", value ? value : ""),
                  texts, document);

  row->numbers[1]++;
  row->numbers[is_declared (document, stance) ? 2 : 3]++;
  if (holder)
    g_hash_table_add (row->holders, speaker_key (self, document, holder));
  else if (voice)
    g_hash_table_add (row->holders, g_strconcat ("voice\n", voice, NULL));
  row->numbers[4] = g_hash_table_size (row->holders);
}

static void
count_record (HuCliCounts *self, HuExportDocument *document, HuRecord *record)
{
  HuKind kind = hu_record_get_kind (record);

  if (self->by == HU_CLI_COUNTS_SPEAKER)
    count_speakers (self, document, record);
  else if (self->by == HU_CLI_COUNTS_TOPIC)
    count_topics (self, document, record);
  else if (self->by == HU_CLI_COUNTS_TYPE && kind == HU_KIND_CLAIM)
    ensure_code (self, document, HU_KIND_TYPE, hu_record_get_string (record, HU_MEMBER_TYPE))->numbers[1]++;
  else if (self->by == HU_CLI_COUNTS_STANCE && kind == HU_KIND_STANCE)
    count_stance (self, document, record);
}

/* Documents. */

static guint
count_checked (HuRecord *root)
{
  HuValue *ranges = root ? hu_record_get (root, HU_MEMBER_CHECKED) : NULL;
  guint n = 0;

  for (gsize i = 0; i < hu_value_get_size (ranges); i++)
    {
      HuValue *range = hu_value_get_item (ranges, i);

      n += hu_value_get_int (hu_value_get_item (range, 1)) - hu_value_get_int (hu_value_get_item (range, 0));
    }
  return n;
}

static void
count_document (HuCliCounts *self, HuExportDocument *document)
{
  HuSnapshot *snapshot = document->snapshot;
  HuRecord *root = hu_snapshot_get_only (snapshot, HU_KIND_LAYER);
  const char *status = root ? hu_record_get_string (root, HU_MEMBER_STATUS) : NULL;
  const char *texts[MAX_TEXTS] = { document->name, document->coder, status ? status : "new" };
  Row *row =
      ensure_row (self, g_strdup_printf ("%s\n%s", document->name, document->coder ? document->coder : ""),
                  texts, document);
  guint numbers[] = { hu_text_get_length (document->text),    count_checked (root),
                      snapshot->records[HU_KIND_CLAIM]->len,  snapshot->records[HU_KIND_MENTION]->len,
                      snapshot->records[HU_KIND_STANCE]->len, snapshot->records[HU_KIND_MEMO]->len };

  memcpy (row->numbers, numbers, sizeof numbers);
  for (int kind = HU_KIND_SPEAKER; kind <= HU_KIND_MEMO; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      row->numbers[6] +=
          hu_record_get_check (g_ptr_array_index (snapshot->records[kind], i)) != HU_CHECK_NOTHING;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *left = *(Row **) a, *right = *(Row **) b;

  if (left->numbers[1] != right->numbers[1])
    return left->numbers[1] > right->numbers[1] ? -1 : 1;
  return strcmp (left->key, right->key);
}

HuCliCounts *
hu_cli_counts_new (HuCliCountsBy by, GPtrArray *documents)
{
  HuCliCounts *self = g_new0 (HuCliCounts, 1);

  g_return_val_if_fail (by < HU_CLI_N_COUNTS && documents != NULL, NULL);
  self->by = by;
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->index = g_hash_table_new (g_str_hash, g_str_equal);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < documents->len; i++)
    learn_names (self, g_ptr_array_index (documents, i));
  for (guint i = 0; i < documents->len; i++)
    {
      HuExportDocument *document = g_ptr_array_index (documents, i);

      if (by == HU_CLI_COUNTS_DOCUMENT)
        count_document (self, document);
      for (int kind = HU_KIND_MENTION; kind <= HU_KIND_STANCE; kind++)
        for (guint j = 0; j < document->snapshot->records[kind]->len; j++)
          count_record (self, document, g_ptr_array_index (document->snapshot->records[kind], j));
    }
  if (by != HU_CLI_COUNTS_DOCUMENT)
    g_ptr_array_sort (self->rows, compare_rows);
  return self;
}

void
hu_cli_counts_free (HuCliCounts *self)
{
  g_return_if_fail (self != NULL);
  g_hash_table_unref (self->index);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

const char *
hu_cli_counts_get_by_name (HuCliCountsBy by)
{
  g_return_val_if_fail (by < HU_CLI_N_COUNTS, NULL);
  return kinds[by].name;
}

static guint
count_texts (HuCliCounts *self)
{
  guint n = 0;

  while (n < MAX_TEXTS && kinds[self->by].texts[n])
    n++;
  return n;
}

guint
hu_cli_counts_get_n_columns (HuCliCounts *self)
{
  guint n = 0;

  while (n < MAX_NUMBERS && kinds[self->by].numbers[n])
    n++;
  return count_texts (self) + n;
}

gboolean
hu_cli_counts_is_number (HuCliCounts *self, guint column)
{
  return column >= count_texts (self);
}

const char *
hu_cli_counts_get_column (HuCliCounts *self, guint column)
{
  guint n = count_texts (self);

  return column < n ? kinds[self->by].texts[column] : kinds[self->by].numbers[column - n];
}

guint
hu_cli_counts_get_n_rows (HuCliCounts *self)
{
  return self->rows->len;
}

char *
hu_cli_counts_dup_cell (HuCliCounts *self, guint row, guint column)
{
  guint n = count_texts (self);
  const Row *entry = g_ptr_array_index (self->rows, row);

  return column < n ? g_strdup (entry->texts[column]) : g_strdup_printf ("%u", entry->numbers[column - n]);
}
