/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of HuCard: what its fields do to the layer, and the flow of keys in a window (xdotool). */
#include "config.h"

#include "hu-card.h"

#include <adwaita.h>
#include <string.h>

#include "hu-card-field.h"
#include "hu-chip-entry.h"
#include "hu-choice.h"
#include "hu-codebook-file.h"
#include "hu-editor-names.h"
#include "hu-passage-review.h"
#include "hu-text-field.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *article; /* what has the focus when the card is done */
  GtkWidget *card;
  HuEditor *editor;
  HuDocument *document;
  char *message;
} Fixture;

static const char text[] =
    "Premier Anneke Voss said on Monday that a shared harbour fee would cut the price of bread. "
    "Trade minister Tomas Reik called it a wish, not a plan.\n";

static const char codebook_json[] =
    "{\"format\":\"hustings-codebook\",\"version\":1,\"topics_open\":%s,\"speakers_open\":%s,"
    "\"types\":[{\"id\":\"factual\",\"label\":\"Factual\",\"key\":\"1\"},"
    "{\"id\":\"prediction\",\"label\":\"Prediction\",\"key\":\"3\"}],"
    "\"scales\":[{\"id\":\"position\",\"label\":\"Position\",\"values\":["
    "{\"id\":\"supports\",\"label\":\"Supports\",\"symbol\":\"▲\",\"score\":1,\"key\":\"1\"},"
    "{\"id\":\"opposes\",\"label\":\"Opposes\",\"symbol\":\"▼\",\"score\":-1,\"key\":\"2\"}]}],"
    "\"topics\":[{\"id\":\"harbour-fee\",\"label\":\"Harbour fee\",\"key\":\"h\"},"
    "{\"id\":\"bread\",\"label\":\"Bread\"}],"
    "\"fields\":[{\"id\":\"weight\",\"label\":\"Weight\",\"applies_to\":[\"claim\"],\"kind\":\"number\"},"
    "{\"id\":\"group\",\"label\":\"Group\",\"applies_to\":[\"claim\"],\"kind\":\"multi-choice\","
    "\"options\":[{\"id\":\"households\",\"label\":\"Households\"},{\"id\":\"millers\",\"label\":\"Millers\"}"
    "]},"
    "{\"id\":\"where\",\"label\":\"Where\",\"applies_to\":[\"claim\"],\"kind\":\"passage\"}]}";

static HuCodebook *
load_codebook (gboolean open)
{
  const char *word = open ? "true" : "false";
  g_autofree char *json = g_strdup_printf (codebook_json, word, word);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  HuCodebook *codebook = hu_codebook_file_parse (bytes, "test", &error);

  g_assert_no_error (error);
  return codebook;
}

static void
focus_article (Fixture *fixture)
{
  gtk_widget_grab_focus (fixture->article);
}

static void
told (HuEditor *editor, const char *message, HuEdit *edit, Fixture *fixture)
{
  g_free (fixture->message);
  fixture->message = g_strdup (message);
}

static void
set_up (Fixture *fixture, gconstpointer closed)
{
  g_autoptr (HuText) decoded = hu_text_new_from_utf8 (text, -1);
  g_autoptr (HuCodebook) codebook = load_codebook (!closed);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->document = hu_document_new ("/nowhere/article.txt", decoded, NULL);
  hu_document_set_codebook (fixture->document, codebook);
  fixture->editor = hu_editor_new ();
  fixture->window = gtk_window_new ();
  fixture->article = gtk_button_new_with_label ("Article");
  fixture->card = hu_card_new ();
  gtk_box_append (GTK_BOX (box), fixture->article);
  gtk_box_append (GTK_BOX (box), fixture->card);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_set_title (GTK_WINDOW (fixture->window), "card");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 900);
  hu_card_set_editor (HU_CARD (fixture->card), fixture->editor);
  hu_editor_set_document (fixture->editor, fixture->document);
  g_signal_connect_swapped (fixture->editor, "focus-article", G_CALLBACK (focus_article), fixture);
  g_signal_connect (fixture->editor, "message", G_CALLBACK (told), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
  /* The names in the article are found by a worker. */
  while (!hu_editor_get_base_options (fixture->editor))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (fixture->editor, fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->editor);
  g_object_unref (fixture->document);
  g_free (fixture->message);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The layer. */

static HuLayer *
layer (Fixture *fixture)
{
  return hu_document_get_layer (fixture->document);
}

static void
select_range (Fixture *fixture, guint start, guint end)
{
  hu_editor_select (fixture->editor, start, end);
}

static void
tag_claim (Fixture *fixture)
{
  select_range (fixture, 40, 89);
  hu_editor_tag_claim (fixture->editor);
}

static HuRecord *
hand (Fixture *fixture)
{
  HuRecord *record = hu_editor_get_hand_record (fixture->editor);

  g_assert_nonnull (record);
  return record;
}

/* The widgets. */

typedef gboolean (*Match) (GtkWidget *widget, gconstpointer data);

static GtkWidget *
find (GtkWidget *widget, Match match, gconstpointer data)
{
  if (match (widget, data))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, match, data);

      if (found)
        return found;
    }
  return NULL;
}

static gboolean
is_of_path (GtkWidget *widget, gconstpointer data)
{
  const HuPath *path = data;
  HuPath its;

  if (!HU_IS_CARD_FIELD (widget) || !gtk_widget_get_mapped (widget))
    return FALSE;
  its = hu_card_field_get_path (HU_CARD_FIELD (widget));
  return its.member == path->member && its.index == path->index && g_strcmp0 (its.key, path->key) == 0;
}

static gboolean
is_of_type (GtkWidget *widget, gconstpointer data)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *) data) && gtk_widget_get_mapped (widget);
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  return find (widget, is_of_type, &type);
}

static GtkWidget *
field (Fixture *fixture, HuMember member, int index, const char *key)
{
  HuPath path = { member, index, key };
  GtkWidget *found = find (fixture->card, is_of_path, &path);

  g_assert_nonnull (found);
  return found;
}

static void
expand (Fixture *fixture)
{
  GtkWidget *expander = find_type (fixture->card, GTK_TYPE_EXPANDER);

  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  gtk_test_widget_wait_for_draw (fixture->window);
}

/* Types into a field's text as a person would: character by character. */
static void
type_into (GtkWidget *within, const char *typed)
{
  GtkWidget *view = find_type (within, GTK_TYPE_TEXT_VIEW);

  for (const char *p = typed; *p; p = g_utf8_next_char (p))
    {
      char letter[7] = "";
      int position;

      letter[g_unichar_to_utf8 (g_utf8_get_char (p), letter)] = '\0';
      if (view)
        gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), letter, -1);
      else
        {
          GtkEditable *editable = GTK_EDITABLE (find_type (within, GTK_TYPE_TEXT));

          position = gtk_editable_get_position (editable);
          gtk_editable_insert_text (editable, letter, -1, &position);
          gtk_editable_set_position (editable, position);
        }
    }
}

static void
choose (GtkWidget *within, const char *id)
{
  g_signal_emit_by_name (find_type (within, HU_TYPE_CHOICE), "chosen", id);
}

static HuChipEntry *
chips (GtkWidget *within)
{
  return HU_CHIP_ENTRY (find_type (within, HU_TYPE_CHIP_ENTRY));
}

static void
take (GtkWidget *within, const char *typed)
{
  type_into (within, typed);
  g_assert_true (hu_chip_entry_has_match (chips (within)));
  hu_chip_entry_take_first (chips (within));
}

/* Text. */

static void
test_text (Fixture *fixture, gconstpointer data)
{
  GtkWidget *gist;
  GtkTextBuffer *buffer;

  tag_claim (fixture);
  gist = field (fixture, HU_MEMBER_GIST, -1, NULL);
  type_into (gist, "Bread gets cheaper ");
  g_assert_cmpstr (hu_record_get_string (hand (fixture), HU_MEMBER_GIST), ==, "Bread gets cheaper");
  /* What is typed stays as it is typed. */
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_type (gist, GTK_TYPE_TEXT_VIEW)));
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 19);
  type_into (gist, "soon");
  g_assert_cmpstr (hu_record_get_string (hand (fixture), HU_MEMBER_GIST), ==, "Bread gets cheaper soon");
  /* One step of undo, which is seen. */
  hu_editor_undo (fixture->editor);
  g_assert_null (hu_record_get (hand (fixture), HU_MEMBER_GIST));
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
  hu_editor_redo (fixture->editor);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 23);
}

static void
test_date (Fixture *fixture, gconstpointer data)
{
  GtkWidget *date;
  GtkEditable *editable;

  tag_claim (fixture);
  expand (fixture);
  date = field (fixture, HU_MEMBER_DATE, -1, NULL);
  editable = GTK_EDITABLE (find_type (date, GTK_TYPE_TEXT));
  gtk_editable_set_text (editable, "yesterday");
  g_assert_null (hu_record_get (hand (fixture), HU_MEMBER_DATE));
  g_assert_true (hu_card_field_has_uncommitted (HU_CARD_FIELD (date)));
  /* Another change of the record doesn't touch what is being typed. */
  choose (field (fixture, HU_MEMBER_CONFIDENCE, -1, NULL), "unsure");
  g_assert_cmpstr (gtk_editable_get_text (editable), ==, "yesterday");
  gtk_editable_set_text (editable, "2031-03");
  g_assert_cmpstr (hu_record_get_string (hand (fixture), HU_MEMBER_DATE), ==, "2031-03");
  g_assert_false (hu_card_field_has_uncommitted (HU_CARD_FIELD (date)));
  g_assert_cmpstr (hu_record_get_string (hand (fixture), HU_MEMBER_CONFIDENCE), ==, "unsure");
}

/* Choices and chips. */

static void
test_choices (Fixture *fixture, gconstpointer data)
{
  tag_claim (fixture);
  expand (fixture);
  choose (field (fixture, HU_MEMBER_TYPE, -1, NULL), "prediction");
  choose (field (fixture, HU_MEMBER_QUOTATION, -1, NULL), "mixed");
  choose (field (fixture, HU_MEMBER_MODALITY, -1, NULL), "possible");
  choose (field (fixture, HU_MEMBER_NEGATED, -1, NULL), "true");
  choose (field (fixture, HU_MEMBER_VOICE, -1, NULL), "outlet");
  g_assert_cmpstr (hu_record_get_string (hand (fixture), HU_MEMBER_TYPE), ==, "prediction");
  g_assert_cmpstr (hu_record_get_string (hand (fixture), HU_MEMBER_QUOTATION), ==, "mixed");
  g_assert_cmpstr (hu_record_get_string (hand (fixture), HU_MEMBER_MODALITY), ==, "possible");
  g_assert_true (hu_record_get_boolean (hand (fixture), HU_MEMBER_NEGATED));
  g_assert_cmpstr (hu_record_get_string (hand (fixture), HU_MEMBER_VOICE), ==, "outlet");
  choose (field (fixture, HU_MEMBER_NEGATED, -1, NULL), NULL);
  g_assert_null (hu_record_get (hand (fixture), HU_MEMBER_NEGATED));
}

static void
test_chips (Fixture *fixture, gconstpointer data)
{
  GtkWidget *addressees;

  tag_claim (fixture);
  expand (fixture);
  addressees = field (fixture, HU_MEMBER_ADDRESSEES, -1, NULL);
  /* A name of the article becomes a speaker. */
  take (addressees, "rei");
  g_assert_cmpuint (hu_record_get_size (hand (fixture), HU_MEMBER_ADDRESSEES), ==, 1);
  g_assert_cmpstr (hu_record_get_nth (hand (fixture), HU_MEMBER_ADDRESSEES, 0), ==, "tomas-reik");
  g_assert_cmpuint (hu_chip_entry_get_n_chips (chips (addressees)), ==, 1);
  take (field (fixture, HU_MEMBER_VIA, -1, NULL), "tom");
  g_assert_cmpstr (hu_record_get_nth (hand (fixture), HU_MEMBER_VIA, 0), ==, "tomas-reik");
  g_assert_cmpuint (hu_layer_get_size (layer (fixture), HU_KIND_SPEAKER), ==, 1);
  hu_chip_entry_remove_last (chips (addressees));
  g_assert_null (hu_record_get (hand (fixture), HU_MEMBER_ADDRESSEES));
}

static void
test_closed_codebook (Fixture *fixture, gconstpointer data)
{
  GtkWidget *addressees, *topics;
  GType topics_type = g_type_from_name ("HuTopicsField");

  tag_claim (fixture);
  expand (fixture);
  addressees = field (fixture, HU_MEMBER_ADDRESSEES, -1, NULL);
  topics = find_type (fixture->card, topics_type);
  type_into (addressees, "reik");
  g_assert_false (hu_chip_entry_has_match (chips (addressees)));
  hu_chip_entry_move_row (chips (addressees), FALSE);
  g_assert_cmpint (hu_chip_entry_get_moved_to (chips (addressees)), ==, HU_FLOW_ROW_NONE);
  type_into (topics, "zebra");
  hu_chip_entry_move_row (chips (topics), FALSE);
  g_assert_cmpint (hu_chip_entry_get_moved_to (chips (topics)), ==, HU_FLOW_ROW_NONE);
}

static void
test_open_codebook (Fixture *fixture, gconstpointer data)
{
  GtkWidget *topics;
  HuRecord *topic;

  tag_claim (fixture);
  topics = find_type (fixture->card, g_type_from_name ("HuTopicsField"));
  type_into (topics, "Zebra crossings");
  g_assert_false (hu_chip_entry_has_match (chips (topics)));
  hu_chip_entry_move_row (chips (topics), FALSE);
  g_assert_cmpint (hu_chip_entry_get_moved_to (chips (topics)), ==, HU_FLOW_ROW_NEW);
  hu_chip_entry_take_row (chips (topics));
  topic = hu_layer_lookup (layer (fixture), HU_KIND_TOPIC,
                           hu_record_get_nth (hand (fixture), HU_MEMBER_TOPICS, 0));
  g_assert_cmpstr (hu_record_get_string (topic, HU_MEMBER_LABEL), ==, "Zebra crossings");
}

/* Objects. */

static void
add_object (Fixture *fixture, HuMember member)
{
  GtkWidget *list = field (fixture, member, -1, NULL);
  GtkWidget *button = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (gtk_widget_get_first_child (list)); child;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child))
      button = child;
  g_signal_emit_by_name (button, "clicked");
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
test_relations (Fixture *fixture, gconstpointer data)
{
  HuValue *relation;
  g_autofree char *first = NULL;

  tag_claim (fixture);
  first = g_strdup (hu_record_get_id (hand (fixture)));
  select_range (fixture, 100, 140);
  hu_editor_tag_claim (fixture->editor);
  expand (fixture);
  add_object (fixture, HU_MEMBER_RELATIONS);
  choose (field (fixture, HU_MEMBER_RELATIONS, 0, "kind"), "rebuts");
  /* Half a relation isn't written. */
  g_assert_null (hu_record_get (hand (fixture), HU_MEMBER_RELATIONS));
  take (field (fixture, HU_MEMBER_RELATIONS, 0, "claim"), "harbour");
  g_assert_cmpuint (hu_record_get_size (hand (fixture), HU_MEMBER_RELATIONS), ==, 1);
  relation = hu_value_get_item (hu_record_get (hand (fixture), HU_MEMBER_RELATIONS), 0);
  g_assert_cmpstr (hu_value_get_member_string (relation, "kind"), ==, "rebuts");
  g_assert_cmpstr (hu_value_get_member_string (relation, "claim"), ==, first);
  hu_chip_entry_remove_last (chips (field (fixture, HU_MEMBER_RELATIONS, 0, "claim")));
  g_assert_null (hu_record_get (hand (fixture), HU_MEMBER_RELATIONS));
}

static void
test_verdict_and_evidence (Fixture *fixture, gconstpointer data)
{
  HuValue *object;

  tag_claim (fixture);
  expand (fixture);
  add_object (fixture, HU_MEMBER_VERDICT);
  type_into (field (fixture, HU_MEMBER_VERDICT, -1, "by"), "Desk");
  g_assert_null (hu_record_get (hand (fixture), HU_MEMBER_VERDICT));
  type_into (field (fixture, HU_MEMBER_VERDICT, -1, "value"), "half true");
  object = hu_record_get (hand (fixture), HU_MEMBER_VERDICT);
  g_assert_cmpstr (hu_value_get_member_string (object, "by"), ==, "Desk");
  g_assert_cmpstr (hu_value_get_member_string (object, "value"), ==, "half true");

  add_object (fixture, HU_MEMBER_EVIDENCE);
  select_range (fixture, 0, 19);
  g_signal_emit_by_name (find_type (field (fixture, HU_MEMBER_EVIDENCE, 0, "passage"), GTK_TYPE_BUTTON),
                         "clicked");
  type_into (field (fixture, HU_MEMBER_EVIDENCE, 0, "kind"), "report");
  object = hu_value_get_item (hu_record_get (hand (fixture), HU_MEMBER_EVIDENCE), 0);
  g_assert_cmpstr (hu_value_get_member_string (object, "kind"), ==, "report");
  object = hu_value_get_item (hu_value_get_member (object, "passage"), 0);
  g_assert_cmpstr (hu_value_get_member_string (object, "quote"), ==, "Premier Anneke Voss");
  g_assert_cmpint (hu_value_get_int (hu_value_get_member (object, "end")), ==, 19);
}

static void
test_own_fields (Fixture *fixture, gconstpointer data)
{
  HuValue *fields;

  tag_claim (fixture);
  expand (fixture);
  /* What is wrong leaves what stood there when the typing began: the focus tells one typing from the next. */
  gtk_widget_grab_focus (find_type (field (fixture, HU_MEMBER_FIELDS, -1, "weight"), GTK_TYPE_TEXT));
  type_into (field (fixture, HU_MEMBER_FIELDS, -1, "weight"), "2.5");
  gtk_widget_grab_focus (find_type (field (fixture, HU_MEMBER_FIELDS, -1, "group"), GTK_TYPE_TEXT));
  take (field (fixture, HU_MEMBER_FIELDS, -1, "group"), "mill");
  fields = hu_record_get (hand (fixture), HU_MEMBER_FIELDS);
  g_assert_cmpfloat (hu_value_get_double (hu_value_get_member (fields, "weight")), ==, 2.5);
  g_assert_true (hu_value_has_string (hu_value_get_member (fields, "group"), "millers"));
  type_into (field (fixture, HU_MEMBER_FIELDS, -1, "weight"), "x");
  fields = hu_record_get (hand (fixture), HU_MEMBER_FIELDS);
  g_assert_cmpfloat (hu_value_get_double (hu_value_get_member (fields, "weight")), ==, 2.5);
}

/* Stances and speakers. */

static void
test_stance_place (Fixture *fixture, gconstpointer data)
{
  g_autofree char *claim = NULL;

  tag_claim (fixture);
  claim = g_strdup (hu_record_get_id (hand (fixture)));
  select_range (fixture, 100, 140);
  hu_editor_tag_stance (fixture->editor);
  expand (fixture);
  choose (field (fixture, HU_MEMBER_BASIS, -1, NULL), "ascribed");
  take (field (fixture, HU_MEMBER_CLAIM, -1, NULL), "shared");
  g_assert_cmpstr (hu_record_get_string (hand (fixture), HU_MEMBER_CLAIM), ==, claim);
  g_assert_null (hu_record_get (hand (fixture), HU_MEMBER_PASSAGE));
  g_assert_null (hu_record_get (hand (fixture), HU_MEMBER_BASIS));
  hu_chip_entry_remove_last (chips (field (fixture, HU_MEMBER_CLAIM, -1, NULL)));
  g_assert_null (hu_record_get (hand (fixture), HU_MEMBER_CLAIM));
  g_assert_nonnull (hu_record_get (hand (fixture), HU_MEMBER_PASSAGE));
}

static void
test_merge (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Make");
  g_autofree char *a = hu_op_ensure_speaker_named (edit, layer (fixture), "Officials", "group", TRUE);
  g_autofree char *b =
      hu_op_ensure_speaker_named (edit, layer (fixture), "Ministry of Trade", "organisation", TRUE);
  HuRecord *kept;

  g_assert_true (hu_editor_apply (fixture->editor, edit));
  hu_editor_pick (fixture->editor, HU_KIND_SPEAKER, a, FALSE);
  gtk_test_widget_wait_for_draw (fixture->window);
  type_into (field (fixture, HU_MEMBER_NAME, -1, NULL), "!");
  g_assert_cmpstr (hu_record_get_string (hand (fixture), HU_MEMBER_NAME), ==, "!Officials");
  expand (fixture);
  {
    GtkWidget *group =
        gtk_widget_get_parent (gtk_widget_get_parent (field (fixture, HU_MEMBER_SAME_AS, -1, NULL)));
    GtkWidget *last = NULL;

    for (GtkWidget *child = gtk_widget_get_first_child (group); child;
         child = gtk_widget_get_next_sibling (child))
      if (find_type (child, HU_TYPE_CHIP_ENTRY))
        last = child;
    take (last, "minist");
  }
  g_assert_null (hu_layer_lookup (layer (fixture), HU_KIND_SPEAKER, a));
  kept = hu_layer_lookup (layer (fixture), HU_KIND_SPEAKER, b);
  g_assert_true (hu_record_has_string (kept, HU_MEMBER_ALIASES, "!Officials"));
  g_assert_nonnull (strstr (fixture->message, "merged"));
  hu_editor_undo (fixture->editor);
  g_assert_nonnull (hu_layer_lookup (layer (fixture), HU_KIND_SPEAKER, a));
}

static GtkWidget *
find_of_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_of_type (child, type);

      if (found)
        return found;
    }
  return NULL;
}

/* A passage that was found again in a changed text is shown beside what it was, until a person accepts it. */
static void
test_moved_passage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HuValue) moved = hu_value_new_string ("moved");
  g_autoptr (HuValue) rest = hu_value_object_with (NULL, "anchor", moved);
  HuSpan span = { 40, 89, FALSE, rest };
  g_autoptr (HuValue) passage = hu_value_new_passage (&span, 1);
  g_autoptr (HuEdit) edit = hu_edit_new ("Move");
  GtkWidget *review = find_of_type (fixture->card, HU_TYPE_PASSAGE_REVIEW);
  gsize n;

  tag_claim (fixture);
  g_assert_false (gtk_widget_get_visible (review));
  hu_op_set (edit, layer (fixture), HU_KIND_CLAIM, hu_record_get_id (hand (fixture)), HU_MEMBER_PASSAGE,
             passage);
  g_assert_true (hu_editor_apply (fixture->editor, edit));
  g_assert_true (gtk_widget_get_visible (review));
  g_assert_cmpuint (hu_editor_count_anchors (fixture->editor), ==, 1);
  hu_editor_accept_anchor (fixture->editor);
  g_assert_null (hu_record_get_spans (hand (fixture), &n)[0].rest);
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (gtk_widget_get_visible (review));
  g_assert_cmpuint (hu_editor_count_anchors (fixture->editor), ==, 0);
}

/* Every member that a person may set has a field. */

static void
collect (GtkWidget *widget, gboolean *members)
{
  if (HU_IS_CARD_FIELD (widget))
    members[hu_card_field_get_path (HU_CARD_FIELD (widget)).member] = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    collect (child, members);
}

static void
assert_members (Fixture *fixture, HuKind kind, const HuMember *others)
{
  gboolean members[HU_N_MEMBERS] = { FALSE };
  gsize n;
  const HuMemberInfo *infos = hu_kind_get_members (kind, &n);

  expand (fixture);
  collect (fixture->card, members);
  for (; *others; others++)
    members[*others] = TRUE;
  for (gsize i = 0; i < n; i++)
    if (!members[infos[i].member])
      g_error ("kind %d: no field for %s", kind, hu_member_get_name (infos[i].member));
}

static void
test_every_member (Fixture *fixture, gconstpointer data)
{
  /* Those of the fields of the flow, which go by no member, and what nobody types. */
  static const HuMember others[] = {
    HU_MEMBER_SPEAKERS, HU_MEMBER_SPEAKER, HU_MEMBER_TOPICS,   HU_MEMBER_TOWARD,   HU_MEMBER_VALUE,
    HU_MEMBER_FIELDS,   HU_MEMBER_CREATED, HU_MEMBER_MODIFIED, HU_MEMBER_BY,       HU_MEMBER_REVISION,
    HU_MEMBER_FROM,     HU_MEMBER_DECIDED, HU_MEMBER_CONFLICT, HU_MEMBER_REGISTER, HU_MEMBER_NONE,
  };
  static const HuMember stance_others[] = { HU_MEMBER_VOICE, HU_MEMBER_NONE };
  g_autoptr (HuEdit) edit = hu_edit_new ("Make");
  g_autofree char *speaker = hu_op_ensure_speaker_named (edit, layer (fixture), "Officials", "group", TRUE);
  HuMember all[G_N_ELEMENTS (others) + 1];

  g_assert_true (hu_editor_apply (fixture->editor, edit));
  tag_claim (fixture);
  assert_members (fixture, HU_KIND_CLAIM, others);
  hu_editor_pick (fixture->editor, HU_KIND_SPEAKER, speaker, FALSE);
  gtk_test_widget_wait_for_draw (fixture->window);
  assert_members (fixture, HU_KIND_SPEAKER, others);
  assert_members (fixture, HU_KIND_MENTION, others);
  select_range (fixture, 100, 140);
  hu_editor_tag_stance (fixture->editor);
  gtk_test_widget_wait_for_draw (fixture->window);
  memcpy (all, stance_others, sizeof (HuMember));
  memcpy (all + 1, others, sizeof others);
  assert_members (fixture, HU_KIND_STANCE, all);
  assert_members (fixture, HU_KIND_MEMO, others);
}

/* Keys, in the real window. */

static gboolean has_xdotool;

static void
press (Fixture *fixture, const char *keys)
{
  g_autofree char *line =
      g_strdup_printf ("xdotool search --name '^card$' windowfocus --sync key --delay 15 %s", keys);
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (line, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* Iterates until the focus is back in the article, at most ten seconds. */
static void
wait_for_article (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (!gtk_widget_has_focus (fixture->article) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (gtk_widget_has_focus (fixture->article));
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  HuRecord *stance;

  if (!has_xdotool)
    {
      g_test_skip ("xdotool isn't there");
      return;
    }
  tag_claim (fixture);
  press (fixture, "a n Return 3 h 1");
  wait_for_article (fixture);
  g_assert_cmpstr (hu_record_get_nth (hand (fixture), HU_MEMBER_SPEAKERS, 0), ==, "anneke-voss");
  g_assert_cmpstr (hu_record_get_string (hand (fixture), HU_MEMBER_TYPE), ==, "prediction");
  g_assert_cmpstr (hu_record_get_nth (hand (fixture), HU_MEMBER_TOPICS, 0), ==, "harbour-fee");
  g_assert_cmpuint (hu_layer_get_size (layer (fixture), HU_KIND_STANCE), ==, 1);
  stance = hu_layer_get_nth (layer (fixture), HU_KIND_STANCE, 0);
  g_assert_cmpstr (hu_record_get_string (stance, HU_MEMBER_VALUE), ==, "supports");
  g_assert_cmpstr (hu_record_get_string (stance, HU_MEMBER_SPEAKER), ==, "anneke-voss");

  select_range (fixture, 100, 140);
  hu_editor_tag_claim (fixture->editor);
  press (fixture, "0 3 h");
  wait_for_article (fixture);
  g_assert_cmpstr (hu_record_get_string (hand (fixture), HU_MEMBER_VOICE), ==, "none");
  g_assert_cmpuint (hu_layer_get_size (layer (fixture), HU_KIND_STANCE), ==, 1);
}

/* Ctrl+Z takes back letters that were only looked for, then what is in the layer; a search's letters are no
 * keys. */
static void
test_keys_undo (Fixture *fixture, gconstpointer data)
{
  if (!has_xdotool)
    {
      g_test_skip ("xdotool isn't there");
      return;
    }
  tag_claim (fixture);
  press (fixture, "1 3 slash b r Return 2");
  wait_for_article (fixture);
  g_assert_cmpstr (hu_record_get_nth (hand (fixture), HU_MEMBER_TOPICS, 0), ==, "bread");
  g_assert_cmpstr (hu_layer_get_claim_stance (layer (fixture), hand (fixture)), ==, "opposes");
  g_signal_emit_by_name (fixture->editor, "focus-field", HU_FIELD_TOPIC);
  press (fixture, "slash h a ctrl+z ctrl+z ctrl+z Escape");
  wait_for_article (fixture);
  g_assert_null (hu_layer_get_claim_stance (layer (fixture), hand (fixture)));
}

int
main (int argc, char *argv[])
{
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");

#define ADD(name, closed, func)                                                                              \
  g_test_add ("/card/" name, Fixture, (closed) ? "closed" : NULL, set_up, func, tear_down)

  has_xdotool = xdotool != NULL;
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  ADD ("text", FALSE, test_text);
  ADD ("date", FALSE, test_date);
  ADD ("choices", FALSE, test_choices);
  ADD ("chips", FALSE, test_chips);
  ADD ("closed-codebook", TRUE, test_closed_codebook);
  ADD ("open-codebook", FALSE, test_open_codebook);
  ADD ("relations", FALSE, test_relations);
  ADD ("verdict-and-evidence", FALSE, test_verdict_and_evidence);
  ADD ("own-fields", FALSE, test_own_fields);
  ADD ("stance-place", FALSE, test_stance_place);
  ADD ("merge", FALSE, test_merge);
  ADD ("moved-passage", FALSE, test_moved_passage);
  ADD ("every-member", FALSE, test_every_member);
  ADD ("keys", FALSE, test_keys);
  ADD ("keys-undo", FALSE, test_keys_undo);
  return g_test_run ();
}
