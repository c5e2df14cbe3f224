#include "messagefault.h"

#include "../linkevents.h"
#include "linkfaults.h"

namespace swapscope {

namespace {

constexpr std::size_t kMostMessageFaults = 64;

const QStringList &kinds()
{
    static const QStringList all{QStringLiteral("data"),   QStringLiteral("text"), QStringLiteral("binary"),
                                 QStringLiteral("ping"),   QStringLiteral("pong"), QStringLiteral("event"),
                                 QStringLiteral("comment")};
    return all;
}

} // namespace

const QStringList &MessageSelector::names()
{
    static const QStringList all{QStringLiteral("direction"), QStringLiteral("kind"),
                                 QStringLiteral("event")};
    return all;
}

Result<MessageSelector> MessageSelector::read(const QVariantMap &args)
{
    MessageSelector selector;
    const QString direction = args.value(QStringLiteral("direction"), QStringLiteral("both")).toString();
    selector.up = direction == u"up" || direction == u"both";
    selector.down = direction == u"down" || direction == u"both";
    if (!selector.up && !selector.down)
        return Error{
            QStringLiteral("direction must be up, down or both, not \"%1\"").arg(direction.left(40))};
    selector.event = args.value(QStringLiteral("event")).toString();
    if (const auto kind = args.constFind(QStringLiteral("kind")); kind != args.cend()) {
        selector.kind = kind->toString();
        if (!kinds().contains(selector.kind))
            return Error{QStringLiteral("kind must be one of %1, not \"%2\"")
                             .arg(kinds().join(QStringLiteral(", ")), selector.kind.left(40))};
    }
    return selector;
}

bool MessageSelector::matches(Direction direction, const LinkMessage &message) const
{
    if (!matches(direction))
        return false;
    if (!event.isEmpty() && (message.kind != LinkMessage::Kind::Event || message.event != event))
        return false;
    return kind == u"data" ? message.n > 0 : kind == opcodeName(message.kind);
}

Result<MessageFault> MessageFault::read(What what, const QVariantMap &args, Nanoseconds now)
{
    const Result<MessageSelector> selector = MessageSelector::read(args);
    if (!selector)
        return selector.error();
    const Result<Bound> bound = Bound::read(args, now);
    if (!bound)
        return bound.error();
    return MessageFault{what, *selector, *bound};
}

QStringList MessageFault::names(const QStringList &more)
{
    return more + MessageSelector::names() + Bound::names();
}

Result<void> addMessageFault(LinkFaults &faults, MessageFault fault, Nanoseconds now)
{
    std::vector<MessageFault> &all = faults.messages;
    all.erase(std::remove_if(all.begin(), all.end(),
                             [&](const MessageFault &each) {
                                 return each.bound.over(now) ||
                                        (each.what == fault.what && each.selector == fault.selector);
                             }),
              all.end());
    if (fault.bound.over(now))
        return {};
    if (all.size() == kMostMessageFaults)
        return Error{
            QStringLiteral("%1 faults on messages are in force already, no more are taken; clear ends "
                           "them")
                .arg(kMostMessageFaults)};
    all.push_back(std::move(fault));
    return {};
}

} // namespace swapscope
