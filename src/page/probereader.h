#pragma once

#include "flashtag.h"
#include "pageclock.h"

#include <core/connections.h>
#include <core/recorder.h>

#include <QHash>
#include <QJsonArray>
#include <QSet>
#include <QString>

#include <deque>
#include <functional>

namespace swapscope {

// Turns what the probe of one page reports into events of the trace. It translates the page's times to those
// of the run, connection keys to connection numbers, and the probe's sequence numbers to causes. It does not
// know the browser, so tests need none. One thread.
class ProbeReader
{
public:
    ProbeReader(const QString &client, Recorder &recorder, ConnectionRegistry &connections);

    // Called for what the probe reports, besides the recording. All may be left empty.
    std::function<void()> onDocument;                 // a new document has begun, and the one before is gone
    std::function<void(const Event &)> onEvent;       // an event was recorded; it has its id and time
    std::function<void(ConnectionId conn)> onGivenUp; // the attempt that a back-off planned will not be made
    std::function<void(const SwapFlash &)> onFlash;

    // Reads one report: the document's key, the page's time when it was sent (ms), and the facts in the order
    // in which they happened. A fact is {s: sequence number, k: kind, t: the page's time (ms), key?: of the
    // connection, n?: the message's ordinal, c?: sequence number of the cause, d?: payload}. A report of a
    // document that was left in the meantime is dropped.
    void push(const QString &document, double sentAt, const QJsonArray &facts);

    // The page was asked for its time at `asked` (of the run) and has answered `page` (ms). Narrows the
    // bounds of the distance between the two clocks.
    void calibrate(double page, Nanoseconds asked);

    // The browser is about to request a stream whose address has this key. For an EventSource's first request
    // the answer is empty. For a reconnection, which has the same address, it is a key of its own ("9f03.1"),
    // and page.connecting is recorded.
    QByteArray streamRequested(const QByteArray &key);

    // Records page.error: a console error, an exception that nobody caught, or a load that failed. An
    // exception gets the time and the cause that the probe has reported for it. At most 50 a second are
    // recorded.
    void failed(const QString &text, const QString &source, int line);

    // Sets how long an EventSource of this path waits before it reconnects, as a `retry` field on the wire
    // said.
    void setReconnectionTime(const QString &path, Nanoseconds time) { m_reconnectionTimes[path] = time; }

    // The document is gone (another one is loaded, or the renderer crashed). Records page.closed for each of
    // its connections.
    void leave();

private:
    struct Noted
    {
        EventId id = 0;
        Nanoseconds t = 0;
    };
    // An EventSource's next attempt, known from the page (its back-off) or from the request, whichever is
    // first.
    struct Next
    {
        EventId backoff = 0; // 0: the page has not told yet
        QString url;
        int attempt = 0;
        Nanoseconds requested = -1; // below 0: not yet
    };

    // An exception of the page, of which its own report is still to come.
    struct Thrown
    {
        QString text;
        int line = 0;
        Nanoseconds t = 0;
        EventId cause = 0;
    };

    void startDocument(const QString &document, double originMs);
    void read(const QJsonObject &fact, Nanoseconds arrival);
    Nanoseconds moment(double page, Nanoseconds arrival);
    void readBackoff(Event &event, const QJsonObject &said);
    EventId record(Event event);
    void connectIfKnown(const QByteArray &key);
    void remember(quint32 sequence, const Noted &noted);

    QString m_client;
    Recorder &m_recorder;
    ConnectionRegistry &m_connections;
    PageClock m_clock;
    QString m_document;
    double m_latestPage = 0;
    Nanoseconds m_latest = 0;
    QHash<quint32, Noted> m_noted;     // of a sequence number
    QSet<ConnectionId> m_live;         // connections that are not closed
    QHash<QByteArray, int> m_requests; // of a stream's first key: how often it was requested
    QHash<QByteArray, Next> m_next;
    QHash<QString, Nanoseconds> m_reconnectionTimes;
    std::deque<Thrown> m_thrown; // in order
    Nanoseconds m_errorsSince = 0;
    int m_errors = 0;
};

// Takes the connection key out of a text that quotes an address.
QString withoutKey(const QString &text);

} // namespace swapscope
