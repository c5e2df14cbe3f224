#include "items.h"

#include <algorithm>

namespace swapscope::timeline {

SwapLook swapLook(QLatin1StringView style)
{
    const qsizetype end = std::find_if(style.begin(), style.end(),
                                       [](char c) { return c == ':' || QChar(QLatin1Char(c)).isSpace(); }) -
                          style.begin();
    const QLatin1StringView name = style.left(end);
    const auto is = [name](QLatin1StringView other) { return name.compare(other, Qt::CaseInsensitive) == 0; };
    if (is(QLatin1StringView("beforeend")) || is(QLatin1StringView("afterend")) ||
        is(QLatin1StringView("append")) || is(QLatin1StringView("after")))
        return SwapLook::Append;
    if (is(QLatin1StringView("afterbegin")) || is(QLatin1StringView("beforebegin")) ||
        is(QLatin1StringView("prepend")) || is(QLatin1StringView("before")))
        return SwapLook::Prepend;
    if (name.contains(QLatin1StringView("morph"), Qt::CaseInsensitive))
        return SwapLook::Morph;
    if (is(QLatin1StringView("delete")))
        return SwapLook::Delete;
    if (is(QLatin1StringView("none")))
        return SwapLook::None;
    return SwapLook::Replace;
}

} // namespace swapscope::timeline
