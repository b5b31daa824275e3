/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements: who says what, and who stands where, as rows of a table. */
#include "config.h"

#include "hu-statement.h"

#include <string.h>

/* The rows of one claim or stance. */
typedef GArray Rows;

/* Whether the list names the speaker before @index already. */
static gboolean
is_repeated (HuValue *speakers, gsize index)
{
  for (gsize i = 0; i < index; i++)
    if (strcmp (hu_value_get_item_string (speakers, i), hu_value_get_item_string (speakers, index)) == 0)
      return TRUE;
  return FALSE;
}

gboolean
hu_stance_is_declared (HuRecord *stance, HuRecord *claim)
{
  const char *speaker, *voice;

  g_return_val_if_fail (stance != NULL && claim != NULL, FALSE);
  speaker = hu_record_get_string (stance, HU_MEMBER_SPEAKER);
  voice = hu_record_get_string (stance, HU_MEMBER_VOICE);
  if (speaker)
    return hu_record_has_string (claim, HU_MEMBER_SPEAKERS, speaker);
  return voice && g_strcmp0 (voice, hu_record_get_string (claim, HU_MEMBER_VOICE)) == 0;
}

/* Whether the row of @speaker (NULL: of a claim without one) shows @stance. */
static gboolean
shows (HuRecord *claim, const char *speaker, HuRecord *stance)
{
  const char *holder = hu_record_get_string (stance, HU_MEMBER_SPEAKER);

  return !speaker || !hu_stance_is_declared (stance, claim) || g_strcmp0 (holder, speaker) == 0;
}

static void
add_row (Rows *rows, HuExportDocument *document, HuRecord *claim, const char *speaker, HuRecord *stance)
{
  HuStatement row = { document, claim, speaker, stance, 0, 0 };

  g_array_append_val (rows, row);
}

static void
add_speaker (Rows *rows, HuExportDocument *document, HuRecord *claim, const char *speaker, GPtrArray *stances)
{
  guint before = rows->len;

  for (guint i = 0; stances && i < stances->len; i++)
    if (shows (claim, speaker, g_ptr_array_index (stances, i)))
      add_row (rows, document, claim, speaker, g_ptr_array_index (stances, i));
  if (rows->len == before)
    add_row (rows, document, claim, speaker, NULL);
}

static void
count_rows (Rows *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      HuStatement *row = &g_array_index (rows, HuStatement, i);

      row->claim_rows = row->claim ? rows->len : 0;
      for (guint j = 0; row->stance && j < rows->len; j++)
        row->stance_rows += g_array_index (rows, HuStatement, j).stance == row->stance;
    }
}

static void
collect_rows (Rows *rows, HuExportDocument *document, HuRecord *record, GHashTable *stances_of)
{
  HuValue *speakers;

  g_array_set_size (rows, 0);
  if (hu_record_get_kind (record) == HU_KIND_CLAIM)
    {
      GPtrArray *stances = g_hash_table_lookup (stances_of, hu_record_get_id (record));

      speakers = hu_record_get (record, HU_MEMBER_SPEAKERS);
      for (gsize i = 0; i < hu_value_get_size (speakers); i++)
        if (!is_repeated (speakers, i))
          add_speaker (rows, document, record, hu_value_get_item_string (speakers, i), stances);
      if (hu_value_get_size (speakers) == 0)
        add_speaker (rows, document, record, NULL, stances);
    }
  else
    add_row (rows, document, NULL, NULL, record);
  count_rows (rows);
}

/* The claim that shows a stance: NULL where there is none, or it isn't there. */
static HuRecord *
claim_of (HuExportDocument *document, HuRecord *stance)
{
  return hu_export_document_lookup (document, HU_KIND_CLAIM, hu_record_get_string (stance, HU_MEMBER_CLAIM));
}

/* Claim id → array of its stances. */
static GHashTable *
group_stances (HuExportDocument *document)
{
  GHashTable *groups =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  GPtrArray *stances = document->snapshot->records[HU_KIND_STANCE];

  for (guint i = 0; i < stances->len; i++)
    {
      HuRecord *stance = g_ptr_array_index (stances, i);
      HuRecord *claim = claim_of (document, stance);
      GPtrArray *group;

      if (!claim)
        continue;
      group = g_hash_table_lookup (groups, hu_record_get_id (claim));
      if (!group)
        {
          group = g_ptr_array_new ();
          g_hash_table_insert (groups, (gpointer) hu_record_get_id (claim), group);
        }
      g_ptr_array_add (group, stance);
    }
  return groups;
}

/* Which of a claim and a stance of its own comes first in the text. */
static gboolean
claim_is_first (HuRecord *claim, HuRecord *stance)
{
  guint a = G_MAXUINT, a_end = G_MAXUINT, b = G_MAXUINT, b_end = G_MAXUINT;

  hu_record_get_extent (claim, &a, &a_end);
  hu_record_get_extent (stance, &b, &b_end);
  return a < b || (a == b && a_end <= b_end);
}

gboolean
hu_statements_foreach (HuExportDocument *document, HuStatementFunc func, gpointer user_data)
{
  g_autoptr (GHashTable) stances_of = NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (HuStatement));
  GPtrArray *claims, *stances;
  guint claim = 0, stance = 0;

  g_return_val_if_fail (document != NULL && func != NULL, FALSE);
  stances_of = group_stances (document);
  claims = document->snapshot->records[HU_KIND_CLAIM];
  stances = document->snapshot->records[HU_KIND_STANCE];
  while (TRUE)
    {
      HuRecord *next;

      while (stance < stances->len && claim_of (document, g_ptr_array_index (stances, stance)))
        stance++;
      if (claim < claims->len &&
          (stance == stances->len ||
           claim_is_first (g_ptr_array_index (claims, claim), g_ptr_array_index (stances, stance))))
        next = g_ptr_array_index (claims, claim++);
      else if (stance < stances->len)
        next = g_ptr_array_index (stances, stance++);
      else
        return TRUE;
      collect_rows (rows, document, next, stances_of);
      for (guint i = 0; i < rows->len; i++)
        if (!func (&g_array_index (rows, HuStatement, i), user_data))
          return FALSE;
    }
}
