#include "arguments.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

using Type = FaultArgument::Type;
using Group = FaultArgument::Group;

template<class... Ts>
struct Overloaded : Ts...
{
    using Ts::operator()...;
};
template<class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

FaultArgument of(FaultArgument argument, Group group)
{
    argument.group = group;
    return argument;
}

FaultArgument nextArgument()
{
    return of(countArgument(u"next"_s, 1, kMostOfAFault, u"Next"_s,
                            u"It acts so many times, then it is over"_s, u"as long as it lasts"_s),
              Group::When);
}

FaultArgument afterMessagesArgument()
{
    return of(countArgument(u"after_messages"_s, 0, kMostOfAFault, u"After messages"_s,
                            u"So many messages pass first"_s, u"0"_s),
              Group::When);
}

std::vector<FaultArgument> joined(std::vector<FaultArgument> own, const std::vector<FaultArgument> &more)
{
    own.insert(own.end(), more.begin(), more.end());
    return own;
}

} // namespace

QString orList(const QStringList &words)
{
    if (words.size() < 2)
        return words.join(u", "_s);
    return words.mid(0, words.size() - 1).join(u", "_s) + u" or "_s + words.last();
}

QString shownValue(const FaultValue &value)
{
    return std::visit(Overloaded{[](qint64 number) { return QString::number(number); },
                                 [](double number) { return QString::number(number, 'g', 12); },
                                 [](const QString &text) { return text; }},
                      value)
        .left(40);
}

const FaultValue *FaultArguments::find(const QString &name) const
{
    const auto found = m_values.find(name);
    return found == m_values.end() ? nullptr : &found->second;
}

std::optional<qint64> FaultArguments::count(const QString &name) const
{
    const auto *value = find(name);
    const auto *number = value ? std::get_if<qint64>(value) : nullptr;
    return number ? std::optional(*number) : std::nullopt;
}

std::optional<double> FaultArguments::number(const QString &name) const
{
    if (const auto whole = count(name))
        return static_cast<double>(*whole);
    const auto *value = find(name);
    const auto *number = value ? std::get_if<double>(value) : nullptr;
    return number ? std::optional(*number) : std::nullopt;
}

std::optional<QString> FaultArguments::text(const QString &name) const
{
    const auto *value = find(name);
    const auto *text = value ? std::get_if<QString>(value) : nullptr;
    return text ? std::optional(*text) : std::nullopt;
}

QString FaultArgument::expected() const
{
    switch (type) {
    case Type::Duration:
        return least > 0 ? u"a duration of more than nothing, at most a day"_s
                         : u"a duration from 0 to a day"_s;
    case Type::Count:
        return u"a whole number from %1 to %2"_s.arg(least).arg(most);
    case Type::Number:
        return u"a number from %1 to %2"_s.arg(least).arg(most);
    case Type::Text:
        return u"a text of at most %1 bytes"_s.arg(most);
    case Type::Choice:
    case Type::Fault:
        return orList(choices);
    }
    return {};
}

std::optional<QString> FaultArgument::wrong(const FaultValue &value) const
{
    const auto within = [this](double number, double highest) {
        // Not a number compares with nothing.
        return number >= static_cast<double>(least) && number <= highest;
    };
    const auto *whole = std::get_if<qint64>(&value);
    const auto *number = std::get_if<double>(&value);
    const auto *text = std::get_if<QString>(&value);
    bool fine = false;
    switch (type) {
    case Type::Duration:
        fine = whole && within(static_cast<double>(*whole), static_cast<double>(kLongestFault));
        break;
    case Type::Count:
        fine = whole && within(static_cast<double>(*whole), static_cast<double>(most));
        break;
    case Type::Number:
        fine = (whole || number) &&
               within(whole ? static_cast<double>(*whole) : *number, static_cast<double>(most));
        break;
    case Type::Text:
        fine = text && text->toUtf8().size() <= most;
        break;
    case Type::Choice:
    case Type::Fault:
        fine = text && choices.contains(*text);
        break;
    }
    if (fine)
        return {};
    const QString given = text ? u"\"%1\""_s.arg(shownValue(value)) : shownValue(value);
    return u"%1 must be %2, not %3"_s.arg(name, expected(), given);
}

FaultArgument FaultArgument::inNeed(const QString &why) const
{
    FaultArgument argument = *this;
    argument.needed = true;
    argument.need = why;
    return argument;
}

FaultArgument durationArgument(const QString &name, const QString &label, const QString &hint,
                               const QString &placeholder)
{
    return {.name = name, .type = Type::Duration, .label = label, .hint = hint, .placeholder = placeholder};
}

FaultArgument countArgument(const QString &name, qint64 least, qint64 most, const QString &label,
                            const QString &hint, const QString &placeholder)
{
    return {.name = name,
            .type = Type::Count,
            .least = least,
            .most = most,
            .label = label,
            .hint = hint,
            .placeholder = placeholder};
}

FaultArgument numberArgument(const QString &name, qint64 least, qint64 most, const QString &label,
                             const QString &hint, const QString &placeholder)
{
    return {.name = name,
            .type = Type::Number,
            .least = least,
            .most = most,
            .label = label,
            .hint = hint,
            .placeholder = placeholder};
}

FaultArgument textArgument(const QString &name, int bytes, const QString &label, const QString &hint,
                           const QString &placeholder)
{
    return {.name = name,
            .type = Type::Text,
            .most = bytes,
            .label = label,
            .hint = hint,
            .placeholder = placeholder};
}

FaultArgument choiceArgument(const QString &name, const QStringList &choices, const QString &label,
                             const QString &hint)
{
    return {.name = name,
            .type = Type::Choice,
            .choices = choices,
            .label = label,
            .hint = hint,
            .placeholder = choices.value(0)};
}

FaultArgument probabilityArgument()
{
    return of(numberArgument(u"probability"_s, 0, 1, u"Probability"_s, u"Of acting on each, from 0 to 1"_s,
                             u"1: on each"_s),
              Group::When);
}

FaultArgument directionArgument()
{
    return of(choiceArgument(u"direction"_s, {u"both"_s, u"up"_s, u"down"_s}, u"Direction"_s,
                             u"Up to the server, down to the client, or both"_s),
              Group::Which);
}

FaultArgument afterArgument()
{
    return of(durationArgument(u"after"_s, u"After"_s, u"It begins when this has gone by"_s, u"at once"_s),
              Group::When);
}

FaultArgument forArgument()
{
    return of(durationArgument(u"for"_s, u"For"_s, u"How long it lasts once it has begun"_s,
                               u"until it is ended"_s),
              Group::When);
}

std::vector<FaultArgument> ofMessages(std::vector<FaultArgument> own)
{
    return joined(
        std::move(own),
        {directionArgument(),
         of(choiceArgument(
                u"kind"_s,
                {u"data"_s, u"text"_s, u"binary"_s, u"ping"_s, u"pong"_s, u"event"_s, u"comment"_s},
                u"Kind"_s, u"Which messages: data is every text, binary and event"_s),
            Group::Which),
         of(textArgument(u"event"_s, 200, u"Event"_s, u"Only a stream's events of this name"_s, u"any"_s),
            Group::Which),
         probabilityArgument(), nextArgument(), afterMessagesArgument(), afterArgument()});
}

std::vector<FaultArgument> ofRequests(std::vector<FaultArgument> own)
{
    return joined(std::move(own),
                  {of(choiceArgument(u"requests"_s, {u"live"_s, u"all"_s}, u"Requests"_s,
                                     u"Live: those for a WebSocket or a stream. All: pages and files too"_s),
                      Group::Which),
                   probabilityArgument(), nextArgument(), afterArgument()});
}

std::vector<FaultArgument> ofPaths(std::vector<FaultArgument> own)
{
    return joined(std::move(own), {directionArgument(), afterArgument()});
}

std::vector<FaultArgument> ofConnections(std::vector<FaultArgument> own)
{
    return thatWaits(joined(std::move(own), {probabilityArgument(), nextArgument()}));
}

std::vector<FaultArgument> thatWaits(std::vector<FaultArgument> own)
{
    return joined(std::move(own), {afterMessagesArgument(), afterArgument()});
}

} // namespace swapscope
