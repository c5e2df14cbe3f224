#include "../fault.h"

#include <algorithm>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

// Nothing in a head may end its line.
bool isLine(const QString &text)
{
    return std::all_of(text.begin(), text.end(),
                       [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; });
}

Result<FaultActs> answers(const FaultArguments &args)
{
    const QString location = args.text(u"location"_s).value_or(QString());
    const QString type = args.text(u"type"_s).value_or(QString());
    if (!isLine(location) || !isLine(type))
        return Error{u"location and type are ASCII without control characters"_s};
    return FaultActs{.request = AnswerRequest{static_cast<int>(args.count(u"status"_s).value_or(503)),
                                              args.duration(u"retry_after"_s), location.toLatin1(),
                                              type.toLatin1()}};
}

} // namespace

Fault httpFault()
{
    return {.name = u"http"_s,
            .summary = u"answers in the server's place"_s,
            .manual = u"answers in the server's place with `status`, then closes; the server hears nothing"_s,
            .arguments = ofRequests(
                {countArgument(u"status"_s, 200, 599, u"Status"_s, u"The answer's status, from 200 to 599"_s,
                               u"503"_s)
                     .inNeed(u"the answer's status, from 200 to 599"_s),
                 durationArgument(u"retry_after"_s, u"Retry-After"_s,
                                  u"How long the answer asks to wait, in that header"_s, u"none"_s),
                 textArgument(u"location"_s, 2000, u"Location"_s, u"Where a redirect leads"_s, u"none"_s),
                 textArgument(u"type"_s, 2000, u"Type"_s, u"The answer's content type"_s, u"text/html"_s)}),
            .mended = true,
            .acts = answers,
            .inForce =
                [](const FaultArguments &args) {
                    return u"answers %1"_s.arg(args.count(u"status"_s).value_or(0));
                },
            .phrase =
                [](FaultArguments &args) {
                    const QString text = u"HTTP %1"_s.arg(args.count(u"status"_s).value_or(0));
                    args.remove(u"status"_s);
                    return text;
                }};
}

} // namespace swapscope
