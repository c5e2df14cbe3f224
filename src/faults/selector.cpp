#include "selector.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Selector::Selector(const FaultArguments &args)
    : kind(args.text(u"kind"_s).value_or(u"data"_s)), event(args.text(u"event"_s).value_or(QString()))
{
    const QString direction = args.text(u"direction"_s).value_or(u"both"_s);
    up = direction != u"down";
    down = direction != u"up";
}

bool Selector::matches(Direction direction, const MessageTraits &message) const
{
    if (!matches(direction))
        return false;
    if (!event.isEmpty() && (message.kind != u"event" || message.event != event))
        return false;
    return kind == u"data" ? message.data : kind == message.kind;
}

QString Selector::direction() const
{
    return up && down ? u"both"_s : up ? u"up"_s : u"down"_s;
}

} // namespace swapscope
