#include "openconnection.h"

#include "../channel/catchup.h"

#include <wire/chunk.h>
#include <wire/eventstream.h>
#include <wire/websocket.h>

namespace swapscope::mock {

FieldValue tracedText(QByteArrayView text)
{
    if (text.size() > kMaxTracedText) {
        qsizetype end = kMaxTracedText;
        while (end > 0 && (static_cast<quint8>(text[end]) & 0xc0) == 0x80)
            --end;
        text.truncate(end);
    }
    return FieldValue::utf8(text);
}

ConnectionHost::~ConnectionHost() = default;

const QByteArray &Broadcast::bytes(Form form)
{
    std::optional<QByteArray> &bytes = m_bytes[form];
    if (!bytes) {
        if (form == Frame) {
            bytes = wire::encodeFrame(wire::Opcode::Text, update.fragment);
        } else {
            const QByteArray block = wire::encodeEvent(
                {update.event, QString::fromUtf8(update.fragment), QString::number(update.number), {}},
                wire::DataField::Always);
            bytes = form == ChunkedEvent ? wire::encodeChunk(block) : block;
        }
    }
    return *bytes;
}

const Payload &Broadcast::data(const QString &path, const QString &channel, bool stream)
{
    if (!m_latest.isEmpty() && m_stream == stream && m_path == path)
        return m_latest;
    m_path = path;
    m_stream = stream;
    Payload &data = m_data[{path, stream}];
    if (data.isEmpty()) {
        data = {{Field::Path, path},
                {Field::Channel, channel},
                {Field::Why, QString::fromLatin1(why)},
                {Field::Bytes, update.fragment.size()}};
        if (stream) {
            if (!update.event.isEmpty())
                data.insert(Field::Event, update.event);
            data.insert(Field::Id, QString::number(update.number));
        }
    }
    m_latest = data;
    return m_latest;
}

OpenConnection::OpenConnection(ConnectionHost &host, std::unique_ptr<TcpEnd> socket, Origin origin)
    : m_host(host),
      m_about(std::move(origin.about)),
      m_end(std::move(socket)),
      m_outbox(*m_end),
      m_path(m_about->path),
      m_request(std::move(origin.request)),
      m_cursor(origin.cursor),
      m_rendered(origin.rendered)
{
    QObject::connect(m_end.get(), &TcpEnd::readable, m_end.get(), [this] { readable(); });
    const auto lost = [this] {
        over(isStream() ? std::nullopt : std::optional(1006), {}, false);
        finish();
    };
    QObject::connect(m_end.get(), &TcpEnd::ended, m_end.get(), lost);
    QObject::connect(m_end.get(), &TcpEnd::broken, m_end.get(), lost);
    m_end->setReading(true);
}

OpenConnection::~OpenConnection() = default;

void OpenConnection::finish()
{
    if (std::exchange(m_finished, true))
        return;
    m_end->setReading(false);
    m_heartbeat = 0;
    m_pageTime.reset();
    m_closeTime.reset();
    m_host.gone(*this);
}

void OpenConnection::startClosing()
{
    m_closeTime = m_host.now() + m_host.limits().closeTime;
    arm();
}

void OpenConnection::endWriting()
{
    if (m_finished)
        return;
    m_writingEnds = true;
    startClosing();
    m_host.flushSoon(*this);
}

void OpenConnection::setHeartbeat(Nanoseconds every)
{
    m_heartbeat = every;
    m_nextBeat = m_host.now() + every;
    arm();
}

void OpenConnection::setPageTime(std::optional<Nanoseconds> until)
{
    m_pageTime = until;
    arm();
}

void OpenConnection::arm()
{
    std::optional<Nanoseconds> next;
    const auto consider = [&next](Nanoseconds time) { next = next ? std::min(*next, time) : time; };
    if (m_open && m_heartbeat > 0)
        consider(m_nextBeat);
    if (m_open && m_pageTime)
        consider(*m_pageTime);
    if (m_closeTime)
        consider(*m_closeTime);
    if (!next || m_finished || (m_armed != 0 && m_armed <= *next))
        return;
    m_armed = *next;
    m_host.wakeAt(*this, *next);
}

void OpenConnection::wake(Nanoseconds now)
{
    if (m_armed <= now)
        m_armed = 0;
    if (m_open && m_pageTime && *m_pageTime <= now) {
        m_pageTime.reset();
        if (m_waiting)
            replayUnsaid();
    }
    if (m_open && m_heartbeat > 0 && m_nextBeat <= now) {
        m_nextBeat = std::max(m_nextBeat + m_heartbeat, now);
        beat();
    }
    if (m_closeTime && *m_closeTime <= now) {
        m_end->reset();
        finish();
    }
    arm();
}

Event OpenConnection::newEvent(Kind kind) const
{
    Event event;
    event.kind = kind;
    event.client = m_about->name;
    event.conn = m_about->id;
    return event;
}

void OpenConnection::warn(const QString &text)
{
    Event warning = newEvent(Kind::ScriptLog);
    warning.cause = m_openedEvent;
    warning.data = {{Field::Level, QStringLiteral("warn")}, {Field::Text, text}};
    m_host.record(std::move(warning));
}

void OpenConnection::begin(const char *transport, CatchUp catchUp, WaitFor wait)
{
    static constexpr const char *kNames[] = {"none", "snapshot", "replay"};
    Event opened = newEvent(Kind::ServerOpened);
    opened.data = {{Field::Transport, QString::fromLatin1(transport)},
                   {Field::Path, m_about->path},
                   {Field::CatchUp, QString::fromLatin1(kNames[static_cast<int>(catchUp)])},
                   {Field::Session, m_about->session}};
    if (!m_channel.isEmpty()) {
        const Channel &channel = m_host.channelOf(m_channel);
        m_lastAtOpening = channel.last();
        m_cursor = soundCursor(channel, wait == WaitFor::Page ? m_rendered : m_cursor);
        opened.data.insert(Field::Channel, m_channel);
        if (m_cursor)
            opened.data.insert(Field::Cursor, *m_cursor);
    }
    m_openedEvent = m_host.record(std::move(opened));

    if (!m_channel.isEmpty()) {
        if (catchUp == CatchUp::Snapshot) {
            sendSnapshot();
        } else if (catchUp == CatchUp::Replay && wait == WaitFor::Page) {
            m_waiting = true;
        } else if (catchUp == CatchUp::Replay) {
            replayFrom(m_cursor ? m_cursor : m_newcomersFrom);
        } else {
            m_live = true;
        }
    }
    const Request request = std::exchange(m_request, {});
    if (m_open)
        m_host.handle(m_openedEvent, [&] { callOpen(peer(), request); });
}

void OpenConnection::sendSnapshot()
{
    const qint64 covers = m_host.channelOf(m_channel).last();
    QByteArray fragment;
    m_host.handle(m_openedEvent, [&] { fragment = snapshot(peer()); });
    if (!m_open)
        return;
    if (!fragment.isEmpty())
        sendAlone(fragment, {}, covers > 0 ? QString::number(covers) : QString(), "snapshot", m_openedEvent,
                  covers);
    // Whatever the snapshot's own handler published is not in it for certain.
    replayFrom(covers);
}

void OpenConnection::replayFrom(std::optional<qint64> cursor)
{
    m_waiting = false;
    const Replay replay = planReplay(m_host.channelOf(m_channel), cursor);
    if (replay.lostTo > 0) {
        warn(replay.lostFrom == replay.lostTo
                 ? QStringLiteral("Update %1 of channel \"%2\" is no longer in its history: %3 has lost it.")
                       .arg(replay.lostFrom)
                       .arg(m_channel, m_about->name)
                 : QStringLiteral(
                       "Updates %1 to %2 of channel \"%3\" are no longer in its history: %4 has lost them.")
                       .arg(replay.lostFrom)
                       .arg(replay.lostTo)
                       .arg(m_channel, m_about->name));
    }
    for (const Update &update : replay.updates) {
        Broadcast broadcast(update, "replay");
        deliver(broadcast);
    }
    m_live = true;
}

void OpenConnection::replayUnsaid()
{
    const std::optional<qint64> known = m_host.knownCursor(*this);
    replayFrom(known ? *known : m_lastAtOpening);
}

void OpenConnection::push(const QByteArray &bytes, qint64 update)
{
    if (m_overflown || m_finished)
        return;
    m_outbox.push(bytes, update);
    m_overflown = m_outbox.unsent() > m_host.limits().sendBuffer;
    m_host.flushSoon(*this);
}

void OpenConnection::deliver(Broadcast &broadcast)
{
    if (!m_open)
        return;
    if (const QByteArray before = preamble(); !before.isEmpty())
        push(before);
    push(broadcast.bytes(form()), broadcast.update.number);
    Event sent = newEvent(Kind::ServerSent);
    sent.n = ++m_sent;
    sent.update = broadcast.update.number;
    sent.cause = broadcast.update.published;
    sent.data = broadcast.data(m_about->path, m_channel, isStream());
    m_host.record(std::move(sent));
}

void OpenConnection::sendDirect(const QByteArray &fragment, const QString &event, const QString &id)
{
    if (m_open)
        sendAlone(fragment, event, id, "direct", m_host.cause(), 0);
}

void OpenConnection::sendAlone(const QByteArray &fragment, const QString &name, const QString &id,
                               const char *why, EventId cause, qint64 update)
{
    if (const QByteArray before = preamble(); !before.isEmpty())
        push(before);
    push(encode(fragment, name, id), update);
    Sent sent{.text = tracedText(fragment), .event = {}, .id = {}};
    if (isStream() && !name.isEmpty())
        sent.event = name;
    if (isStream() && !id.isEmpty())
        sent.id = id;
    recordSent(why, fragment.size(), cause, update, std::move(sent));
}

void OpenConnection::recordSent(const char *why, qsizetype bytes, EventId cause, qint64 update, Sent sent)
{
    Event event = newEvent(Kind::ServerSent);
    event.n = ++m_sent;
    event.update = update;
    event.cause = cause;
    event.data = {{Field::Bytes, bytes},
                  {Field::Channel, update > 0 ? FieldValue(m_channel) : FieldValue()},
                  {Field::Event, std::move(sent.event)},
                  {Field::Id, std::move(sent.id)},
                  {Field::Path, m_path},
                  {Field::Text, std::move(sent.text)},
                  {Field::Why, QLatin1StringView(why)}};
    m_host.record(std::move(event));
}

void OpenConnection::flush()
{
    if (m_finished)
        return;
    m_outbox.flush(); // that it is broken the socket tells
    if (m_open && m_overflown)
        reset(QStringLiteral("The client is too slow: more than %1 KiB were waiting to be sent.")
                  .arg(m_host.limits().sendBuffer / 1024));
    else if (std::exchange(m_writingEnds, false))
        m_end->endWriting();
}

void OpenConnection::forgetNumbers()
{
    m_outbox.forgetUpdates();
    m_live = !m_channel.isEmpty();
    m_waiting = false;
}

void OpenConnection::reset(const QString &reason)
{
    over(isStream() ? std::nullopt : std::optional(1006), reason, true);
    m_end->reset();
    finish();
}

bool OpenConnection::markClosed(std::optional<int> code, const QString &reason, bool byServer)
{
    if (!m_open)
        return false;
    m_open = false;
    Event closed = newEvent(Kind::ServerClosed);
    closed.cause = byServer ? m_host.cause() : 0;
    closed.data = {{Field::Reason, reason},
                   {Field::By, byServer ? QStringLiteral("server") : QStringLiteral("client")}};
    if (code)
        closed.data.insert(Field::Code, *code);
    m_host.record(std::move(closed));
    m_host.closed(*this);
    return true;
}

} // namespace swapscope::mock
