#pragma once

#include <core/result.h>
#include <scenario/tokens.h>

#include <optional>

namespace swapscope {

// What a script may not say, and what to write instead. Qt's engine speaks ECMAScript 2016 with `?.` and
// `??`; its own messages ("Expected token `,'") do not tell a reader that a newer piece of syntax is meant.

// A newer piece of syntax near the line at which the engine gave up, as an error with the exact place; or a
// bracket that does not pair. Nothing when the text gives no hint. `file` goes into the error.
std::optional<Error> adviseOnSyntax(const Tokens &tokens, const QString &file, int line, int column);

// What the engine accepts and runs wrongly: named groups, lookbehind and \p{…} in a regular expression; and
// in strict code (a class, or a text that says 'use strict') a tagged template or a generator's call in the
// very place where it is returned. The first such place, or nothing.
std::optional<Error> refuseSilentlyWrong(const Tokens &tokens, const QString &file);

// The same for one pattern's source: a sentence, and the offset in the pattern; nothing when it is fine.
struct PatternFault
{
    qsizetype at = 0;
    QString sentence;
};
std::optional<PatternFault> patternFault(QStringView pattern);

} // namespace swapscope
