#pragma once

#include <core/event.h>

#include <QHash>
#include <QJsonObject>

#include <algorithm>
#include <vector>

// A run to look at: two clients talk over /chat; B is cut at 12.4 s, backs off 0.4, 1.7 and 3.1 s, misses
// three updates and gets them back at 18.3 s.
namespace chattrace {

using namespace swapscope;

inline constexpr Nanoseconds kCut = 12'400 * kMillisecond;
inline constexpr Nanoseconds kBack = 18'050 * kMillisecond;
inline constexpr Nanoseconds kGapEnd = 18'300 * kMillisecond;
inline constexpr Nanoseconds kEnd = 22 * kSecond;
inline constexpr int kConnectionA = 1;
inline constexpr int kConnectionB = 2;
inline constexpr int kReturnB = 5;

inline Nanoseconds at(double seconds)
{
    return static_cast<Nanoseconds>(seconds * 1000.0 + 0.5) * kMillisecond;
}

inline Event make(Kind kind, Nanoseconds t, const char *client = "", int conn = 0, int n = 0,
                  const QJsonObject &data = {})
{
    Event event;
    event.kind = kind;
    event.t = t;
    event.client = QString::fromLatin1(client);
    event.conn = ConnectionId(conn);
    event.n = n;
    event.data = Payload::fromJson(data);
    return event;
}

inline QString fragment(qint64 update)
{
    static const char *const kLines[] = {
        "Hello everyone!",    "Hi Alice!",           "Did the deploy go out?",
        "Looks like it did.", "Bob, are you there?", "He is in the tunnel.",
        "Back again.",        "What did I miss?",    "Nothing of note.",
        "Then on with it."};
    return QStringLiteral("<div id=\"messages\" hx-swap-oob=\"beforeend\"><p><b>Alice:</b> %1</p></div>")
        .arg(QString::fromLatin1(kLines[static_cast<std::size_t>(update) % std::size(kLines)]));
}

class Builder
{
public:
    void add(const Event &event) { m_events.push_back(event); }

    void connect(const char *client, int conn, double start, double open, int attempt)
    {
        const QJsonObject where{{QStringLiteral("transport"), QStringLiteral("ws")},
                                {QStringLiteral("path"), QStringLiteral("/chat")},
                                {QStringLiteral("channel"), QStringLiteral("room")}};
        add(make(Kind::PageConnecting, at(start), client, conn, 0,
                 {{QStringLiteral("transport"), QStringLiteral("ws")},
                  {QStringLiteral("url"), QStringLiteral("ws://127.0.0.1:8137/chat?swapscope-key=9f")},
                  {QStringLiteral("attempt"), attempt}}));
        if (open < 0)
            return;
        add(make(Kind::LinkAccepted, at(start) + 5 * kMillisecond, client, conn, 0, where));
        add(make(Kind::ServerOpened, at(open) - 60 * kMillisecond, client, conn, 0, where));
        add(make(Kind::PageOpen, at(open), client, conn));
    }

    void publish(double t)
    {
        ++m_update;
        Event event = make(Kind::ServerPublished, at(t), "", 0, 0,
                           {{QStringLiteral("channel"), QStringLiteral("room")},
                            {QStringLiteral("bytes"), 118},
                            {QStringLiteral("text"), fragment(m_update)}});
        event.update = m_update;
        add(event);
    }

    // The latest update, or an earlier one, to a client; swap after arrival.
    void deliver(const char *client, int conn, double start, double latency, const char *why = "live",
                 qint64 update = 0)
    {
        const int n = ++m_n[conn];
        const qint64 number = update > 0 ? update : m_update;
        const QString channel = QStringLiteral("room");
        Event sent = make(Kind::ServerSent, at(start), client, conn, n,
                          {{QStringLiteral("path"), QStringLiteral("/chat")},
                           {QStringLiteral("channel"), channel},
                           {QStringLiteral("why"), QString::fromLatin1(why)},
                           {QStringLiteral("bytes"), 118}});
        sent.update = number;
        add(sent);
        Event wire = make(Kind::LinkMessage, at(start + latency) - 2 * kMillisecond, client, conn, n,
                          {{QStringLiteral("dir"), QStringLiteral("down")},
                           {QStringLiteral("opcode"), QStringLiteral("text")},
                           {QStringLiteral("bytes"), 122},
                           {QStringLiteral("path"), QStringLiteral("/chat")},
                           {QStringLiteral("text"), fragment(number)},
                           {QStringLiteral("held_ms"), latency * 1000 - 2}});
        wire.update = number;
        add(wire);
        Event effect =
            make(Kind::PageMessage, at(start + latency), client, conn, n,
                 {{QStringLiteral("transport"), QStringLiteral("ws")}, {QStringLiteral("bytes"), 118}});
        effect.update = number;
        add(effect);
        Event swap =
            make(Kind::PageSwap, at(start + latency) + 3 * kMillisecond, client, conn, n,
                 {{QStringLiteral("target"), QStringLiteral("#messages")},
                  {QStringLiteral("style"), QStringLiteral("beforeend")},
                  {QStringLiteral("oob"), true},
                  {QStringLiteral("added"), 1},
                  {QStringLiteral("removed"), 0},
                  {QStringLiteral("before"),
                   QStringLiteral("<div id=\"messages\"><p><b>Bob:</b> Hi Alice!</p></div>")},
                  {QStringLiteral("after"), QStringLiteral("<div id=\"messages\"><p><b>Bob:</b> Hi Alice!</p>"
                                                           "<p><b>Alice:</b> Hello everyone!</p></div>")}});
        swap.update = number;
        add(swap);
    }

    void miss(const char *client, double t)
    {
        Event event = make(Kind::UpdateMissed, at(t), client, 0, 0,
                           {{QStringLiteral("channel"), QStringLiteral("room")},
                            {QStringLiteral("why"), QStringLiteral("away")}});
        event.update = m_update;
        add(event);
    }

    void recover(const char *client, double t, qint64 update)
    {
        Event event = make(Kind::UpdateRecovered, at(t), client, 0, 0,
                           {{QStringLiteral("channel"), QStringLiteral("room")},
                            {QStringLiteral("by"), QStringLiteral("replay")}});
        event.update = update;
        add(event);
    }

    void utter(const char *client, int conn, double start, double latency)
    {
        const int n = ++m_up[conn];
        add(make(Kind::PageSent, at(start), client, conn, n,
                 {{QStringLiteral("bytes"), 96},
                  {QStringLiteral("text"), QStringLiteral("{\"message\":\"hi\"}")}}));
        add(make(Kind::LinkMessage, at(start + latency) - 2 * kMillisecond, client, conn, n,
                 {{QStringLiteral("dir"), QStringLiteral("up")},
                  {QStringLiteral("opcode"), QStringLiteral("text")},
                  {QStringLiteral("bytes"), 104},
                  {QStringLiteral("path"), QStringLiteral("/chat")}}));
        add(make(Kind::ServerReceived, at(start + latency), client, conn, n,
                 {{QStringLiteral("path"), QStringLiteral("/chat")},
                  {QStringLiteral("opcode"), QStringLiteral("text")},
                  {QStringLiteral("bytes"), 96},
                  {QStringLiteral("text"), QStringLiteral("{\"message\":\"hi\"}")}}));
    }

    void close(const char *client, int conn, double t)
    {
        add(make(Kind::PageClosed, at(t), client, conn, 0,
                 {{QStringLiteral("code"), 1006}, {QStringLiteral("clean"), false}}));
    }

    void backoff(const char *client, int conn, double t, int attempt, double seconds)
    {
        add(make(Kind::PageBackoff, at(t), client, conn, 0,
                 {{QStringLiteral("transport"), QStringLiteral("ws")},
                  {QStringLiteral("attempt"), attempt},
                  {QStringLiteral("delay_ms"), seconds * 1000.0}}));
    }

    qint64 update() const { return m_update; }

    // In the order of their times, numbered.
    std::vector<Event> take()
    {
        std::stable_sort(m_events.begin(), m_events.end(),
                         [](const Event &a, const Event &b) { return a.t < b.t; });
        EventId id = 0;
        QHash<std::pair<ConnectionId, int>, EventId> arrived;
        for (Event &event : m_events) {
            event.id = ++id;
            if (event.kind == Kind::PageMessage)
                arrived.insert({event.conn, event.n}, id);
            else if (event.kind == Kind::PageSwap)
                event.cause = arrived.value({event.conn, event.n});
        }
        return std::move(m_events);
    }

private:
    std::vector<Event> m_events;
    qint64 m_update = 0;
    QHash<int, int> m_n;
    QHash<int, int> m_up;
};

inline std::vector<Event> chat()
{
    constexpr double kToA = 0.10;
    constexpr double kToB = 0.28;
    Builder b;
    b.add(make(Kind::ServerStarted, 0, "", 0, 0,
               {{QStringLiteral("url"), QStringLiteral("http://127.0.0.1:8130/")},
                {QStringLiteral("htmx"), QStringLiteral("2.0.11")}}));
    for (const char *client : {"A", "B"})
        b.add(make(Kind::PageLoaded, at(0.8), client, 0, 0,
                   {{QStringLiteral("htmx"), QStringLiteral("2.0.11")}}));
    b.connect("A", kConnectionA, 0.9, 1.05, 0);
    b.connect("B", kConnectionB, 0.9, 1.10, 0);
    b.utter("A", kConnectionA, 10.77, 0.1);
    b.utter("A", kConnectionA, 12.97, 0.1);
    b.utter("A", kConnectionA, 15.78, 0.1);
    b.utter("A", kConnectionA, 20.38, 0.1);
    for (const double t : {10.3, 11.0, 11.7, 12.1}) {
        b.publish(t);
        b.deliver("A", kConnectionA, t, kToA);
        b.deliver("B", kConnectionB, t + 0.01, kToB);
    }
    Event cut = make(Kind::LinkCut, kCut, "B", 0, 0, {{QStringLiteral("for_s"), 5.0}});
    b.add(cut);
    cut.conn = ConnectionId(kConnectionB);
    b.add(cut);
    b.add(make(Kind::LinkClosed, kCut, "B", kConnectionB, 0,
               {{QStringLiteral("code"), 1006}, {QStringLiteral("by"), QStringLiteral("link")}}));
    b.add(make(Kind::GapOpened, kCut, "B", 0, 0, {{QStringLiteral("channel"), QStringLiteral("room")}}));
    b.close("B", kConnectionB, 12.402);
    b.backoff("B", kConnectionB, 12.404, 1, 0.4);
    b.connect("B", 3, 12.85, -1, 1);
    b.close("B", 3, 12.96);
    b.backoff("B", 3, 12.961, 2, 1.7);
    b.connect("B", 4, 14.68, -1, 2);
    b.close("B", 4, 14.78);
    b.backoff("B", 4, 14.781, 3, 3.1);
    b.connect("B", kReturnB, 17.9, 18.05, 3);
    for (const double t : {13.2, 14.4, 16.0}) {
        b.publish(t);
        b.miss("B", t);
        b.deliver("A", kConnectionA, t, kToA);
    }
    for (int i = 0; i < 3; ++i) {
        const double t = 18.02 + 0.05 * i + 0.1;
        b.deliver("B", kReturnB, t, 0.26, "replay", b.update() - 2 + i);
        b.recover("B", t + 0.26, b.update() - 2 + i);
    }
    b.add(make(Kind::GapClosed, kGapEnd, "B", 0, 0,
               {{QStringLiteral("channel"), QStringLiteral("room")},
                {QStringLiteral("seconds"), 5.9},
                {QStringLiteral("missed"), 3}}));
    for (const double t : {18.9, 19.8, 20.6, 21.4}) {
        b.publish(t);
        b.deliver("A", kConnectionA, t, kToA);
        b.deliver("B", kReturnB, t + 0.01, kToB);
    }
    return b.take();
}

// A long run: `updates` updates for two clients, one every ten milliseconds, four events each and client.
inline std::vector<Event> flood(int updates)
{
    Builder b;
    b.connect("A", 1, 0.1, 0.2, 0);
    b.connect("B", 2, 0.1, 0.2, 0);
    for (int i = 0; i < updates; ++i) {
        const double t = 1.0 + 0.01 * i;
        b.publish(t);
        b.deliver("A", 1, t, 0.05);
        b.deliver("B", 2, t + 0.001, 0.08);
    }
    return b.take();
}

} // namespace chattrace
