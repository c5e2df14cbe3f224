#include "tracefile.h"

#include <QFile>
#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

#include <array>
#include <cmath>
#include <limits>

namespace swapscope {

namespace {

// A double holds nanoseconds of this many seconds (92 days) without loss.
constexpr double kMaxSeconds = 8'000'000;

constexpr std::array kHeadKeys = {"t", "kind", "client", "conn", "n", "update", "cause"};

const QString kUnknown = QStringLiteral("unknown");

bool isHeadKey(const QString &key)
{
    return std::any_of(kHeadKeys.begin(), kHeadKeys.end(),
                       [&](const char *head) { return key == QLatin1StringView(head); });
}

QByteArray toJson(const QJsonValue &value)
{
    const QByteArray inArray = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return inArray.mid(1, inArray.size() - 2);
}

QByteArray toSeconds(Nanoseconds t)
{
    const Nanoseconds known = std::max<Nanoseconds>(t, 0);
    return QByteArray::number(known / kSecond) + '.' +
           QByteArray::number(known % kSecond).rightJustified(9, '0');
}

// "point.fact": what a kind of a newer version looks like as well.
bool hasKindForm(QStringView name)
{
    const qsizetype dot = name.indexOf(u'.');
    if (dot <= 0 || dot + 1 == name.size() || name.size() > 64)
        return false;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name[i];
        const bool letter =
            (c >= u'a' && c <= u'z') || (i > dot && ((c >= u'A' && c <= u'Z') || c.isDigit()));
        if (!letter && i != dot)
            return false;
    }
    return true;
}

// Reads the fields that every event may have; the first thing that is wrong stops it.
class Head
{
public:
    explicit Head(const QJsonObject &object) : m_object(object) {}

    QString error;

    double seconds()
    {
        const QJsonValue value = m_object.value(QLatin1StringView("t"));
        const double t = value.toDouble(-1);
        if (!value.isDouble() || !(t >= 0) || t > kMaxSeconds)
            fail(QStringLiteral("\"t\" must be seconds since the start, from 0 to 8000000"));
        return t;
    }

    QString text(QLatin1StringView key)
    {
        const QJsonValue value = m_object.value(key);
        if (!value.isUndefined() && !value.isString())
            fail(QStringLiteral("\"%1\" must be a text").arg(key));
        return value.toString();
    }

    qint64 number(QLatin1StringView key, qint64 most)
    {
        const QJsonValue value = m_object.value(key);
        if (value.isUndefined())
            return 0;
        const qint64 number = value.toInteger(-1);
        if (!value.isDouble() || number < 0 || number > most)
            fail(QStringLiteral("\"%1\" must be a whole number from 0 to %2").arg(key).arg(most));
        return number;
    }

private:
    void fail(const QString &message)
    {
        if (error.isEmpty())
            error = message;
    }

    const QJsonObject &m_object;
};

// A line with its end, or more than `limit` bytes of it. Grows with the line: QIODevice::readLine(limit)
// would take memory for the limit each time.
QByteArray readLine(QIODevice &device, qsizetype limit)
{
    std::array<char, 16 * 1024> part;
    QByteArray line;
    while (line.size() <= limit && !line.endsWith('\n')) {
        const qint64 length = device.readLine(part.data(), part.size());
        if (length <= 0)
            break;
        line.append(part.data(), length);
    }
    return line;
}

} // namespace

QByteArray toTraceLine(const Event &event)
{
    QString kind = kindName(event.kind);
    QJsonObject data = event.data;
    if (event.kind == Kind::ScriptLog && data.value(kUnknown).isObject()) {
        const QJsonObject unknown = data.value(kUnknown).toObject();
        kind = unknown.value(QLatin1StringView("kind")).toString();
        data = unknown.value(QLatin1StringView("data")).toObject();
    }

    QByteArray line = "{\"t\": " + toSeconds(event.t) + ", \"kind\": " + toJson(kind);
    if (!event.client.isEmpty())
        line += ", \"client\": " + toJson(event.client);
    if (event.conn != 0)
        line += ", \"conn\": " + QByteArray::number(event.conn);
    if (event.n != 0)
        line += ", \"n\": " + QByteArray::number(event.n);
    if (event.update != 0)
        line += ", \"update\": " + QByteArray::number(event.update);
    if (event.cause != 0)
        line += ", \"cause\": " + QByteArray::number(event.cause);
    for (auto field = data.constBegin(); field != data.constEnd(); ++field) {
        if (!isHeadKey(field.key()))
            line += ", " + toJson(field.key()) + ": " + toJson(field.value());
    }
    return line + '}';
}

Result<Event> fromTraceLine(QByteArrayView text, int line, const QString &file)
{
    const auto fail = [&](const QString &message, int column = 0) {
        return Error{message, file, line, column};
    };
    QJsonParseError parseError;
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), text.size()), &parseError);
    if (parseError.error != QJsonParseError::NoError) {
        return fail(QStringLiteral("no JSON: %1").arg(parseError.errorString()),
                    static_cast<int>(std::min<qsizetype>(parseError.offset + 1, text.size() + 1)));
    }
    if (!document.isObject())
        return fail(QStringLiteral("an event must be a JSON object"));

    QJsonObject object = document.object();
    Head head(object);
    Event event;
    event.id = static_cast<EventId>(line);
    const double seconds = head.seconds();
    const QString kind = head.text(QLatin1StringView("kind"));
    event.client = head.text(QLatin1StringView("client"));
    event.conn = static_cast<int>(head.number(QLatin1StringView("conn"), std::numeric_limits<int>::max()));
    event.n = static_cast<int>(head.number(QLatin1StringView("n"), std::numeric_limits<int>::max()));
    event.update = head.number(QLatin1StringView("update"), std::numeric_limits<qint64>::max());
    event.cause =
        static_cast<EventId>(head.number(QLatin1StringView("cause"), std::numeric_limits<int>::max()));
    if (!head.error.isEmpty())
        return fail(head.error);
    event.t = std::llround(static_cast<long double>(seconds) * 1e9L);

    for (const char *key : kHeadKeys)
        object.remove(QLatin1StringView(key));
    if (const std::optional<Kind> known = kindFromName(kind)) {
        event.kind = *known;
        event.data = object;
        return event;
    }
    if (kind.isEmpty())
        return fail(QStringLiteral("an event needs its \"kind\""));
    if (!hasKindForm(kind))
        return fail(QStringLiteral("\"%1\" is no kind of event").arg(kind.left(64)));
    event.kind = Kind::ScriptLog;
    event.data = {{QStringLiteral("level"), QStringLiteral("warn")},
                  {QStringLiteral("text"),
                   QStringLiteral("This version does not know the kind of event \"%1\"").arg(kind)},
                  {kUnknown, QJsonObject{{QStringLiteral("kind"), kind}, {QStringLiteral("data"), object}}}};
    return event;
}

Result<TraceReading> readTrace(QIODevice &device, const QString &name, const TraceFileLimits &limits)
{
    TraceReading reading;
    QMap<QString, int> unknown; // kind -> first line
    int line = 0;
    while (true) {
        QByteArray text = readLine(device, limits.lineBytes + 2); // with CR and LF
        if (text.isEmpty())
            break;
        ++line;
        const bool whole = text.endsWith('\n');
        if (whole)
            text.chop(1);
        if (text.endsWith('\r'))
            text.chop(1);
        if (text.size() > limits.lineBytes || (!whole && !device.atEnd()))
            return Error{QStringLiteral("the line is longer than %1 bytes").arg(limits.lineBytes), name,
                         line};
        if (reading.events.size() >= limits.events)
            return Error{QStringLiteral("the trace has more than %1 events").arg(limits.events), name, line};
        if (text.trimmed().isEmpty())
            return Error{QStringLiteral("an empty line: each line must be one event"), name, line};
        Result<Event> event = fromTraceLine(text, line, name);
        if (!event)
            return event.error();
        if (event->data.contains(kUnknown) && event->kind == Kind::ScriptLog) {
            const QString kind = event->data.value(kUnknown)[QLatin1StringView("kind")].toString();
            if (!kind.isEmpty() && !unknown.contains(kind))
                unknown.insert(kind, line);
        }
        reading.events.push_back(std::move(*event));
    }
    for (auto kind = unknown.cbegin(); kind != unknown.cend(); ++kind) {
        reading.notes.append(
            QStringLiteral("%1:%2: this version does not know the kind of event \"%3\"; it is "
                           "shown as a line of the log")
                .arg(name)
                .arg(kind.value())
                .arg(kind.key()));
    }
    return reading;
}

Result<TraceReading> loadTrace(const QString &path, const TraceFileLimits &limits)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{QStringLiteral("cannot be read: %1").arg(file.errorString()), path};
    return readTrace(file, path, limits);
}

Result<void> saveTrace(const QString &path, const Trace &trace)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return Error{QStringLiteral("cannot be written: %1").arg(file.errorString()), path};
    for (const Event &event : trace)
        file.write(toTraceLine(event) + '\n');
    if (!file.commit())
        return Error{QStringLiteral("cannot be written: %1").arg(file.errorString()), path};
    return {};
}

} // namespace swapscope
