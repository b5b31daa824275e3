/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The speakers that fields offer: those of the layer, over a base of the register's and the article's names.
 *
 * A register may be long, and the layer changes with every edit. So what comes of the register and the text
 * is made once, in a worker, and shared; the layer's few speakers are listed anew each time and hide what
 * they are in the base.
 */
#include "config.h"

#include "hu-options-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hu-editor-names.h"
#include "hu-labels.h"
#include "hu-names.h"
#include "hu-slug.h"

const char *
options_speaker_name (HuEditor *editor, const char *speaker)
{
  HuRecord *record = hu_layer_lookup (hu_editor_get_layer (editor), HU_KIND_SPEAKER, speaker);

  return record ? hu_speaker_get_name (record) : speaker;
}

/* "Government · Coastal bloc": kind and first affiliation; NULL where nothing is known. @layer: (nullable).
 */
static char *
describe (HuRecord *speaker, HuLayer *layer, HuRegister *others, HuCodebook *codebook)
{
  const char *kind = hu_record_get_string (speaker, HU_MEMBER_KIND);
  HuValue *affiliation = hu_record_get_size (speaker, HU_MEMBER_AFFILIATIONS)
                             ? hu_value_get_item (hu_record_get (speaker, HU_MEMBER_AFFILIATIONS), 0)
                             : NULL;
  const char *role = hu_value_get_member_string (affiliation, "role");
  const char *of = hu_value_get_member_string (affiliation, "speaker");
  HuRecord *other = of && layer ? hu_layer_lookup (layer, HU_KIND_SPEAKER, of) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (of && !other)
    other = hu_register_find (others, of);
  if (role)
    g_string_append (text, role);
  else if (kind && strcmp (kind, "person") != 0)
    g_string_append (text, hu_label_for_speaker_kind (codebook, kind));
  if (of)
    g_string_append_printf (text, "%s%s", text->len ? " · " : "", other ? hu_speaker_get_name (other) : of);
  return text->len ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

HuOption *
options_speaker (HuEditor *editor, HuRecord *record)
{
  HuDocument *document = hu_editor_get_document (editor);
  HuLayer *layer = hu_document_get_layer (document);
  HuOption *option =
      hu_option_new (HU_OPTION_SPEAKER, hu_record_get_id (record), hu_speaker_get_name (record));

  option->record = hu_record_ref (record);
  option->detail =
      describe (record, layer, hu_document_get_register (document), hu_document_get_codebook (document));
  option->count = hu_layer_count_referrers (layer, HU_KIND_SPEAKER, hu_record_get_id (record));
  return option;
}

HuOption *
hu_option_for_speaker (HuEditor *editor, const char *id)
{
  HuRecord *record = hu_layer_lookup (hu_editor_get_layer (editor), HU_KIND_SPEAKER, id);
  HuOption *option;

  if (!record)
    return hu_option_new (HU_OPTION_SPEAKER, id, id);
  option = options_speaker (editor, record);
  option->count = 0;
  return option;
}

/* Counts of names in the text, by folded name. */
static GHashTable *
count_names (GPtrArray *names)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; names && i < names->len; i++)
    {
      HuName *name = g_ptr_array_index (names, i);

      g_hash_table_insert (counts, hu_name_fold (name->name), name);
    }
  return counts;
}

/* How often the text names a speaker that it names, by name or alias; these names are taken out. */
static guint
take_counts (HuRecord *record, GHashTable *names)
{
  gsize n = hu_record_get_size (record, HU_MEMBER_ALIASES);
  guint used = 0;

  for (gsize i = 0; i <= n && hu_speaker_is_named (record) && g_hash_table_size (names) > 0; i++)
    {
      const char *name =
          i == n ? hu_speaker_get_name (record) : hu_record_get_nth (record, HU_MEMBER_ALIASES, i);
      g_autofree char *folded = hu_name_fold (name);
      HuName *found = g_hash_table_lookup (names, folded);

      if (!found)
        continue;
      used += found->count;
      g_hash_table_remove (names, folded);
    }
  return used;
}

/* @option: (transfer full): of @record, found by its aliases too. */
static void
take_speaker (HuOptions *self, HuOption *option, HuRecord *record, guint used)
{
  gsize n = hu_record_get_size (record, HU_MEMBER_ALIASES);
  g_autoptr (GPtrArray) aliases = g_ptr_array_new ();

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (aliases, (gpointer) hu_record_get_nth (record, HU_MEMBER_ALIASES, i));
  hu_options_take (self, option, (const char *const *) aliases->pdata, aliases->len, used);
}

static void
take_names (HuOptions *self, GHashTable *names)
{
  GHashTableIter iter;
  HuName *name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &name))
    {
      HuOption *option = hu_option_new (HU_OPTION_NAME, name->name, name->name);

      option->detail = g_strdup (_ ("in this article"));
      option->count = name->count;
      hu_options_take (self, option, NULL, 0, name->count);
    }
}

HuOptions *
hu_options_new_base (HuRegister *speakers, HuCodebook *codebook, GPtrArray *names)
{
  HuOptions *self = hu_options_new ();
  g_autoptr (GHashTable) counts = count_names (names);

  g_return_val_if_fail (speakers != NULL && codebook != NULL, self);
  for (gsize i = 0; i < hu_register_get_size (speakers); i++)
    {
      HuRecord *record = hu_register_get_nth (speakers, i);
      HuOption *option =
          hu_option_new (HU_OPTION_SPEAKER, hu_record_get_id (record), hu_speaker_get_name (record));

      option->record = hu_record_ref (record);
      option->detail = describe (record, NULL, speakers, codebook);
      option->of_register = TRUE;
      take_speaker (self, option, record, take_counts (record, counts));
    }
  if (hu_codebook_get_speakers_open (codebook))
    take_names (self, counts);
  return self;
}

/* A speaker of the layer isn't offered a second time by the register or by its name. */
static void
hide (GHashTable *hidden, HuRecord *record)
{
  const char *id = hu_record_get_string (record, HU_MEMBER_REGISTER);
  gsize n = hu_record_get_size (record, HU_MEMBER_ALIASES);

  if (id)
    g_hash_table_add (hidden, g_strdup (id));
  g_hash_table_add (hidden, options_name_key (hu_speaker_get_name (record)));
  for (gsize i = 0; i < n; i++)
    g_hash_table_add (hidden, options_name_key (hu_record_get_nth (record, HU_MEMBER_ALIASES, i)));
}

HuOptions *
hu_options_new_speakers (HuEditor *editor)
{
  HuOptions *self = hu_options_new ();
  HuLayer *layer;
  HuOptions *base;
  g_autoptr (GHashTable) counts = NULL;

  g_return_val_if_fail (HU_IS_EDITOR (editor), self);
  layer = hu_editor_get_layer (editor);
  if (!layer)
    return self;
  base = hu_editor_get_base_options (editor);
  counts = count_names (hu_editor_get_names (editor));
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->base = base ? hu_options_ref (base) : NULL;
  for (guint i = 0; i < hu_layer_get_size (layer, HU_KIND_SPEAKER); i++)
    {
      HuRecord *record = hu_layer_get_nth (layer, HU_KIND_SPEAKER, i);
      HuOption *option = options_speaker (editor, record);

      /* What was tagged counts before what only stands in the text. */
      take_speaker (self, option, record, option->count * 1000 + take_counts (record, counts));
      hide (self->hidden, record);
    }
  return self;
}
