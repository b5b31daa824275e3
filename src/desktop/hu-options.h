/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What fields offer: speakers, topics, codes and claims as options, and finding among them. */
#pragma once

#include "hu-editor.h"
#include "hu-option.h"

G_BEGIN_DECLS

/**
 * HuOptions:
 *
 * A set of options with their names folded for matching. Atomically refcounted. Made anew when what it lists
 * may have changed, which costs as much as there are options; finding in it costs a key press little.
 */
typedef struct _HuOptions HuOptions;

HuOptions *hu_options_new (void);
HuOptions *hu_options_ref (HuOptions *self);
void hu_options_unref (HuOptions *self);
/* @option: (transfer full). @names: (nullable): further names to find it by; @used: the more, the earlier. */
void hu_options_take (HuOptions *self, HuOption *option, const char *const *names, gsize n, guint used);
/* The options that match @text, the best first; a row that makes a new one at the end, where @new_label (such
 * as "New speaker “%s”") is given and nothing has that name. (transfer full) (element-type HuOption) */
GPtrArray *hu_options_find (HuOptions *self, const char *text, const char *new_label);

/* The option of this id, or NULL. (transfer none) (nullable) */
HuOption *hu_options_lookup (HuOptions *self, const char *id);

/* The speakers of the layer, those of the register, and names found in the article where coders may make
 * speakers. (transfer full) */
HuOptions *hu_options_new_speakers (HuEditor *editor);
/* Those of the register and the names, which don't change with the layer. For any thread. @names: (nullable)
 * (element-type HuName). (transfer full) */
HuOptions *hu_options_new_base (HuRegister *speakers, HuCodebook *codebook, GPtrArray *names);
HuOptions *hu_options_new_topics (HuEditor *editor);
/* Topics, claims and speakers: what a stance can be toward. */
HuOptions *hu_options_new_targets (HuEditor *editor);
/* @except: (nullable): a claim that isn't offered. */
HuOptions *hu_options_new_claims (HuEditor *editor, const char *except);
HuOptions *hu_options_new_mentions (HuEditor *editor);
/* Values of all scales. */
HuOptions *hu_options_new_values (HuEditor *editor);

/* One option as a chip. (transfer full) */
HuOption *hu_option_for_speaker (HuEditor *editor, const char *id);
HuOption *hu_option_for_topic (HuEditor *editor, const char *id);
HuOption *hu_option_for_claim (HuEditor *editor, const char *id);
HuOption *hu_option_for_mention (HuEditor *editor, const char *id);
HuOption *hu_option_for_voice (const char *voice, gboolean with_key);
HuOption *hu_option_for_value (HuEditor *editor, const char *id);

/* The layer's speaker for an option of speakers (made where there is none): its id. NULL where the option is
 * none. (transfer full) (nullable) */
char *hu_option_ensure_speaker (HuOption *self, HuEdit *edit, HuLayer *layer);
/* The topic of an option of topics. (transfer full) (nullable) */
char *hu_option_ensure_topic (HuOption *self, HuEdit *edit, HuLayer *layer);

/* A tag's words, shortened, in quotation marks. (transfer full) */
char *hu_editor_quote (HuEditor *editor, HuValue *passage, guint max);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuOptions, hu_options_unref)

G_END_DECLS
