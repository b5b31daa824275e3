/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in the cells of tables: values, labels, places. */
#pragma once

#include "hu-export-document.h"

G_BEGIN_DECLS

/* Between several things in a cell. */
#define HU_CELL_JOINER "; "

/* Takes a cell, which it may change; @column counts from 0. @number: whether it is a number, or empty. FALSE
 * stops. */
typedef gboolean (*HuCellFunc) (GString *cell, guint column, gboolean number, gpointer user_data);

/* @value: (nullable): lists with joiners, objects as JSON; passages and null are empty. */
void hu_cell_append_value (GString *cell, HuValue *value);
/* The labels of one id or of a list of ids; @ids: (nullable). */
void hu_cell_append_labels (GString *cell, HuExportDocument *document, HuKind kind, HuValue *ids);
/* The words of a passage; @passage: (nullable). */
void hu_cell_append_quote (GString *cell, HuExportDocument *document, HuValue *passage);
/* Each span as start..end in code points; @passage: (nullable). */
void hu_cell_append_spans (GString *cell, HuValue *passage);
/* The part of the article where @record's passage starts: "headline", "body"…; empty without a place. */
void hu_cell_append_part (GString *cell, HuExportDocument *document, HuRecord *record);
/* The id of the coder whose layer it is. */
void hu_cell_append_coder (GString *cell, HuExportDocument *document);
/* What a stance is toward. @toward: (nullable). FALSE where it is toward nothing. @key: (out): "topic",
 * "claim" or "speaker"; @id: (out). */
gboolean hu_cell_get_target (HuValue *toward, HuKind *kind, const char **key, const char **id);

G_END_DECLS
