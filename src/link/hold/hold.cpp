#include "hold.h"

#include "../textpattern.h"

namespace swapscope {

namespace {

constexpr qsizetype kMostPattern = 1000;

Result<QString> textArgument(const QVariantMap &args, const QString &name)
{
    const QString text = args.value(name).toString();
    if (text.size() > kMostPattern) {
        return Error{QStringLiteral("A breakpoint's %1 has %2 characters, at most %3 are taken")
                         .arg(name)
                         .arg(text.size())
                         .arg(kMostPattern)};
    }
    return text;
}

QStringList names()
{
    return {QStringLiteral("client"), QStringLiteral("direction"), QStringLiteral("path"),
            QStringLiteral("event"),  QStringLiteral("text"),      QStringLiteral("heartbeats")};
}

QString wayName(Breakpoint::Way way)
{
    return way == Breakpoint::Way::Up     ? QStringLiteral("up")
           : way == Breakpoint::Way::Down ? QStringLiteral("down")
                                          : QStringLiteral("both");
}

} // namespace

Result<Breakpoint> Breakpoint::read(const QVariantMap &args)
{
    for (auto arg = args.cbegin(); arg != args.cend(); ++arg) {
        if (!names().contains(arg.key()))
            return Error{QStringLiteral("A breakpoint knows no \"%1\"; it takes %2")
                             .arg(arg.key().left(40), names().join(QStringLiteral(", ")))};
    }
    Breakpoint breakpoint;
    const QString direction = args.value(QStringLiteral("direction"), QStringLiteral("both")).toString();
    if (direction == u"up")
        breakpoint.direction = Way::Up;
    else if (direction == u"down")
        breakpoint.direction = Way::Down;
    else if (direction != u"both")
        return Error{QStringLiteral("A breakpoint's direction must be up, down or both, not \"%1\"")
                         .arg(direction.left(40))};
    if (const auto given = args.constFind(QStringLiteral("heartbeats")); given != args.cend()) {
        if (given->typeId() != QMetaType::Bool)
            return Error{QStringLiteral("A breakpoint's heartbeats must be true or false, not \"%1\"")
                             .arg(given->toString().left(40))};
        breakpoint.heartbeats = given->toBool();
    }
    for (const auto &[name, slot] : {std::pair(QStringLiteral("client"), &breakpoint.client),
                                     std::pair(QStringLiteral("path"), &breakpoint.path),
                                     std::pair(QStringLiteral("event"), &breakpoint.event),
                                     std::pair(QStringLiteral("text"), &breakpoint.text)}) {
        const Result<QString> text = textArgument(args, name);
        if (!text)
            return text.error();
        *slot = *text;
    }
    if (breakpoint.client == u"*")
        breakpoint.client.clear();
    if (const Result<void> checked = breakpoint.check(); !checked)
        return checked.error();
    return breakpoint;
}

Result<void> Breakpoint::check() const
{
    if (!path.isEmpty() && !path.startsWith(u'/') && !path.startsWith(u'*'))
        return Error{
            QStringLiteral("A breakpoint's path must begin with / or *, as in /chat or *, not \"%1\"")
                .arg(path.left(40))};
    if (const Result<TextPattern> pattern = TextPattern::read(text); !pattern)
        return pattern.error();
    return {};
}

QVariantMap Breakpoint::written() const
{
    QVariantMap args;
    if (direction != Way::Both)
        args.insert(QStringLiteral("direction"), wayName(direction));
    if (heartbeats)
        args.insert(QStringLiteral("heartbeats"), true);
    for (const auto &[name, value] :
         {std::pair(QStringLiteral("client"), client), std::pair(QStringLiteral("path"), path),
          std::pair(QStringLiteral("event"), event), std::pair(QStringLiteral("text"), text)}) {
        if (!value.isEmpty())
            args.insert(name, value);
    }
    return args;
}

} // namespace swapscope
