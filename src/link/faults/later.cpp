#include "later.h"

#include "fault.h"

namespace swapscope {

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
    return later;
}

QString LaterFault::describe(Nanoseconds now) const
{
    QString text = fault;
    if (from > now)
        text +=
            QStringLiteral(" in %1 s").arg(QString::number(static_cast<double>(from - now) / 1e9, 'f', 1));
    if (messages > 0)
        text += messages == 1 ? QStringLiteral(" after the next message")
                              : QStringLiteral(" after %1 messages").arg(messages);
    return text;
}

} // namespace swapscope
