#include "tracefile.h"

#include "flatlinereader.h"
#include "flatlinewriter.h"

#include <core/outputfile.h>

#include <QFile>
#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>

#include <array>
#include <cmath>
#include <limits>

namespace swapscope {

namespace {

// A double holds nanoseconds of this many seconds (92 days) without loss.
constexpr double kMaxSeconds = 8'000'000;

constexpr std::array kHeadKeys = {"t", "kind", "client", "conn", "n", "update", "cause"};

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

} // namespace

QByteArray toTraceLine(const Event &event)
{
    const bool isUnknown = event.kind == Kind::ScriptLog && event.data.value(Field::Unknown).isObject();
    if (!isUnknown) {
        QByteArray line;
        writeFlatLine(line, event);
        return line;
    }
    // Written as it came.
    const QJsonObject unknown = event.data.value(Field::Unknown).toObject();
    const QString kind = unknown.value(QLatin1StringView("kind")).toString();
    const QJsonObject data = unknown.value(QLatin1StringView("data")).toObject();
    QByteArray line = "{\"t\": " + toSeconds(event.t) + ", \"kind\": " + toJson(kind);
    if (!event.client.isEmpty())
        line += ", \"client\": " + toJson(event.client);
    if (!event.conn.isNone())
        line += ", \"conn\": " + QByteArray::number(event.conn.number());
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
    event.conn = ConnectionId(
        static_cast<int>(head.number(QLatin1StringView("conn"), std::numeric_limits<int>::max())));
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
        event.data = Payload::fromJson(object);
        return event;
    }
    if (kind.isEmpty())
        return fail(QStringLiteral("an event needs its \"kind\""));
    if (!hasKindForm(kind))
        return fail(QStringLiteral("\"%1\" is no kind of event").arg(kind.left(64)));
    event.kind = Kind::ScriptLog;
    event.data = {
        {Field::Level, Word::Warn},
        {Field::Text, QStringLiteral("This version does not know the kind of event \"%1\"").arg(kind)},
        {Field::Unknown, QJsonObject{{QStringLiteral("kind"), kind}, {QStringLiteral("data"), object}}}};
    return event;
}

namespace {

// Reads a device line by line.
class LineReader
{
public:
    LineReader(QIODevice &device, QString name, const TraceFileLimits &limits)
        : m_device(device), m_name(std::move(name)), m_limits(limits)
    {
    }

    // Nothing at the end.
    Result<std::optional<Event>> next()
    {
        const QByteArrayView line = nextLine();
        if (line.isEmpty())
            return std::optional<Event>();
        ++m_line;
        const bool whole = line.endsWith('\n');
        QByteArrayView text = line.chopped(whole ? 1 : 0);
        if (text.endsWith('\r'))
            text.chop(1);
        const auto fail = [&](const QString &message) { return Error{message, m_name, m_line}; };
        if (text.size() > m_limits.lineBytes || (!whole && !(m_from == m_buffer.size() && m_device.atEnd())))
            return fail(QStringLiteral("the line is longer than %1 bytes").arg(m_limits.lineBytes));
        if (static_cast<std::size_t>(m_line) > m_limits.events)
            return fail(QStringLiteral("the trace has more than %1 events").arg(m_limits.events));
        if (std::optional<Event> event = m_flat.read(text)) {
            event->id = static_cast<EventId>(m_line);
            return event;
        }
        if (text.trimmed().isEmpty())
            return fail(QStringLiteral("an empty line: each line must be one event"));
        Result<Event> event = fromTraceLine(text, m_line, m_name);
        if (!event) {
            // Every beginning of an object is no JSON, so a whole line is never taken for one that is cut.
            if (whole || m_line == 1 || isJson(text))
                return event.error();
            m_cut = m_line--;
            return std::optional<Event>();
        }
        if (event->kind == Kind::ScriptLog && event->data.contains(Field::Unknown)) {
            const QString kind =
                event->data.value(Field::Unknown).toObject().value(QLatin1StringView("kind")).toString();
            if (!kind.isEmpty() && !m_unknown.contains(kind))
                m_unknown.insert(kind, m_line);
        }
        return std::optional(std::move(*event));
    }

    // No line was read.
    bool isEmpty() const { return m_line == 0; }

    TraceProgress progress() const
    {
        return {m_bytes, m_device.isSequential() ? 0 : m_device.size(), static_cast<std::size_t>(m_line)};
    }

    TraceNotes notes() const
    {
        TraceNotes notes{.cut = m_cut != 0};
        if (notes.cut)
            notes.sentences.append(
                QStringLiteral("%1:%2: the last line is cut off; it and what should follow it are missing, "
                               "so numbers may be incomplete")
                    .arg(m_name)
                    .arg(m_cut));
        for (auto kind = m_unknown.cbegin(); kind != m_unknown.cend(); ++kind) {
            notes.sentences.append(
                QStringLiteral("%1:%2: this version does not know the kind of event \"%3\"; it is "
                               "shown as a line of the log")
                    .arg(m_name)
                    .arg(kind.value())
                    .arg(kind.key()));
        }
        return notes;
    }

private:
    static bool isJson(QByteArrayView text)
    {
        return !QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), text.size())).isNull();
    }

    // A line with its end, or more than the limit of it; valid until the next one.
    QByteArrayView nextLine()
    {
        constexpr qint64 kPiece = 256 * 1024;
        const qsizetype most = m_limits.lineBytes + 2; // with CR and LF
        qsizetype looked = m_from;
        while (true) {
            const qsizetype end = m_buffer.indexOf('\n', looked);
            const qsizetype length = (end < 0 ? m_buffer.size() : end + 1) - m_from;
            if (end >= 0 || length > most)
                return piece(std::min(length, most + 1));
            looked = m_buffer.size() - m_from;
            m_buffer.remove(0, m_from);
            m_from = 0;
            const QByteArray more = m_device.read(kPiece);
            if (more.isEmpty())
                return piece(m_buffer.size());
            m_buffer += more;
        }
    }

    QByteArrayView piece(qsizetype length)
    {
        const QByteArrayView view(m_buffer.constData() + m_from, length);
        m_from += length;
        m_bytes += length;
        return view;
    }

    QIODevice &m_device;
    QString m_name;
    TraceFileLimits m_limits;
    FlatLineReader m_flat;
    QByteArray m_buffer;
    qsizetype m_from = 0;
    qint64 m_bytes = 0;
    int m_line = 0;
    int m_cut = 0;                // the line that is cut off; 0: none is
    QMap<QString, int> m_unknown; // kind -> first line
};

Result<TraceNotes> readInto(QIODevice &device, const QString &name, const TraceFileLimits &limits,
                            const auto &take)
{
    LineReader reader(device, name, limits);
    while (true) {
        Result<std::optional<Event>> event = reader.next();
        if (!event)
            return event.error();
        if (!*event && reader.isEmpty())
            return Error{QStringLiteral("the file is empty, and a trace has at least one line; choose one "
                                        "that --trace or File > Save trace wrote"),
                         name};
        if (!*event)
            return reader.notes();
        if (const Result<void> taken = take(std::move(**event), reader); !taken)
            return taken.error();
    }
}

} // namespace

Result<TraceReading> readTrace(QIODevice &device, const QString &name, const TraceFileLimits &limits)
{
    TraceReading reading;
    const Result<TraceNotes> notes =
        readInto(device, name, limits, [&](Event event, const LineReader &) -> Result<void> {
            reading.events.push_back(std::move(event));
            return {};
        });
    if (!notes)
        return notes.error();
    reading.notes = *notes;
    return reading;
}

Result<TraceReading> loadTrace(const QString &path, const TraceFileLimits &limits)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{QStringLiteral("cannot be read: %1").arg(file.errorString()), path};
    return readTrace(file, path, limits);
}

Result<TraceNotes> loadTrace(const QString &path, Trace *trace, const TraceWatch &watch,
                             const TraceFileLimits &limits)
{
    constexpr std::size_t kTellEvery = 4096;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{QStringLiteral("cannot be read: %1").arg(file.errorString()), path};
    trace->clear();
    return readInto(file, path, limits, [&](Event event, const LineReader &reader) -> Result<void> {
        if (!trace->append(std::move(event)))
            return trace->problem().value_or(Error{QStringLiteral("cannot be kept"), path});
        if (watch && trace->size() % kTellEvery == 0 && !watch(reader.progress()))
            return Error{QStringLiteral("The reading was stopped."), path};
        return {};
    });
}

void appendTraceLine(QByteArray &lines, const Event &event)
{
    if (event.kind == Kind::ScriptLog)
        lines += toTraceLine(event);
    else
        writeFlatLine(lines, event);
    lines += '\n';
}

Result<void> saveTrace(const QString &path, const Trace &trace)
{
    return writeFile(path, [&trace](QIODevice &file) {
        QByteArray lines;
        constexpr qsizetype kPiece = 256 * 1024;
        for (const Event &event : trace) {
            appendTraceLine(lines, event);
            if (lines.size() >= kPiece) {
                file.write(lines);
                lines.resize(0);
            }
        }
        file.write(lines);
    });
}

} // namespace swapscope
