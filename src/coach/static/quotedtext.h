#pragma once

#include "syntaxtree.h"

#include <QString>

#include <vector>

namespace swapscope {

// A text in quotes or a template as the script means it, with the place of each of its characters.
struct QuotedText
{
    QString text;                  // each ${…}, and each character by its number, is one kHole
    std::vector<qsizetype> places; // offsets in the script, one for each character
};

// The text of a string or a template; empty when the node is neither. Pure; any thread.
QuotedText quotedAt(const SyntaxTree &tree, int node);

} // namespace swapscope
