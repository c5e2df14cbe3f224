#include "probereader.h"

#include <QJsonObject>
#include <QLoggingCategory>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <chrono>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcProbe, "swapscope.page.probe")

constexpr int kTextLimit = 4096;
constexpr int kErrorsPerSecond = 50;
constexpr int kNotedLimit = 8192;
constexpr std::size_t kThrownLimit = 64;
// What Chromium's EventSource waits when the stream said nothing.
constexpr Nanoseconds kReconnectionTime = 3 * kSecond;

double milliseconds(Nanoseconds time)
{
    return static_cast<double>(time) / static_cast<double>(kMillisecond);
}

// Since 1970. The browser tells by the wall clock when a document began; nothing else here looks at it.
Nanoseconds wallTime()
{
    return std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
}

QRectF rectOf(const QJsonValue &value)
{
    const QJsonObject rect = value.toObject();
    return {rect["x"_L1].toDouble(), rect["y"_L1].toDouble(), rect["width"_L1].toDouble(),
            rect["height"_L1].toDouble()};
}

} // namespace

QString withoutKey(const QString &text)
{
    static const QRegularExpression key(
        u"[?&]%1=[0-9a-f.]*"_s.arg(QLatin1StringView(kConnectionKeyParameter)));
    QString result = text;
    return result.remove(key);
}

ProbeReader::ProbeReader(const QString &client, Recorder &recorder, ConnectionRegistry &connections)
    : m_client(client), m_recorder(recorder), m_connections(connections)
{
}

void ProbeReader::push(const QString &document, double sentAt, const QJsonArray &facts)
{
    const Nanoseconds arrival = m_recorder.now();
    if (facts.isEmpty())
        return;
    const QJsonObject first = facts.first().toObject();
    if (first["k"_L1].toString() == "hello"_L1)
        startDocument(document, first["d"_L1]["origin"_L1].toDouble());
    if (document != m_document)
        return;
    m_clock.readBefore(sentAt, arrival);
    for (const auto &fact : facts)
        read(fact.toObject(), arrival);
}

void ProbeReader::calibrate(double page, Nanoseconds asked)
{
    if (m_document.isEmpty())
        return;
    m_clock.readAfter(page, asked);
    m_clock.readBefore(page, m_recorder.now());
}

void ProbeReader::startDocument(const QString &document, double originMs)
{
    leave();
    m_document = document;
    if (originMs > 0)
        m_clock.estimate(static_cast<Nanoseconds>(originMs * static_cast<double>(kMillisecond)) - wallTime() +
                         m_recorder.now());
    if (onDocument)
        onDocument();
}

void ProbeReader::leave()
{
    QList<ConnectionId> numbers = std::exchange(m_live, {}).values();
    std::sort(numbers.begin(), numbers.end());
    for (const ConnectionId conn : numbers) {
        record({.kind = Kind::PageClosed,
                .client = m_client,
                .conn = conn,
                .data = {{Field::Reason, u"the page was left"_s}, {Field::Clean, true}}});
    }
    m_document.clear();
    m_clock.reset();
    m_latestPage = 0;
    m_latest = 0;
    m_noted.clear();
    m_requests.clear();
    m_thrown.clear();
    m_next.clear();
}

void ProbeReader::read(const QJsonObject &fact, Nanoseconds arrival)
{
    const QString name = fact["k"_L1].toString();
    const QByteArray key = fact["key"_L1].toString().toLatin1();
    const QJsonObject data = fact["d"_L1].toObject();
    if (name == "hello"_L1)
        return;
    if (name == "fault"_L1) {
        qCWarning(lcProbe).noquote() << "the probe made a mistake:" << data["text"_L1].toString();
        return;
    }
    if (name == "flash"_L1) {
        if (onFlash)
            onFlash({rectOf(data["rect"_L1]), data["label"_L1].toString(), rectOf(data["line"_L1])});
        return;
    }
    const ConnectionId conn = key.isEmpty() ? ConnectionId() : m_connections.forKey(key);
    if (name == "stopped"_L1) {
        if (onGivenUp)
            onGivenUp(conn);
        return;
    }
    if (name == "thrown"_L1) {
        const Noted noted = m_noted.value(static_cast<quint32>(fact["c"_L1].toInteger()));
        m_thrown.push_back({data["text"_L1].toString(), data["line"_L1].toInt(),
                            std::max(moment(fact["t"_L1].toDouble(), arrival), std::min(noted.t, arrival)),
                            noted.id});
        if (m_thrown.size() > kThrownLimit)
            m_thrown.pop_front();
        return;
    }
    const std::optional<Kind> kind = kindFromName(QString(u"page."_s + name));
    if (!kind) {
        qCWarning(lcProbe).noquote() << "the probe reports something unknown:" << name;
        return;
    }
    const Noted cause = m_noted.value(static_cast<quint32>(fact["c"_L1].toInteger()));
    Event event{.kind = *kind,
                .client = m_client,
                .conn = conn,
                .n = fact["n"_L1].toInt(),
                .cause = cause.id,
                .data = Payload::fromJson(data)};
    event.data.remove(Field::Undeclared); // what this reader alone needs
    event.t = moment(fact["t"_L1].toDouble(), arrival);
    event.t = std::max(event.t, std::min(cause.t, arrival));
    if (*kind == Kind::PageBackoff)
        readBackoff(event, data);
    const Nanoseconds t = event.t;
    const EventId id = record(std::move(event));
    remember(static_cast<quint32>(fact["s"_L1].toInteger()), {id, t});
    if (*kind == Kind::PageBackoff && data.contains("next"_L1)) {
        const QByteArray next = data["next"_L1].toString().toLatin1();
        Next &following = m_next[next];
        following.backoff = id;
        following.url = data["url"_L1].toString();
        following.attempt = data["attempt"_L1].toInt();
        connectIfKnown(next);
    }
}

// The moment itself: not after the report came, and in the page's own order. A better bound of the clocks may
// move later moments forward a little; that must not turn the order round. (A fact that the page tells late
// keeps its early time.)
Nanoseconds ProbeReader::moment(double page, Nanoseconds arrival)
{
    Nanoseconds t = std::min(m_clock.translate(page).value_or(arrival), arrival);
    if (page >= m_latestPage) {
        t = std::max(t, m_latest);
        m_latestPage = page;
        m_latest = t;
    }
    return std::max<Nanoseconds>(t, 0);
}

// The browser's own wait is not told to the page.
void ProbeReader::readBackoff(Event &event, const QJsonObject &said)
{
    if (!said.contains("next"_L1))
        return;
    const QString path = QUrl(event.data[Field::Url].toString()).path();
    event.data.insert(Field::DelayMs, milliseconds(m_reconnectionTimes.value(path, kReconnectionTime)));
    event.data.remove(Field::Url);
}

QByteArray ProbeReader::streamRequested(const QByteArray &key)
{
    const int earlier = m_requests[key]++;
    if (earlier == 0)
        return {};
    const QByteArray own = key + '.' + QByteArray::number(earlier);
    m_next[own].requested = m_recorder.now();
    connectIfKnown(own);
    return own;
}

void ProbeReader::connectIfKnown(const QByteArray &key)
{
    const Next next = m_next.value(key);
    if (next.backoff == 0 || next.requested < 0)
        return;
    m_next.remove(key);
    record({.t = next.requested,
            .kind = Kind::PageConnecting,
            .client = m_client,
            .conn = m_connections.forKey(key),
            .cause = next.backoff,
            .data = {{Field::Transport, u"sse"_s}, {Field::Url, next.url}, {Field::Attempt, next.attempt}}});
}

void ProbeReader::failed(const QString &text, const QString &source, int line)
{
    // A page that fails in a loop must not drown the trace.
    const Nanoseconds now = m_recorder.now();
    if (now - m_errorsSince >= kSecond) {
        m_errorsSince = now;
        m_errors = 0;
    }
    // Those before it were handled by the page, which keeps them from being reported.
    const auto thrown = std::find_if(m_thrown.begin(), m_thrown.end(),
                                     [&](const Thrown &one) { return one.text == text && one.line == line; });
    const Thrown own = thrown == m_thrown.end() ? Thrown{.t = now} : *thrown;
    if (thrown != m_thrown.end())
        m_thrown.erase(m_thrown.begin(), thrown + 1);
    if (++m_errors > kErrorsPerSecond)
        return;
    record({.t = own.t,
            .kind = Kind::PageError,
            .client = m_client,
            .cause = own.cause,
            .data = {{Field::Text, withoutKey(text).left(kTextLimit)},
                     {Field::Source, withoutKey(source).left(kTextLimit)},
                     {Field::Line, line}}});
}

EventId ProbeReader::record(Event event)
{
    if (event.t < 0)
        event.t = m_recorder.now();
    if (event.kind == Kind::PageConnecting) {
        m_live.insert(event.conn);
    } else if (event.kind == Kind::PageClosed) {
        m_live.remove(event.conn);
        m_connections.ended(event.conn);
    }
    event.id = m_recorder.record(event);
    if (onEvent)
        onEvent(event);
    return event.id;
}

void ProbeReader::remember(quint32 sequence, const Noted &noted)
{
    if (m_noted.size() >= kNotedLimit)
        m_noted.removeIf([sequence](const std::pair<const quint32 &, Noted &> &entry) {
            return entry.first + kNotedLimit / 2 < sequence;
        });
    m_noted.insert(sequence, noted);
}

} // namespace swapscope
