/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys on the article: one table of what each does. */
#pragma once

#include <gtk/gtk.h>

#include "hu-editor.h"
#include "hu-key-press.h"

G_BEGIN_DECLS

/**
 * HuArticleKey: a key and its command.
 * @accelerator: how GTK writes it, for a list of the keys; NULL: another way to what an earlier row has
 * @title: what it does, untranslated
 * @letter, @character, @digit, @special: which key, by exactly one of them as HuKeyPress has it; the digit
 * and one, so that 0 is none
 * @modifiers: of HuKeyModifiers; of a @character or @digit only Ctrl and Alt count
 */
typedef struct
{
  const char *accelerator;
  const char *title;
  int letter;
  gunichar character;
  int digit;
  HuKeySpecial special;
  guint modifiers;
  void (*command) (HuEditor *editor);
} HuArticleKey;

/* All keys, in the order they are listed to people. */
const HuArticleKey *hu_article_keys_get_table (gsize *n);
/* The row of a key press; NULL for none. */
const HuArticleKey *hu_article_keys_find (const HuKeyPress *press);
/* Does what a key press on the article does. FALSE: it is none of ours. Keys that would only be typed are
 * taken, without effect. */
gboolean hu_article_keys_press (HuEditor *editor, const HuKeyPress *press);

/* Makes @view, an article's, take the keys, before any that the widget itself has. */
void hu_article_keys_attach (GtkWidget *view, HuEditor *editor);

G_END_DECLS
