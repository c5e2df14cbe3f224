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

// Turns what the probe of one page reports into events of the trace: the page's moments into the run's, its
// keys into connection numbers, its sequence numbers into causes. Knows nothing of the browser. One thread.
class ProbeReader
{
public:
    ProbeReader(const QString &client, Recorder &recorder, ConnectionRegistry &connections);

    // What the probe tells beside the events. All may be left empty.
    std::function<void()> onDocument;           // a new document began; what was before it is gone
    std::function<void(const Event &)> onEvent; // recorded, with its id and time
    std::function<void(int conn)> onGivenUp;    // a planned attempt will not come
    std::function<void(const SwapFlash &)> onFlash;

    // One report: a document's key, the page's time at which it was sent (ms), and the facts in their order,
    // each {s: sequence number, k: kind, t: the page's time, key?, n?, c?: sequence number of the cause, d?:
    // payload}. Reports of a document that is no longer there are dropped.
    void take(const QString &document, double sentAt, const QJsonArray &facts);

    // The page read its clock some time after `asked` (of the run) and before now: keeps the clocks' distance
    // in bounds.
    void calibrate(double page, Nanoseconds asked);

    // The browser asks for a stream's address. An EventSource reconnects by itself under the key of its first
    // request: returns the key that this request goes by, empty when it is not a reconnection. Records
    // page.connecting then.
    QByteArray streamRequested(const QByteArray &key);

    // An error message of the page or about it: console errors, exceptions nobody caught, loads that failed.
    // An exception has the moment and the cause that the probe told before.
    void failed(const QString &text, const QString &source, int line);

    // What an EventSource of this path waits, when the wire has told.
    void setReconnectionTime(const QString &path, Nanoseconds time) { m_reconnectionTimes[path] = time; }

    // The document is gone (another one comes, the renderer crashed): its connections are closed.
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
    void readBackoff(Event &event);
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
    QSet<int> m_live;                  // connections that are not closed
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
