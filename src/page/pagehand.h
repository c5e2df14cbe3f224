#pragma once

#include <core/result.h>

#include <QString>

#include <functional>

namespace swapscope {

class PageView;

// Clicking and typing in a page as a person would: with mouse and key events at the place where the element
// is. An element that is not there yet is waited for, some seconds. Where such events do not reach it,
// because something covers it or the page is in the background, a script tells the page instead. Main thread.
//
// selector: CSS; its first match is meant. `done` is called once, later; not at all when the view goes away.

using HandDone = std::function<void(const Result<void> &)>;

void clickInPage(PageView &view, const QString &selector, const HandDone &done);
// Replaces what is in the field by the text; submit: then presses Enter in it.
void fillInPage(PageView &view, const QString &selector, const QString &text, bool submit,
                const HandDone &done);

} // namespace swapscope
