/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few lines of an article, set as the settings have it: shows at once what a change of them does. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HU_TYPE_ARTICLE_SAMPLE (hu_article_sample_get_type ())

G_DECLARE_FINAL_TYPE (HuArticleSample, hu_article_sample, HU, ARTICLE_SAMPLE, GtkTextView)

G_END_DECLS
