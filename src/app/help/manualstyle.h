#pragma once

class QTextDocument;

namespace swapscope {

struct Theme;

// Gives a document that was read from Markdown the window's type and colours: room around headings and
// paragraphs, tables with thin lines, code on a ground of its own. May be called again, as when the theme
// changed.
void dressManual(QTextDocument &document, const Theme &theme);

} // namespace swapscope
