/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files in which something is wrong: it is found with its place, what is sound is read, and nothing is lost.
 */
#include "hu-layer-file.h"

#include "hu-codebook-file.h"
#include "hu-error.h"
#include "hu-register-file.h"

#include <string.h>

/* The ring of "Å", which is two characters, is the second of them: 21. */
#define ARTICLE "Envoys seek an acco A\xcc\x8asa Mill said so.\n"

static GBytes *
to_bytes (const char *string)
{
  return g_bytes_new (string, strlen (string));
}

/* A file of @text; its @members start in line 4. */
static GBytes *
make_file (HuText *text, const char *members)
{
  g_autofree char *file =
      g_strdup_printf ("{ \"format\": \"hustings-annotations\", \"version\": 1,\n"
                       "  \"document\": { \"text_sha256\": \"%s\",\n    \"characters\": %u },\n"
                       "%s\n}\n",
                       hu_text_get_text_sha256 (text), hu_text_get_length (text), members);

  return to_bytes (file);
}

static char *
describe (GPtrArray *findings)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      HuFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *string = hu_finding_to_string (finding);

      g_string_append_printf (all, "%s%s %s", i ? "\n" : "",
                              finding->severity == HU_FINDING_ERROR ? "error" : "warning", string);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static HuSnapshot *
read_layer (GBytes *bytes, HuText *text, GPtrArray *findings)
{
  g_autoptr (GError) error = NULL;
  HuSnapshot *snapshot = hu_layer_file_read (bytes, "x.json", text, NULL, findings, &error);

  g_assert_no_error (error);
  g_assert_nonnull (snapshot);
  return snapshot;
}

/* One line each: the members of a file, what is found (patterns), how many claims are read. */
static const struct
{
  const char *members;
  const char *found;
  guint n_claims;
} layers[] = {
  { "\"claims\": [{\"id\": \"a\",\n\"gist\": 5}]", "error line 5: claims[0].gist: a string is expected", 1 },
  { "\"claims\": [{\"id\": \"a\"}, 5, {\"id\": \"b\"}]", "error line 4: claims[1]: an object is expected",
    2 },
  { "\"claims\": [[[1]], {\"id\": \"b\"},\nnull]",
    "error line 4: claims[0]: an object is expected\nerror line 5: claims[2]: an object is expected", 1 },
  { "\"claims\": 5", "error line 4: claims: a list of objects is expected", 0 },
  { "\"claims\": {\"id\": \"a\"}", "error line 4: claims: a list of objects is expected", 0 },
  { "\"claims\": [{\"id\": \"a\"},\n {\"id\": \"a\"}]",
    "error line 5: claims[1].id: another record has the same id", 1 },
  { "\"claims\": [{\"id\": 7}, {\"id\": \"\"}, {}, {\"id\": \"a\"}]",
    "error line 4: claims[0].id: *\nerror line 4: claims[1].id: *\nerror line 4: claims[2]: the id is "
    "missing",
    1 },
  { "\"claims\": [{\"id\": \"a\", \"passage\": [{\"start\": 1, \"end\": 2},\n{\"start\": 3,\n"
    "\"end\": 99}]}, {\"id\": \"b\"}]",
    "error line 6: claims[0].passage[1].end: past the end of the text", 1 },
  { "\"claims\": [{\"id\": \"a\", \"passage\": [{\"start\": -1, \"end\": 2}]}]",
    "error line 4: claims[0].passage[0].start: an offset is expected", 0 },
  { "\"claims\": [{\"id\": \"a\", \"passage\": [{\"start\": 5, \"end\": 2}]}]",
    "error line 4: claims[0].passage[0].end: the end is not after the start", 0 },
  { "\"claims\": [{\"id\": \"a\", \"passage\": [{\"start\": 1e400, \"end\": 2}]}]",
    "error line 4: claims[0].passage[0].start: an offset is expected", 0 },
  { "\"claims\": [{\"id\": \"a\", \"passage\": [{\"start\": 0, \"end\": 99999999999999999999}]}]",
    "error line 4: claims[0].passage[0].end: an offset is expected", 0 },
  { "\"claims\": [{\"id\": \"a\", \"passage\": [{\"start\": 0, \"end\": 6}, {\"start\": 3,\"end\": 9}]}]",
    "warning line 4: claims[0].passage[1].start: it overlaps the span before it", 1 },
  { "\"claims\": [{\"id\": \"a\", \"passage\": [{\"start\": 0,\n\"end\": 21}]}]",
    "warning line 5: claims[0].passage[0].end: in the middle of a character", 1 },
  { "\"claims\": [{\"id\": \"a\", \"cue\": [{\"start\": 21, \"end\": 22}]}]",
    "warning line 4: claims[0].cue[0].start: in the middle of a character", 1 },
  { "\"claims\": [{\"id\": \"a\", \"cue\": [{\"start\": 5, \"end\": 4}]}]",
    "error line 4: claims[0].cue[0].end: the end is not after the start", 1 },
  { "\"claims\": [{\"id\": \"a\", \"speakers\": [\"b\"], \"type\": \"c\", \"topics\": [\"d\"],\n"
    "\"within\": \"e\", \"mentions\": [\"f\"], \"relations\": [{\"claim\": \"g\", \"kind\": 3}]}]",
    "warning line 4: claims[0].speakers[0]: there is no such speaker in the file\n"
    "warning line 4: claims[0].type: there is no such type in the file\n"
    "warning line 4: claims[0].topics[0]: there is no such topic in the file\n"
    "warning line 5: claims[0].within: there is no such claim in the file\n"
    "warning line 5: claims[0].mentions[0]: there is no such mention in the file\n"
    "warning line 5: claims[0].relations[0].claim: there is no such claim in the file\n"
    "warning line 5: claims[0].relations[0].kind: a string is expected",
    1 },
  { "\"stances\": [{\"id\": \"a\", \"toward\": {\"topic\": \"x\"}, \"value\": \"y\", \"claim\": \"z\"}]",
    "warning line 4: stances[0].toward.topic: *\nwarning line 4: stances[0].value: *\n"
    "warning line 4: stances[0].claim: *",
    0 },
  { "\"stances\": [{\"id\": \"a\", \"toward\": \"fee\"}]", "error line 4: stances[0].toward: *", 0 },
  { "\"units\": [{\"id\": \"a\", \"start\": 1},\n{\"id\": \"b\", \"start\": 1, \"end\": 2}]",
    "error line 4: units[0]: a start and an end are expected", 0 },
  { "\"checked\": [[0, 4], [2, 1]]", "error line 4: checked[1]: the end is not after the start", 0 },
  { "\"status\": [],\n\"layer\": {\"kind\": 1, \"coder\": []}",
    "error line 4: status: a string is expected\nwarning line 5: layer.kind: a string is expected\n"
    "warning line 5: layer.coder: an object is expected",
    0 },
  { "\"values\": [{\"id\": \"a\", \"score\": 1e999}]", "error line 4: values[0].score: *out of range", 0 },
  { "\"claims\": [{\"id\": \"a\", \"revision\": -3}, {\"id\": \"b\", \"revision\": 1.5}]",
    "warning line 4: claims[0].revision: *\nwarning line 4: claims[1].revision: *", 2 },
  { "\"unsound\": {\"claims\": [3]}", "warning line 4: unsound: *", 0 },
};

/* Reads what was written again: the same records, and nothing that would be left out. */
static void
assert_kept (HuSnapshot *snapshot, HuText *text)
{
  g_autoptr (GBytes) written = hu_layer_file_write (snapshot, text);
  g_autoptr (GPtrArray) findings = hu_findings_new ();
  g_autoptr (HuSnapshot) again = read_layer (written, text, findings);
  g_autoptr (GBytes) twice = hu_layer_file_write (again, text);

  g_assert_false (hu_findings_have_error (findings));
  g_assert_cmpmem (g_bytes_get_data (written, NULL), g_bytes_get_size (written),
                   g_bytes_get_data (twice, NULL), g_bytes_get_size (twice));
}

static void
test_layers (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (ARTICLE, -1);

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      g_autoptr (GBytes) bytes = make_file (text, layers[i].members);
      g_autoptr (GPtrArray) findings = hu_findings_new ();
      g_autoptr (HuSnapshot) snapshot = read_layer (bytes, text, findings);
      g_autofree char *found = describe (findings);

      if (!g_pattern_match_simple (layers[i].found, found))
        g_error ("%s\n  gives\n%s\n  and not\n%s", layers[i].members, found, layers[i].found);
      g_assert_cmpuint (snapshot->records[HU_KIND_CLAIM]->len, ==, layers[i].n_claims);
      assert_kept (snapshot, text);
    }
}

static HuValue *
get_root_unsound (HuSnapshot *snapshot)
{
  return hu_value_get_member (hu_record_get_unknown (hu_snapshot_get_only (snapshot, HU_KIND_LAYER)),
                              "unsound");
}

/* What was left out is in what is written, as it was; also where something was before. */
static void
test_kept (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (ARTICLE, -1);
  g_autoptr (GBytes) bytes = make_file (
      text, "\"status\": 1,\n"
            "\"claims\": [{\"b\": 1e400, \"id\": \"a\", \"passage\": [1], \"a\": {\"z\": [true]}}, 7,\n"
            "  {\"id\": \"c\", \"gist\": 5, \"unsound\": {\"gist\": 6}}, {\"id\": \"d\", \"unsound\": 8, "
            "\"note\": 9}],\n"
            "\"unsound\": {\"claims\": [0], \"status\": 2, \"memos\": false}, \"memos\": 3");
  g_autoptr (GPtrArray) findings = hu_findings_new ();
  g_autoptr (HuSnapshot) snapshot = read_layer (bytes, text, findings);
  g_autoptr (GBytes) written = hu_layer_file_write (snapshot, text);
  g_autofree char *file = g_strndup (g_bytes_get_data (written, NULL), g_bytes_get_size (written));
  HuRecord *c = g_ptr_array_index (snapshot->records[HU_KIND_CLAIM], 0);
  HuValue *unsound = get_root_unsound (snapshot);
  g_auto (GStrv) words = NULL;
  g_autofree char *flat = NULL;

  g_assert_cmpuint (snapshot->records[HU_KIND_CLAIM]->len, ==, 2);
  g_assert_cmpstr (hu_record_get_id (c), ==, "c");
  g_assert_null (hu_record_get (c, HU_MEMBER_GIST));
  g_assert_cmpuint (hu_value_get_size (hu_value_get_member (unsound, "claims")), ==, 3);
  g_assert_nonnull (hu_value_get_member (unsound, "status-2"));
  words = g_strsplit_set (file, " \n", -1);
  flat = g_strjoinv ("", words);
  g_assert_nonnull (strstr (flat, "[0,{\"b\":1e400,\"id\":\"a\",\"passage\":[1],\"a\":{\"z\":[true]}},7]"));
  g_assert_nonnull (strstr (flat, "\"unsound\":{\"gist\":6,\"gist-2\":5}"));
  g_assert_nonnull (strstr (flat, "\"unsound\":{\"unsound\":8,\"note\":9}"));
  g_assert_nonnull (strstr (flat, "\"memos\":false,\"status-2\":1,\"memos-2\":[3]"));
  assert_kept (snapshot, text);
}

/* A thousand are told, and that there are more. */
static void
test_many (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (ARTICLE, -1);
  g_autoptr (GString) members = g_string_new ("\"claims\": [");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) findings = hu_findings_new ();
  g_autoptr (HuSnapshot) snapshot = NULL;
  HuFinding *last;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (members, "%s\n%u", i ? "," : "", i);
  g_string_append (members, "]");
  bytes = make_file (text, members->str);
  snapshot = read_layer (bytes, text, findings);
  g_assert_cmpuint (findings->len, ==, HU_FINDINGS_MAX + 1);
  last = g_ptr_array_index (findings, HU_FINDINGS_MAX - 1);
  g_assert_cmpstr (last->path, ==, "claims[999]");
  g_assert_cmpuint (last->line, ==, 1004);
  last = g_ptr_array_index (findings, HU_FINDINGS_MAX);
  g_assert_cmpint (last->severity, ==, HU_FINDING_ERROR);
  g_assert_cmpstr (last->path, ==, "");
  g_assert_cmpuint (hu_value_get_size (hu_value_get_member (get_root_unsound (snapshot), "claims")), ==,
                    3000);
}

/* Strictly, the same fails. */
static void
test_strictly (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (ARTICLE, -1);

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      g_autoptr (GBytes) bytes = make_file (text, layers[i].members);
      g_autoptr (GError) error = NULL;
      g_autoptr (HuSnapshot) snapshot = hu_layer_file_parse (bytes, "x.json", text, NULL, &error);

      if (g_str_has_prefix (layers[i].found, "error"))
        g_assert_error (error, HU_ERROR, HU_ERROR_SHAPE);
      else
        g_assert_no_error (error);
    }
}

static const struct
{
  const char *members;
  const char *found;
  guint n_topics;
} codebooks[] = {
  { "\"topics\": [{\"id\": \"a\"},\n{\"id\": \"a\"}, {\"id\": \"b\"}]",
    "error line 3: topics[1]: has the same id as another", 2 },
  { "\"topics\": 1, \"types\": {}", "error line 2: topics: expected a list\nerror line 2: types: *", 0 },
  { "\"topics\": [1, {}, {\"id\": 1}, {\"id\": \"a\", \"label\": 1},\n{\"id\": \"b\", \"key\": []}, {\"id\": "
    "\"c\"}]",
    "error line 2: topics[0]: *\nerror line 2: topics[1]: *\nerror line 2: topics[2]: *\n"
    "error line 2: topics[3]: *\nerror line 3: topics[4]: *",
    1 },
  { "\"history\": 1, \"revision\": -1, \"title\": [], \"unitizing\": 0",
    "error line 2: history: *\nerror line 2: revision: *\nerror line 2: title: *\nerror line 2: unitizing: *",
    0 },
  { "\"scales\": [{\"id\": \"p\", \"values\": [{\"id\": \"v\"},\n{\"id\": \"w\", \"score\": 1e999}, {\"id\": "
    "\"v\"}]}]",
    "error line 3: scales[0].values[1]: *\nerror line 3: scales[0].values[2]: *", 0 },
};

static void
test_codebooks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (codebooks); i++)
    {
      g_autofree char *file = g_strconcat ("{ \"format\": \"hustings-codebook\", \"version\": 1,\n",
                                           codebooks[i].members, "}", NULL);
      g_autoptr (GBytes) bytes = to_bytes (file);
      g_autoptr (GPtrArray) findings = hu_findings_new ();
      g_autoptr (GError) error = NULL, strict = NULL;
      g_autoptr (HuCodebook) codebook = hu_codebook_file_read (bytes, "codebook.json", findings, &error);
      g_autofree char *found = NULL;
      gsize n;

      g_assert_no_error (error);
      found = describe (findings);
      if (!g_pattern_match_simple (codebooks[i].found, found))
        g_error ("%s\n  gives\n%s", codebooks[i].members, found);
      hu_codebook_get_codes (codebook, HU_CODES_TOPICS, &n);
      g_assert_cmpuint (n, ==, codebooks[i].n_topics);
      g_assert_null (hu_codebook_file_parse (bytes, "codebook.json", &strict));
      g_assert_error (strict, HU_ERROR, HU_ERROR_SHAPE);
    }
}

static void
test_registers (void)
{
  g_autoptr (GBytes) bytes = to_bytes (
      "{ \"format\": \"hustings-speakers\", \"version\": 1,\n"
      "\"speakers\": [{\"id\": \"a\", \"name\": \"Ada\"}, {\"id\": \"a\"}, {\"id\": \"b\", \"name\": 1},\n"
      "{\"id\": \"c\", \"affiliations\": [{\"speaker\": \"x\"}]}, null],\n"
      "\"merged\": {\"old\": 1, \"older\": \"a\"}}");
  g_autoptr (GPtrArray) findings = hu_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HuRegister) speakers = hu_register_file_read (bytes, "speakers.json", findings, &error);
  g_autoptr (GBytes) written = NULL;
  g_autoptr (HuRegister) strictly = NULL;
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = describe (findings);
  g_assert_cmpstr (
      found, ==,
      "error line 2: speakers[1].id: another record has the same id\n"
      "error line 2: speakers[2].name: a string is expected\n"
      "warning line 3: speakers[3].affiliations[0].speaker: there is no such speaker in the file\n"
      "error line 3: speakers[4]: an object is expected\n"
      "error line 4: merged.old: a string is expected");
  g_assert_cmpuint (hu_register_get_size (speakers), ==, 3);
  g_assert_cmpstr (hu_record_get_id (hu_register_find (speakers, "older")), ==, "a");
  g_assert_null (hu_register_find (speakers, "old"));
  strictly = hu_register_file_parse (bytes, "speakers.json", &error);
  g_assert_error (error, HU_ERROR, HU_ERROR_SHAPE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/findings/layers", test_layers);
  g_test_add_func ("/findings/kept", test_kept);
  g_test_add_func ("/findings/many", test_many);
  g_test_add_func ("/findings/strictly", test_strictly);
  g_test_add_func ("/findings/codebooks", test_codebooks);
  g_test_add_func ("/findings/registers", test_registers);
  return g_test_run ();
}
