#include "attributenames.h"

#include <core/suggest.h>

#include <QRegularExpression>

#include <array>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList &realTimeOfTwo()
{
    static const QStringList names{u"ws-connect"_s, u"ws-send"_s, u"sse-connect"_s, u"sse-swap"_s,
                                   u"sse-close"_s};
    return names;
}

const QStringList &realTimeOfFour()
{
    static const QStringList names{u"hx-ws:connect"_s, u"hx-ws:send"_s, u"hx-sse:connect"_s,
                                   u"hx-sse:close"_s};
    return names;
}

// Of the core of both versions and of the extensions that come with 4.
const QStringList &otherNames()
{
    static const QStringList names =
        u"hx-action hx-boost hx-browser-indicator hx-config hx-confirm hx-csp hx-delete hx-disable "
        "hx-disabled-elt hx-disinherit hx-download hx-encoding hx-ext hx-get hx-head hx-headers hx-history "
        "hx-history-elt hx-ignore hx-include hx-indicator hx-inherit hx-live hx-method hx-morph-skip "
        "hx-morph-skip-children hx-multipart hx-nonce hx-on hx-params hx-partial hx-patch hx-pending hx-post "
        "hx-preload hx-preserve hx-prompt hx-ptag hx-push-url hx-put hx-query hx-replace-url hx-request "
        "hx-select hx-select-oob hx-status hx-swap hx-swap-oob hx-sync hx-target hx-targets hx-trigger "
        "hx-upsert hx-validate hx-vals hx-vars"_s.split(u' ');
    return names;
}

// Names that no version has, by what people hope of them.
struct Invented
{
    QLatin1StringView names; // parted by blanks
    const char16_t *two;
    const char16_t *four;
};

constexpr std::array kInvented{
    Invented{"ws-swap ws-swap-oob hx-ws:swap ws-update"_L1,
             u"htmx swaps what comes over a socket by its id: give each root of the fragment an id, or "
             "hx-swap-oob.",
             u"Put hx-swap on the element with hx-ws:connect, or hx-swap-oob into the fragment."},
    Invented{"ws-target hx-ws:target"_L1,
             u"htmx swaps what comes over a socket by its id: name the target in the fragment's hx-swap-oob.",
             u"Put hx-target on the element with hx-ws:connect."},
    Invented{"ws-reconnect ws-reconnect-delay ws-reconnect-interval ws-retry ws-retry-delay ws-max-retries "
             "ws-backoff hx-ws:reconnect"_L1,
             u"htmx reconnects by itself; how long it waits is htmx.config.wsReconnectDelay.",
             u"htmx reconnects by itself; its waits are in htmx.config.ws, or in hx-config of the element."},
    Invented{"ws-heartbeat ws-ping ws-keepalive ws-keep-alive sse-heartbeat sse-keepalive"_L1,
             u"The server sends heartbeats, not the page: in a script it is the option heartbeat.",
             u"The server sends heartbeats, not the page: in a script it is the option heartbeat."},
    Invented{"ws-message ws-receive ws-event ws-on ws-on-message ws-onmessage ws-listen hx-ws:message"_L1,
             u"Listen to the event: hx-on::ws-after-message.",
             u"Listen to the event: hx-on::ws:after:message:incoming."},
    Invented{"ws-open ws-onopen ws-on-open hx-ws:open"_L1, u"Listen to the event: hx-on::ws-open.",
             u"Listen to the event: hx-on::ws:after:connection."},
    Invented{"ws-close ws-onclose ws-on-close ws-disconnect hx-ws:close"_L1,
             u"Listen to the event: hx-on::ws-close. A socket ends with its element, or by the server.",
             u"Listen to the event: hx-on::ws:close. A socket ends with its element, or by the server."},
    Invented{"ws-error ws-onerror ws-on-error"_L1, u"Listen to the event: hx-on::ws-error.",
             u"Listen to the event: hx-on::ws:error."},
    Invented{"ws-url ws-src ws-source ws-endpoint"_L1, u"Write ws-connect.", u"Write hx-ws:connect."},
    Invented{"sse-url sse-src sse-source sse-endpoint hx-sse"_L1, u"Write sse-connect.",
             u"Write hx-sse:connect."},
    Invented{"sse-event sse-events sse-name sse-listen sse-on sse-message sse-on-message hx-sse:event"_L1,
             u"Write sse-swap with the event's name.",
             u"A named event becomes an event of the page: listen with hx-on:NAME or hx-trigger."},
    Invented{"hx-sse:swap hx-sse-swap"_L1, u"Write sse-swap with the event's name.",
             u"Leave it out: unnamed events are swapped into the element with hx-sse:connect."},
    Invented{"sse-trigger hx-sse:trigger"_L1, u"Write hx-trigger=\"sse:NAME\".",
             u"A named event becomes an event of the page: write hx-trigger=\"NAME from:…\"."},
    Invented{"sse-target hx-sse:target"_L1, u"Put hx-target on the element with sse-swap.",
             u"Put hx-target on the element with hx-sse:connect."},
    Invented{"sse-swap-style sse-swap-oob"_L1, u"Put hx-swap on the element with sse-swap.",
             u"Put hx-swap on the element with hx-sse:connect."},
    Invented{"sse-reconnect sse-retry sse-reconnect-delay hx-sse:reconnect"_L1,
             u"The browser reconnects by itself; how long it waits is what the stream says in retry.",
             u"htmx reconnects by itself; its waits are in htmx.config.sse, or in hx-config of the element."},
    Invented{"sse-send hx-sse:send"_L1, u"A stream goes one way: send with hx-post.",
             u"A stream goes one way: send with hx-post."},
    Invented{"hx-ws"_L1, u"Write ws-connect or ws-send.", u"Write hx-ws:connect or hx-ws:send."},
};

QString sentence(const char16_t *text)
{
    return QString::fromUtf16(text);
}

// The name of a real-time attribute as this version has it.
QString forVersion(const QString &name, QStringView version)
{
    const QString other = inVersion({name}, version);
    return other.isEmpty() ? name : other;
}

// ws_connect, sse:connect, hx-ws-connect: the right letters with the wrong signs between them.
QString byLetters(const QString &name, QStringView version)
{
    static const QRegularExpression signs(u"[-_:.]"_s);
    const QString letters = QString(name).remove(signs);
    for (const QString &known : realTimeOfTwo() + realTimeOfFour()) {
        if (QString(known).remove(signs) == letters)
            return forVersion(known, version);
    }
    return {};
}

// Near enough to be a slip, and not so near as any short word of somebody's own is.
QString bySlip(const QString &name, const QStringList &known)
{
    const QString near = nearest(name, known);
    return !near.isEmpty() && editDistance(name, near) <= (name.size() < 10 ? 1 : 2) ? near : QString();
}

} // namespace

AttributeName attributeName(QStringView name)
{
    AttributeName result;
    QString plain = name.toString();
    if (plain.startsWith("data-"_L1)) {
        plain.remove(0, 5);
        result.data = true;
    }
    for (bool more = true; more;) {
        more = false;
        if (plain.endsWith(":inherited"_L1)) {
            plain.chop(10);
            result.inherited = more = true;
        } else if (plain.endsWith(":append"_L1)) {
            plain.chop(7);
            result.append = more = true;
        }
    }
    result.plain = plain;
    return result;
}

std::optional<MeantAttribute> meantBy(const AttributeName &name, QStringView version)
{
    const QString &plain = name.plain;
    const bool four = version == u"4";
    if (realTimeOfTwo().contains(plain) || realTimeOfFour().contains(plain) || otherNames().contains(plain) ||
        plain.startsWith("hx-on"_L1))
        return {};
    // The extension for htmx 2 still takes hx-ws="connect:/x" of htmx 1.
    if (plain == u"hx-ws" && !four)
        return {};
    const bool realTime = plain.startsWith("ws"_L1) || plain.startsWith("sse"_L1) ||
                          plain.startsWith("hx-ws"_L1) || plain.startsWith("hx-sse"_L1);
    // data-ws-… is anybody's, as all data- attributes are; data-hx-… is htmx's.
    const bool anybodys = name.data && !plain.startsWith("hx-"_L1);
    if (realTime && !anybodys) {
        for (const Invented &invented : kInvented) {
            if (QString(invented.names).split(u' ').contains(plain))
                return MeantAttribute{sentence(four ? invented.four : invented.two)};
        }
    }
    if (const QString letters = byLetters(plain, version); !letters.isEmpty())
        return MeantAttribute{u"Write %1."_s.arg(letters)};
    if (const QString near = bySlip(plain, realTimeOfTwo() + realTimeOfFour()); !near.isEmpty())
        return MeantAttribute{u"Write %1."_s.arg(forVersion(near, version))};
    // hx-status:404, hx-target-404 and the like: a family, of which the rest is free.
    if (plain.startsWith("hx-"_L1) && !plain.contains(u':')) {
        if (const QString near = bySlip(plain, otherNames()); !near.isEmpty())
            return MeantAttribute{u"Write %1."_s.arg(near)};
    }
    return {};
}

QString inVersion(const AttributeName &name, QStringView version)
{
    const QString &plain = name.plain;
    if (version == u"4") {
        if (plain == u"sse-swap" || !realTimeOfTwo().contains(plain))
            return {};
        return u"hx-"_s + QString(plain).replace(u'-', u':');
    }
    return realTimeOfFour().contains(plain) ? plain.mid(3).replace(u':', u'-') : QString();
}

} // namespace swapscope
