#include "crowd.h"

#include "reconnect.h"

#include <core/clock.h>
#include <wire/http.h>
#include <wire/websocket.h>

#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <optional>
#include <variant>

namespace swapscope {

// Not a QWebSocket: that takes the close codes 1012 and 1013, which decide who comes back, for errors.
class Crowd::Member
{
public:
    Member(Crowd &crowd, const QUrl &url, std::shared_ptr<const ReconnectPolicy> policy, bool jitter,
           const Random &random)
        : m_crowd(crowd), m_policy(std::move(policy)), m_url(url), m_jitter(jitter), m_random(random)
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { attempt(); });
    }
    ~Member() { letGo(); }

    void startIn(Nanoseconds wait) { m_timer.start(static_cast<int>(wait / kMillisecond)); }
    bool isOpen() const { return m_open; }

private:
    // Of one attempt; whatever comes from an earlier one finds nobody.
    struct Line
    {
        QTcpSocket socket;
        wire::HttpDecoder answer{wire::HttpDecoder::Role::Response};
        wire::FrameDecoder frames{wire::FrameDecoder::Sender::Server};
        int code = 1006;
    };

    void attempt()
    {
        m_line = std::make_unique<Line>();
        QTcpSocket &socket = m_line->socket;
        QObject::connect(&socket, &QTcpSocket::connected, &socket, [this] { ask(); });
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [this] { read(); });
        // Not from inside the socket's own signal: the line goes away.
        QObject::connect(
            &socket, &QTcpSocket::disconnected, &m_timer, [this] { ended(); }, Qt::QueuedConnection);
        QObject::connect(
            &socket, &QTcpSocket::errorOccurred, &m_timer, [this] { ended(); }, Qt::QueuedConnection);
        socket.connectToHost(m_url.host(), static_cast<quint16>(m_url.port(80)));
    }

    void ask()
    {
        QByteArray key(16, '\0');
        for (char &byte : key)
            byte = static_cast<char>(m_random.next());
        m_line->socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_line->socket.write("GET " + m_url.path(QUrl::FullyEncoded).toLatin1() +
                             " HTTP/1.1\r\nHost: " + m_url.authority(QUrl::FullyEncoded).toLatin1() +
                             "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                             "\r\nSec-WebSocket-Key: " +
                             key.toBase64() + "\r\n\r\n");
    }

    void read()
    {
        const QByteArray bytes = m_line->socket.readAll();
        if (m_open) {
            take(bytes);
            return;
        }
        for (const wire::HttpDecoder::Unit &unit : m_line->answer.feed(bytes)) {
            if (const auto *switched = std::get_if<wire::HttpDecoder::Switched>(&unit)) {
                m_open = true;
                m_everOpen = true;
                m_attempt = 0;
                Q_EMIT m_crowd.presentChanged(m_crowd.present());
                take(switched->raw);
            } else if (!std::holds_alternative<wire::HttpDecoder::Head>(unit)) {
                m_line->socket.abort(); // no WebSocket
                return;
            }
        }
    }

    void take(const QByteArray &bytes)
    {
        for (const wire::FrameDecoder::Unit &unit : m_line->frames.feed(bytes)) {
            const auto *frame = std::get_if<wire::Frame>(&unit);
            if (!frame) {
                m_line->code = std::get<wire::ProtocolError>(unit).code;
                m_line->socket.abort();
                return;
            }
            if (frame->opcode == wire::Opcode::Ping)
                m_line->socket.write(wire::encodeFrame(wire::Opcode::Pong, frame->payload, true, mask()));
            if (frame->opcode == wire::Opcode::Close) {
                m_line->code = wire::decodeClose(frame->payload).code;
                m_line->socket.write(wire::encodeFrame(wire::Opcode::Close, frame->payload, true, mask()));
                m_line->socket.disconnectFromHost();
                return;
            }
        }
    }

    quint32 mask() { return static_cast<quint32>(m_random.next()); }

    void ended()
    {
        if (!m_line || m_line->socket.state() != QAbstractSocket::UnconnectedState)
            return;
        const int code = m_line->code;
        const bool wasOpen = m_open;
        letGo();
        if (m_policy->reconnects({.closeCode = code, .httpStatus = 0, .everOpen = m_everOpen})) {
            ++m_attempt;
            const DelayBounds bounds = m_policy->bounds(m_attempt);
            const double wait =
                m_jitter ? m_policy->delay(m_attempt, m_random) : (bounds.minMs + bounds.maxMs) / 2;
            m_timer.start(static_cast<int>(wait));
        }
        if (wasOpen)
            Q_EMIT m_crowd.presentChanged(m_crowd.present());
    }

    void letGo()
    {
        m_open = false;
        if (!m_line)
            return;
        m_line->socket.disconnect();
        m_line->socket.abort();
        m_line.reset();
    }

    Crowd &m_crowd;
    std::shared_ptr<const ReconnectPolicy> m_policy;
    QUrl m_url;
    bool m_jitter;
    Random m_random;
    QTimer m_timer;
    std::unique_ptr<Line> m_line;
    int m_attempt = 0;
    bool m_open = false;
    bool m_everOpen = false;
};

Crowd::Crowd(const CrowdPlan &plan, const QUrl &base, const Random &random, QObject *parent)
    : QObject(parent), m_plan(plan), m_url(base), m_random(random)
{
    m_url.setPath(plan.path);
}

Crowd::~Crowd() = default;

Result<void> Crowd::start()
{
    const std::shared_ptr<const ReconnectPolicy> policy = reconnectPolicy(m_plan.policy);
    if (!policy)
        return Error{tr("There is no reconnection policy \"%1\".").arg(m_plan.policy)};
    const int count = std::clamp(m_plan.count, 1, kMaxCrowd);
    m_members.clear();
    for (int i = 0; i < count; ++i) {
        m_members.push_back(std::make_unique<Member>(*this, m_url, policy, m_plan.jitter,
                                                     m_random.fork(static_cast<quint64>(i))));
        m_members.back()->startIn(kSecond * i / count);
    }
    return {};
}

int Crowd::present() const
{
    return static_cast<int>(std::count_if(m_members.begin(), m_members.end(),
                                          [](const auto &member) { return member->isOpen(); }));
}

} // namespace swapscope
