#pragma once

#include <core/result.h>

#include <QString>

#include <functional>

namespace swapscope {

class PageView;

// Clicks and types in a page as a person would, with mouse and key events at the place of the element. Waits
// some seconds for an element that is not there yet. Where such events cannot reach it, because something
// covers it or the page is in the background, a script in the page does the same. Main thread.
//
// `selector` is CSS; its first match is meant. `done` is called once, later; it is not called if the view is
// deleted before.

using HandDone = std::function<void(const Result<void> &)>;

void clickInPage(PageView &view, const QString &selector, const HandDone &done);
// Replaces what is in the field by the text; submit: then presses Enter in it.
void fillInPage(PageView &view, const QString &selector, const QString &text, bool submit,
                const HandDone &done);

} // namespace swapscope
