/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of HuArticleView share. */
#pragma once

#include "hu-article-buffer.h"
#include "hu-article-view.h"
#include "hu-chips.h"
#include "hu-line-layout.h"
#include "hu-marks.h"

G_BEGIN_DECLS

struct _HuArticleView
{
  GtkTextView parent_instance;

  HuEditor *editor;
  GSignalGroup *editor_signals;
  GSignalGroup *document_signals;
  HuArticleBuffer *buffer;

  double text_scale;
  guint text_width;
  char *font_name;
  double leading; /* the space between lines: a factor */
  gboolean line_focus;
  HuNumbers numbers;
  int em;        /* size of the body's font, pixels */
  int margin_em; /* the same for what stands in the margins: less where there is little room */
  int column;    /* measure and margins, pixels */
  gboolean dark;
  gboolean high_contrast;
  GSettings *interface_settings; /* the desktop's, where it has a font for documents */
  gboolean right_to_left;        /* the document's direction: where its margins start */

  gboolean following; /* the selection is being set as the editor has it */
  gboolean reveal_pending;
  const HuDocument *shown; /* compared, never used */
  guint top;               /* what is to be at the top again once the text is loaded */
  gboolean top_pending;
  HuRange reveal;  /* what to scroll to once it is loaded */
  GArray *matches; /* of HuRange, in text order; NULL: nothing is looked for */

  /* hu-article-paragraph.c */
  GHashTable *paragraphs; /* line of the buffer → ArticleParagraph: layout and marks, as far as known */
  GHashTable *labels;     /* text → PangoLayout of a chip */
  int layout_width;       /* of the widget when the layouts were taken */

  /* hu-article-view-pointer.c */
  gboolean pressed;  /* the selection is being made with the mouse */
  gboolean extended; /* … and it isn't a plain click */
  guint release_id;
  double pointer_x; /* where it was pressed */
  double pointer_y;
  const char *cursor_name;
  gboolean dragging_edge; /* of the tag in hand */
  gboolean dragged;       /* … and it has moved */
  gsize edge_span;
  gboolean edge_start;
  GtkWidget *menu;
  GtkWidget *paste_popover;
};

/* What is drawn of one line of the buffer. */
typedef struct
{
  HuLineLayout *layout;
  HuMarks *marks; /* NULL: not taken yet */
  HuChip *chips;  /* one for each of the marks' chips; tops from the paragraph's */
  GArray *folds;  /* of HuChipFold */
  gboolean checked;
  HuPartKind part;
  GArray *numbers; /* of ArticleNumber; NULL: not taken yet */
} ArticleParagraph;

/* A number in the start margin. */
typedef struct
{
  guint line; /* the index of the visual line that it stands at */
  char *text;
} ArticleNumber;

/* A place in the margins that stands for tags. */
typedef enum
{
  ARTICLE_SPOT_NONE,
  ARTICLE_SPOT_CHIP,
  ARTICLE_SPOT_FOLD,
  ARTICLE_SPOT_SIGN,
  ARTICLE_SPOT_BAR,
} ArticleSpotKind;

typedef struct
{
  ArticleSpotKind kind;
  graphene_rect_t area; /* buffer coordinates */
  GPtrArray *records;   /* of HuRecord, each with a reference; several for a fold */
} ArticleSpot;

/* hu-article-view.c */
void article_view_report_selection (HuArticleView *self);
/* What is selected can be pasted with the middle button. */
void article_view_offer_selection (HuArticleView *self);
HuLayer *article_view_get_layer (HuArticleView *self);

void article_view_set_column (HuArticleView *self, int column);

/* hu-article-view-reading.c */
/* Fonts, spaces and margins: one of the things that they depend on is another. */
void article_view_update_typography (HuArticleView *self);
/* The margins, by the width that there is. */
void article_view_update_margins (HuArticleView *self);
void article_view_snapshot_numbers (HuArticleView *self, GtkSnapshot *snapshot, const GArray *visible);
void article_view_snapshot_focus (HuArticleView *self, GtkSnapshot *snapshot);

/* hu-article-paragraph.c: caches */
void article_view_init_paragraphs (HuArticleView *self);
void article_view_clear_paragraphs (HuArticleView *self);
/* Shapes and all: the layout is another one. */
void article_view_forget_layouts (HuArticleView *self);
/* Marks: tags, the one in hand, or colours are others. */
void article_view_forget_marks (HuArticleView *self);
/* The paragraph at @line_start, with its marks where the view shows a layer. (transfer none) */
ArticleParagraph *article_view_get_paragraph (HuArticleView *self, const GtkTextIter *line_start);

/* A paragraph that is in view: @top in buffer coordinates; visual lines @first to @last are in view. */
typedef struct
{
  ArticleParagraph *paragraph;
  double top;
  guint first;
  guint last;
} ArticleVisible;
/* (transfer full) (element-type ArticleVisible) */
GArray *article_view_list_visible (HuArticleView *self);

/* Where things stand in the margins, in buffer coordinates. */
PangoLayout *article_view_get_label (HuArticleView *self, const char *text);
graphene_rect_t article_view_get_chip_area (HuArticleView *self, const ArticleVisible *visible, guint index);
graphene_rect_t article_view_get_fold_area (HuArticleView *self, const ArticleVisible *visible, guint index);
graphene_rect_t article_view_get_sign_area (HuArticleView *self, const ArticleVisible *visible, guint index);
graphene_rect_t article_view_get_bar_area (HuArticleView *self, const ArticleVisible *visible, guint index);
graphene_rect_t article_view_get_tick_area (HuArticleView *self, const ArticleVisible *visible);
/* The edges of the text's column. */
double article_view_get_text_left (HuArticleView *self);
double article_view_get_text_right (HuArticleView *self);
/* Where a number stands: @inset is from its end. */
graphene_rect_t article_view_get_number_area (HuArticleView *self,
                                              const ArticleVisible *visible,
                                              const ArticleNumber *number);
/* The text of a fold: "+3". (transfer full) */
char *article_view_format_fold (guint count);

/* What stands in the margins at a place (widget coordinates). */
gboolean article_view_find_spot (HuArticleView *self, double x, double y, ArticleSpot *spot);
void article_spot_clear (ArticleSpot *self);

/* hu-article-view-draw.c */
void article_view_snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot);

/* hu-article-view-pointer.c */
void article_view_init_pointer (HuArticleView *self);
void article_view_dispose_pointer (HuArticleView *self);
/* What the first few of these tags say. (transfer full) */
char *article_view_describe (HuArticleView *self, GPtrArray *records);
gboolean article_view_extend_selection (GtkTextView *view,
                                        GtkTextExtendSelection granularity,
                                        const GtkTextIter *location,
                                        GtkTextIter *start,
                                        GtkTextIter *end);

/* hu-article-view-actions.c */
void article_view_install_actions (GtkWidgetClass *klass);
/* Opens the menu at a place (widget coordinates) where these tags are; or one that only lists them. */
void
article_view_open_menu (HuArticleView *self, double x, double y, GPtrArray *records, gboolean picks_only);

/* Asks at the caret which fields are to be pasted. */
void article_view_choose_fields (HuArticleView *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ArticleSpot, article_spot_clear)

G_END_DECLS
