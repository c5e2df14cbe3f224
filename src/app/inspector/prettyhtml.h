#pragma once

#include <QString>

namespace swapscope {

// A fragment of HTML with a line for each tag and text, indented by two spaces a level; a short element that
// holds only text and inline elements stays on one line. For reading, not for a browser: white space between
// tags is not kept, that inside pre, textarea, script and style is. Nothing but white space is added or lost.
// Looks at the first `limit` characters and says when there were more.
QString prettyHtml(const QString &html, qsizetype limit = 64 * 1024);

} // namespace swapscope
