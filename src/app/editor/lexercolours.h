#pragma once

#include "widgets/theme.h"

class QsciLexer;

namespace swapscope {

enum class Language;

// A lexer for the language with the colours of the theme; null for plain text. The caller gives it a parent.
QsciLexer *makeLexer(Language language, const Theme &theme, QObject *parent);

} // namespace swapscope
