/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A message inside the window, with what can be done about it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HU_TYPE_MESSAGE_BAR (hu_message_bar_get_type ())

typedef enum
{
  HU_MESSAGE_INFO,
  HU_MESSAGE_WARNING,
  HU_MESSAGE_ERROR,
} HuMessageKind;

/**
 * HuMessageBar:
 *
 * A line above the article that stays until it is dismissed or its cause is gone; nothing waits for it. Its
 * buttons are its children (in a template). They stand below the text where the bar is narrow.
 *
 * Properties: "text" (NULL: the bar is hidden), "kind" (HuMessageKind), "dismissable" (has a button that
 * hides it; TRUE).
 */
G_DECLARE_FINAL_TYPE (HuMessageBar, hu_message_bar, HU, MESSAGE_BAR, GtkWidget)

/* (transfer none) (nullable) */
const char *hu_message_bar_get_text (HuMessageBar *self);
/* Shows @text, or hides the bar (@text NULL). The text that it has already is not shown again once it was
 * dismissed. */
void hu_message_bar_set_text (HuMessageBar *self, const char *text);
void hu_message_bar_set_kind (HuMessageBar *self, HuMessageKind kind);

#define HU_TYPE_MESSAGE_KIND (hu_message_kind_get_type ())
GType hu_message_kind_get_type (void);

G_END_DECLS
