#pragma once

#include "scriptcode.h"

#include <QString>

#include <vector>

namespace swapscope {

// A text in quotes or a template as the script means it, with the place of each of its characters.
struct QuotedText
{
    QString text;                  // each ${…}, and each character by its number, is one kHole
    std::vector<qsizetype> places; // offsets in the script, one for each character
};

// The text whose quotes begin at this token; `script` is what `code` was made of. Empty when none begins
// there. Pure; any thread.
QuotedText quotedAt(const QString &script, const ScriptCode &code, int token);

} // namespace swapscope
