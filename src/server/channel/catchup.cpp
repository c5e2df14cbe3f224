#include "catchup.h"

#include <algorithm>

namespace swapscope::mock {

std::optional<qint64> soundCursor(const Channel &channel, std::optional<qint64> cursor)
{
    if (cursor && *cursor > channel.last())
        return 0;
    return cursor;
}

Replay planReplay(const Channel &channel, std::optional<qint64> cursor)
{
    const std::optional<qint64> from = soundCursor(channel, cursor);
    if (!from)
        return {};
    Replay replay;
    if (*from + 1 < channel.oldest()) {
        replay.lostFrom = *from + 1;
        replay.lostTo = channel.oldest() - 1;
    }
    replay.updates = channel.since(*from);
    return replay;
}

std::optional<qint64> parseNumber(const QString &text)
{
    constexpr qsizetype kDigits = 18; // fits into 63 bits
    const bool digits =
        !text.isEmpty() && text.size() <= kDigits &&
        std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!digits)
        return std::nullopt;
    return text.toLongLong();
}

} // namespace swapscope::mock
