/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The encodings that a document can be in: their Python codec names, and how each is decoded. */
#include "config.h"

#include "hu-text-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/ucnv.h>

typedef enum
{
  KIND_UTF8,
  KIND_UTF8_SIG,
  KIND_UTF16,
  KIND_UTF16_LE,
  KIND_UTF16_BE,
  KIND_SINGLE,    /* a code page by ICU's converter */
  KIND_CODE_PAGE, /* the same, where Python has no characters at 80–9F but those of the code page */
  KIND_THAI,      /* TIS-620: neither ICU's Microsoft characters nor its private ones */
  KIND_CJK,
} Kind;

struct _HuEncoding
{
  const char *name;
  Kind kind;
  const char *icu; /* single bytes */
  HuCjk cjk;
};

static const HuEncoding encodings[] = {
  { "utf-8", KIND_UTF8 },
  { "utf-8-sig", KIND_UTF8_SIG },
  { "utf-16", KIND_UTF16 },
  { "utf-16-le", KIND_UTF16_LE },
  { "utf-16-be", KIND_UTF16_BE },
  { "cp1252", KIND_CODE_PAGE, "windows-1252" },
  { "iso-8859-1", KIND_SINGLE, "ISO-8859-1" },
  { "iso-8859-15", KIND_SINGLE, "ISO-8859-15" },
  { "mac-roman", KIND_SINGLE, "macintosh" },
  { "cp437", KIND_SINGLE, "ibm-437" },
  { "cp850", KIND_SINGLE, "ibm-850" },
  { "cp1250", KIND_CODE_PAGE, "windows-1250" },
  { "iso-8859-2", KIND_SINGLE, "ISO-8859-2" },
  { "cp852", KIND_SINGLE, "ibm-852" },
  { "mac-latin2", KIND_SINGLE, "x-mac-centraleurroman" },
  { "cp1251", KIND_CODE_PAGE, "windows-1251" },
  { "koi8-r", KIND_SINGLE, "KOI8-R" },
  { "koi8-u", KIND_SINGLE, "KOI8-U" },
  { "iso-8859-5", KIND_SINGLE, "ISO-8859-5" },
  { "cp866", KIND_SINGLE, "ibm-866" },
  { "cp855", KIND_SINGLE, "ibm-855" },
  { "mac-cyrillic", KIND_SINGLE, "x-mac-cyrillic" },
  { "cp1253", KIND_CODE_PAGE, "windows-1253" },
  { "iso-8859-7", KIND_SINGLE, "ISO-8859-7" },
  { "mac-greek", KIND_SINGLE, "x-mac-greek" },
  { "cp1254", KIND_CODE_PAGE, "windows-1254" },
  { "iso-8859-9", KIND_SINGLE, "ISO-8859-9" },
  { "mac-turkish", KIND_SINGLE, "x-mac-turkish" },
  { "cp1255", KIND_CODE_PAGE, "windows-1255" },
  { "iso-8859-8", KIND_SINGLE, "ISO-8859-8" },
  { "cp1256", KIND_SINGLE, "windows-1256" },
  { "iso-8859-6", KIND_SINGLE, "ISO-8859-6" },
  { "cp1257", KIND_CODE_PAGE, "windows-1257" },
  { "iso-8859-13", KIND_SINGLE, "ISO-8859-13" },
  { "iso-8859-4", KIND_SINGLE, "ISO-8859-4" },
  { "iso-8859-10", KIND_SINGLE, "iso-8859_10-1998" },
  { "iso-8859-3", KIND_SINGLE, "ISO-8859-3" },
  { "iso-8859-14", KIND_SINGLE, "iso-8859_14-1998" },
  { "cp1258", KIND_CODE_PAGE, "windows-1258" },
  { "cp874", KIND_CODE_PAGE, "windows-874" },
  { "tis-620", KIND_THAI, "TIS-620" },
  { "cp932", KIND_CJK, NULL, HU_CJK_CP932 },
  { "shift_jis", KIND_CJK, NULL, HU_CJK_SHIFT_JIS },
  { "euc-jp", KIND_CJK, NULL, HU_CJK_EUC_JP },
  { "gb18030", KIND_CJK, NULL, HU_CJK_GB18030 },
  { "gbk", KIND_CJK, NULL, HU_CJK_GBK },
  { "big5", KIND_CJK, NULL, HU_CJK_BIG5 },
  { "cp950", KIND_CJK, NULL, HU_CJK_CP950 },
  { "cp949", KIND_CJK, NULL, HU_CJK_CP949 },
  { "euc-kr", KIND_CJK, NULL, HU_CJK_EUC_KR },
};

/* Those offered to a person, best known first. */
static const char *const known[] = {
  "utf-8",        N_ ("Unicode (UTF-8)"),
  "utf-16-le",    N_ ("Unicode (UTF-16, little-endian)"),
  "utf-16-be",    N_ ("Unicode (UTF-16, big-endian)"),
  "cp1252",       N_ ("Western (Windows-1252)"),
  "iso-8859-15",  N_ ("Western (ISO-8859-15)"),
  "mac-roman",    N_ ("Western (Macintosh)"),
  "cp850",        N_ ("Western (DOS 850)"),
  "cp437",        N_ ("Western (DOS 437)"),
  "cp1250",       N_ ("Central European (Windows-1250)"),
  "iso-8859-2",   N_ ("Central European (ISO-8859-2)"),
  "cp852",        N_ ("Central European (DOS 852)"),
  "mac-latin2",   N_ ("Central European (Macintosh)"),
  "iso-8859-3",   N_ ("South European (ISO-8859-3)"),
  "iso-8859-14",  N_ ("Celtic (ISO-8859-14)"),
  "iso-8859-10",  N_ ("Nordic (ISO-8859-10)"),
  "cp1257",       N_ ("Baltic (Windows-1257)"),
  "iso-8859-13",  N_ ("Baltic (ISO-8859-13)"),
  "iso-8859-4",   N_ ("Baltic (ISO-8859-4)"),
  "cp1251",       N_ ("Cyrillic (Windows-1251)"),
  "koi8-r",       N_ ("Cyrillic (KOI8-R)"),
  "koi8-u",       N_ ("Cyrillic (KOI8-U)"),
  "iso-8859-5",   N_ ("Cyrillic (ISO-8859-5)"),
  "cp866",        N_ ("Cyrillic (DOS 866)"),
  "cp855",        N_ ("Cyrillic (DOS 855)"),
  "mac-cyrillic", N_ ("Cyrillic (Macintosh)"),
  "cp1253",       N_ ("Greek (Windows-1253)"),
  "iso-8859-7",   N_ ("Greek (ISO-8859-7)"),
  "mac-greek",    N_ ("Greek (Macintosh)"),
  "cp1254",       N_ ("Turkish (Windows-1254)"),
  "iso-8859-9",   N_ ("Turkish (ISO-8859-9)"),
  "mac-turkish",  N_ ("Turkish (Macintosh)"),
  "cp1255",       N_ ("Hebrew (Windows-1255)"),
  "iso-8859-8",   N_ ("Hebrew (ISO-8859-8)"),
  "cp1256",       N_ ("Arabic (Windows-1256)"),
  "iso-8859-6",   N_ ("Arabic (ISO-8859-6)"),
  "cp874",        N_ ("Thai (Windows-874)"),
  "tis-620",      N_ ("Thai (TIS-620)"),
  "cp1258",       N_ ("Vietnamese (Windows-1258)"),
  "cp932",        N_ ("Japanese (Windows-31J)"),
  "shift_jis",    N_ ("Japanese (Shift JIS)"),
  "euc-jp",       N_ ("Japanese (EUC-JP)"),
  "gb18030",      N_ ("Chinese, simplified (GB18030)"),
  "gbk",          N_ ("Chinese, simplified (GBK)"),
  "cp950",        N_ ("Chinese, traditional (Windows-950)"),
  "big5",         N_ ("Chinese, traditional (Big5)"),
  "cp949",        N_ ("Korean (Windows-949)"),
  "euc-kr",       N_ ("Korean (EUC-KR)"),
  NULL,           NULL,
};

/* Other names, as Python and detection have them, without the marks between their letters. */
static const struct
{
  const char *alias;
  const char *name;
} aliases[] = {
  { "utf8bom", "utf-8-sig" },
  { "u8", "utf-8" },
  { "ascii", "utf-8" },
  { "usascii", "utf-8" },
  { "latin1", "iso-8859-1" },
  { "l1", "iso-8859-1" },
  { "latin2", "iso-8859-2" },
  { "latin9", "iso-8859-15" },
  { "88591", "iso-8859-1" },
  { "macintosh", "mac-roman" },
  { "ms932", "cp932" },
  { "windows31j", "cp932" },
  { "sjis", "shift_jis" },
  { "ujis", "euc-jp" },
  { "936", "gbk" },
  { "cp936", "gbk" },
  { "ms936", "gbk" },
  { "uhc", "cp949" },
  { "ms949", "cp949" },
  { "949", "cp949" },
  { "950", "cp950" },
  { "ms950", "cp950" },
  { "korean", "euc-kr" },
  { "iso88598i", "iso-8859-8" },
  { "mac", "mac-roman" },
  { "maccentraleurope", "mac-latin2" },
  { "maccenteuro", "mac-latin2" },
};

const char *
hu_encoding_get_name (const HuEncoding *self)
{
  return self->name;
}

const char *const *
hu_text_get_known_encodings (void)
{
  return known;
}

/* Letters and digits alone, in lower case: "ISO_8859-1" is "iso88591", "windows-1252" is "cp1252". */
static char *
simplify (const char *name)
{
  GString *simple = g_string_new (NULL);

  for (; *name != '\0'; name++)
    if (g_ascii_isalnum (*name))
      g_string_append_c (simple, g_ascii_tolower (*name));
  if (g_str_has_prefix (simple->str, "windows12"))
    g_string_replace (simple, "windows", "cp", 1);
  else if (g_str_has_prefix (simple->str, "iso8859") || !g_ascii_isdigit (simple->str[0]))
    return g_string_free (simple, FALSE);
  else if (strlen (simple->str) <= 4) /* a bare code page number */
    g_string_prepend (simple, "cp");
  return g_string_free (simple, FALSE);
}

const HuEncoding *
hu_encoding_find (const char *name)
{
  g_autofree char *simple = simplify (name);
  const char *target = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (aliases) && target == NULL; i++)
    if (g_str_equal (simple, aliases[i].alias))
      target = aliases[i].name;
  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autofree char *own = simplify (encodings[i].name);

      if (target != NULL ? g_str_equal (target, encodings[i].name) : g_str_equal (simple, own))
        return &encodings[i];
    }
  return NULL;
}

/* What each byte from 0x80 stands for in Python's codec. */
static void
fill_table (const HuEncoding *self, gunichar table[128])
{
  UErrorCode error = U_ZERO_ERROR;
  UConverter *converter = ucnv_open (self->icu, &error);

  for (guint i = 0; i < 128; i++)
    {
      const char byte = (char) (0x80 + i);
      UChar c[4] = { 0 };
      int32_t n = 0;

      error = U_ZERO_ERROR;
      if (converter != NULL)
        n = ucnv_toUChars (converter, c, G_N_ELEMENTS (c), &byte, 1, &error);
      table[i] = n == 1 && U_SUCCESS (error) ? c[0] : 0xFFFD;
      if (self->kind != KIND_SINGLE && table[i] >= 0xE000 && table[i] < 0xF900) /* ICU's own */
        table[i] = 0xFFFD;
      if (self->kind == KIND_CODE_PAGE && table[i] >= 0x80 && table[i] < 0xA0)
        table[i] = 0xFFFD;
      if (self->kind == KIND_THAI && i <= 0x20)
        table[i] = i < 0x20 ? 0x80 + i : 0xFFFD;
    }
  g_clear_pointer (&converter, ucnv_close);

  if (g_str_equal (self->name, "cp1253"))
    table[0xAA - 0x80] = 0xFFFD;
  else if (g_str_equal (self->name, "cp437"))
    table[0xE6 - 0x80] = 0xB5;
  else if (g_str_equal (self->name, "cp852"))
    table[0xAA - 0x80] = 0xAC;
}

static gboolean
has_bom16 (const guint8 *bytes, gsize length, gboolean *big_endian)
{
  if (length < 2)
    return FALSE;
  *big_endian = bytes[0] == 0xFE && bytes[1] == 0xFF;
  return *big_endian || (bytes[0] == 0xFF && bytes[1] == 0xFE);
}

/* Letters of most scripts share their high byte, and a space has NUL for it: which half holds more NULs? */
static gboolean
looks_big_endian (const guint8 *bytes, gsize length)
{
  gsize n[2] = { 0, 0 };

  for (gsize i = 0; i < MIN (length, 65536); i++)
    n[i & 1] += bytes[i] == 0;
  return n[0] > n[1];
}

static const HuEncoding *
decode_utf16 (const HuEncoding *encoding, const guint8 *bytes, gsize length, GString *out)
{
  gboolean big_endian = FALSE;

  if (has_bom16 (bytes, length, &big_endian) &&
      (encoding->kind == KIND_UTF16 || (encoding->kind == KIND_UTF16_BE) == big_endian))
    {
      hu_decode_utf16 (bytes + 2, length - 2, big_endian, out);
      return hu_encoding_find ("utf-16");
    }
  if (encoding->kind == KIND_UTF16)
    encoding = hu_encoding_find (looks_big_endian (bytes, length) ? "utf-16-be" : "utf-16-le");
  hu_decode_utf16 (bytes, length, encoding->kind == KIND_UTF16_BE, out);
  return encoding;
}

GString *
hu_encoding_decode (const HuEncoding **encoding, const guint8 *bytes, gsize length)
{
  GString *out = g_string_sized_new (length + 1);
  gunichar table[128];

  switch ((*encoding)->kind)
    {
    case KIND_UTF8:
    case KIND_UTF8_SIG:
      if (length >= 3 && memcmp (bytes, "\xEF\xBB\xBF", 3) == 0)
        {
          *encoding = hu_encoding_find ("utf-8-sig");
          bytes += 3;
          length -= 3;
        }
      hu_decode_utf8 (bytes, length, out);
      break;
    case KIND_UTF16:
    case KIND_UTF16_LE:
    case KIND_UTF16_BE:
      *encoding = decode_utf16 (*encoding, bytes, length, out);
      break;
    case KIND_CJK:
      hu_decode_cjk (bytes, length, (*encoding)->cjk, out);
      break;
    case KIND_SINGLE:
    case KIND_CODE_PAGE:
    case KIND_THAI:
    default:
      fill_table (*encoding, table);
      hu_decode_single (bytes, length, table, out);
      break;
    }
  return out;
}
