/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the JSON formats share: writing one document as an object, and reading it back by another reader. */
#pragma once

#include "hu-export-document.h"
#include "hu-imported.h"
#include "hu-json-writer.h"

G_BEGIN_DECLS

/* The layer file's object with the text (unless it is kept back) and names. */
void hu_export_write_json (HuJsonWriter *writer, HuExportDocument *document);
/* Whether @bytes is one JSON value, the one that @document makes. It is read by json-glib, and compared with
 * the records themselves. Fails with HU_ERROR_VERIFY. */
gboolean hu_export_verify_json (HuExportDocument *document, GBytes *bytes, GError **error);

/* What hu_export_write_json() wrote: adds its document and layer to @result. Where the text was kept back,
 * the document must stand beside @source. Fails as of hu_layer_file_parse(); with HU_ERROR_TEXT_CHANGED where
 * the layer is of another text. */
gboolean hu_import_read_json (GBytes *bytes, HuImportSource *source, HuImportResult *result, GError **error);

G_END_DECLS
