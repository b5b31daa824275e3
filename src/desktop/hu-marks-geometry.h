/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The measures of marks, on screen and in print: pixels at the usual size of text. */
#pragma once

#define BLOCK_GROW   2 /* sideways */
#define BLOCK_INSET  2 /* for each level of nesting */
#define BLOCK_RADIUS 4
#define LINE_WIDTH   2
#define LINE_STEP    3 /* from lane to lane */
#define DASH         5
#define DASH_GAP     3

/* Ems, of the margins' furniture. */
#define CHIP_FONT    0.7
#define CHIP_HEIGHT  1.14
#define CHIP_PADDING 0.44
#define CHIP_GAP     0.22
#define CHIP_INSET   0.7 /* from the column's edge */
#define CHIP_SHIFT   3.4
#define SIGN_SIZE    0.95
#define SIGN_INSET   0.55 /* from the text */
#define BAR_WIDTH    0.25
#define BAR_INSET    1.0
#define BAR_STEP     0.4
#define TICK_SIZE    0.62
#define TICK_INSET   2.1
#define NUMBER_INSET 3.0
