#include "later.h"

#include "fault.h"

namespace swapscope {

namespace {

// " after 5 s and 10 messages"
QString phraseOf(Nanoseconds after, qint64 messages)
{
    QStringList parts;
    if (after > 0)
        parts << QStringLiteral("%1 s").arg(QString::number(static_cast<double>(after) / 1e9, 'g', 4));
    if (messages > 0)
        parts << (messages == 1 ? QStringLiteral("the next message")
                                : QStringLiteral("%1 messages").arg(messages));
    return QStringLiteral(" after ") + parts.join(QStringLiteral(" and "));
}

} // namespace

Result<LaterFault> LaterFault::read(const QString &fault, const QVariantMap &args, Nanoseconds now)
{
    const auto after = durationArgument(args, QStringLiteral("after"));
    if (!after)
        return after.error();
    const auto messages = countArgument(args, QStringLiteral("after_messages"), 0);
    if (!messages)
        return messages.error();
    LaterFault later{.fault = fault, .args = args, .from = now + after->value_or(0)};
    later.messages = messages->value_or(0);
    later.args.remove(QStringLiteral("after"));
    later.args.remove(QStringLiteral("after_messages"));
    const QString direction = args.value(QStringLiteral("direction")).toString();
    later.up = direction != u"down";
    later.down = direction != u"up";
    later.phrase = fault + phraseOf(after->value_or(0), later.messages);
    return later;
}

} // namespace swapscope
