#include "../runningrules.h"

#include <QRegularExpression>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

bool hasSender(const QString &html)
{
    return html.contains("ws-send"_L1) || html.contains("ws:send"_L1);
}

// The id of the first element of a fragment; empty when it has none.
QString rootId(const QString &html)
{
    static const QRegularExpression root(u"^\\s*<[a-z][^>]*?\\sid\\s*=\\s*[\"']?([^\"'\\s>]+)"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    return root.match(html.left(1000)).captured(1);
}

bool hasId(const QString &html, const QString &id)
{
    return html.contains(u" id=\"%1\""_s.arg(id));
}

class ReplacedOwner final : public RunningRule
{
public:
    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        if (event.kind != Kind::PageSwap || !truthOf(event, Field::Owner) || truthOf(event, Field::Oob) ||
            model.htmx(event.client) != u"4")
            return;
        const QString style = text(event, Field::Style);
        const RunConnection *connection = model.connection(event.conn);
        if (!connection || connection->transport != u"ws" || (style != u"innerHTML" && style != u"outerHTML"))
            return;
        const QString before = text(event, Field::Before);
        const RunMessage *message = model.message(event.conn, event.n);
        const QString id = message ? rootId(message->text()) : QString();
        const bool sender = hasSender(before) && !hasSender(text(event, Field::After));
        // Its own element was there already, beside others.
        const bool others = !id.isEmpty() && hasId(before, id) && numberOf(event, Field::Removed) > 1;
        if (!sender && !others)
            return;
        const QString target = text(event, Field::Target);
        voice.raise({event.client + u' ' + connection->path,
                     event.client,
                     event.conn,
                     u"A message from %1 replaced the whole inside of %2 in the page of %3%4."_s.arg(
                         connection->path, target, event.client,
                         sender ? u", the form that sends included"_s
                                : u", all that stood beside #%1 included"_s.arg(id)),
                     u"Write hx-swap-oob=\"true\" on the fragment's root (or use hx-partial): htmx 4 swaps "
                     u"by id only "
                     "what says so, and everything else into the connecting element."_s,
                     {message ? message->id : 0, event.cause, event.id}});
    }
};

} // namespace

RunningRuleEntry replacedOwner()
{
    return {{u"message.replaced-owner"_s,
             Severity::Error,
             u"A message replaced the inside of its connection"_s,
             u"Under htmx 2 every root of a message is swapped by its id; under htmx 4 a message without "
             "hx-swap-oob is put into the element that has the connection, in place of what is there."_s,
             {u"4"_s}},
            makeRule<ReplacedOwner>};
}

} // namespace swapscope
