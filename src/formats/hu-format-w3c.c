/* SPDX-License-Identifier: GPL-3.0-or-later */
/* W3C Web Annotations as JSON-LD: an AnnotationCollection with one page, one annotation a tag.
 *
 * Written: each span is a target of its own, a SpecificResource with a TextPositionSelector (code points, as
 * the recommendation counts) and a TextQuoteSelector. Speakers are bodies that identify, types classify,
 * topics tag, gists describe, notes and memos comment, stances assess, and what a tag refers to is linked. A
 * stance that shows in a claim's passage has that passage as target. All else that a tag, a span or the layer
 * has is in our own term "hustings", which the second context of the file names: as JSON in the words of our
 * layer files, but without the passage, which the targets say. The article's text is in the collection's
 * "hustings".
 *
 * Read: annotations, pages, collections and lists of them. With our own term, all is as it was; another text
 * than the one it was written of has the tags found again. Others' annotations become
 *   - a claim, where something classifies (its type; further ones are topics), tags (topics) or assesses;
 *   - a mention, where something identifies: the speakers;
 *   - a memo otherwise, be it of nothing but a passage (a highlight).
 * Comments, replies and bodies without a purpose are a claim's or mention's note and a memo's text,
 * descriptions a claim's gist. Several targets are one passage. The whole annotation but its target is kept
 * in the tag's member "w3c".
 *
 * The text is the one in the file, or beside it: named as the source, or as the file with ".txt" or ".md".
 */
#include "config.h"

#include "hu-formats.h"
#include "hu-w3c.h"

#include <glib/gi18n-lib.h>
#include <string.h>

extern const HuFormat hu_format_w3c;

static gboolean
write_document (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  hu_file_set_take (files, ".jsonld", HU_FILE_OF_LAYER, hu_w3c_write (g_ptr_array_index (documents, 0)));
  return TRUE;
}

static gboolean
verify_document (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  return hu_w3c_verify (g_ptr_array_index (documents, 0), hu_file_set_get_bytes (files, 0), error);
}

static HuGuess
recognise (HuImportSource *source)
{
  gsize length;
  const char *utf8 = hu_import_source_get_utf8 (source, &length, NULL);

  if (utf8 && memmem (utf8, length, HU_W3C_CONTEXT, strlen (HU_W3C_CONTEXT)))
    return HU_GUESS_YES;
  return hu_import_source_has_extension (source, "jsonld") ? HU_GUESS_MAYBE : HU_GUESS_NO;
}

const HuFormat hu_format_w3c = {
  .name = "w3c",
  .label = N_ ("W3C Web Annotations"),
  .extensions = { "jsonld", "json" },
  .omits = NULL,
  .holds_many = FALSE,
  .flags = HU_FORMAT_WITHOUT_TEXT,
  .write = write_document,
  .verify = verify_document,
  .recognise = recognise,
  .read = hu_w3c_read,
};
