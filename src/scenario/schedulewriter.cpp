#include "schedulewriter.h"

#include <core/duration.h>

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace swapscope {

namespace {

const QString kFile = QStringLiteral("scenario.toml");

// A duration in the unit that reads best: "12.4s" instead of "12400ms".
QString written(Nanoseconds duration)
{
    if (duration < kSecond || duration % kSecond == 0)
        return formatDuration(duration);
    const Nanoseconds micro = duration / kMicrosecond;
    QString text = QStringLiteral("%1.%2").arg(micro / 1'000'000).arg(micro % 1'000'000, 6, 10, QChar(u'0'));
    while (text.endsWith(u'0'))
        text.chop(1);
    return text + u's';
}

// A basic string (TOML 1.0, "String").
QString tomlString(const QString &text)
{
    QString result = QStringLiteral("\"");
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            result += u'\\';
        if (c < u' ' || c == QChar(0x7f))
            result += QStringLiteral("\\u%1").arg(static_cast<int>(c.unicode()), 4, 16, QChar(u'0'));
        else
            result += c;
    }
    return result + u'"';
}

QString valueText(const FaultValue &value, const FaultArgument *argument)
{
    if (const auto *number = std::get_if<qint64>(&value)) {
        return argument != nullptr && argument->type == FaultArgument::Type::Duration
                   ? tomlString(written(*number))
                   : QString::number(*number);
    }
    if (const auto *number = std::get_if<double>(&value))
        return QString::number(*number, 'g', QLocale::FloatingPointShortest);
    return tomlString(std::get<QString>(value));
}

QString stepText(const NetworkStep &step, const FaultCatalogue &faults)
{
    const FaultCommand &command = step.command;
    std::vector<std::pair<QString, QString>> keys{{QStringLiteral("at"), tomlString(written(step.at))},
                                                  {QStringLiteral("client"), tomlString(command.client)},
                                                  {QStringLiteral("fault"), tomlString(command.fault)}};
    if (command.isPreset())
        keys.back() = {QStringLiteral("preset"), tomlString(command.presetName())};
    if (const auto time = command.ends.time())
        keys.emplace_back(QStringLiteral("for"), tomlString(written(*time)));
    // Arguments in the order of the fault's declaration. Unknown ones follow; reading the result reports
    // them.
    const Fault *fault = faults.find(command.fault);
    if (fault != nullptr) {
        for (const FaultArgument &argument : fault->arguments) {
            if (const FaultValue *given = command.args.find(argument.name))
                keys.emplace_back(argument.name, valueText(*given, &argument));
        }
    }
    for (const auto &[name, value] : command.args) {
        if (!command.isPreset() && (fault == nullptr || fault->argument(name) == nullptr))
            keys.emplace_back(name, valueText(value, nullptr));
    }
    qsizetype widest = 0;
    for (const auto &[key, value] : keys)
        widest = std::max(widest, key.size());
    QString text = QStringLiteral("[[network]]\n");
    for (const auto &[key, value] : keys)
        text += key.leftJustified(widest) + QStringLiteral(" = ") + value + u'\n';
    return text;
}

// What has to be known of a line of a TOML document to move whole tables.
struct Line
{
    enum class Kind { Blank, Comment, Header, Value };
    Kind kind = Kind::Blank;
    QString header; // for a Header: "[[network]]", without spaces and quotes
};

// Classifies the lines. Strings and lists may continue over several lines; what looks like a header within
// one is none. Expects valid TOML.
class LineReader
{
public:
    Line read(QStringView line)
    {
        const bool within = m_quote != Quote::None || m_depth > 0;
        const QStringView trimmed = line.trimmed();
        if (within) {
            follow(line);
            return {Line::Kind::Value, {}};
        }
        if (trimmed.isEmpty())
            return {};
        if (trimmed.front() == u'#')
            return {Line::Kind::Comment, {}};
        if (trimmed.front() != u'[') {
            follow(line);
            return {Line::Kind::Value, {}};
        }
        static const QRegularExpression array(
            QStringLiteral(R"(\A\[\[\s*["']?([A-Za-z0-9_-]+)["']?\s*\]\])"));
        const QRegularExpressionMatch match = array.match(trimmed.toString());
        return {Line::Kind::Header,
                match.hasMatch() ? QStringLiteral("[[%1]]").arg(match.captured(1)) : QStringLiteral("[]")};
    }

private:
    enum class Quote { None, Basic, Literal, LongBasic, LongLiteral };

    void follow(QStringView line)
    {
        for (qsizetype i = 0; i < line.size(); ++i) {
            const QChar c = line[i];
            const QStringView rest = line.mid(i);
            switch (m_quote) {
            case Quote::None:
                if (c == u'#')
                    return;
                if (rest.startsWith(QLatin1StringView(R"(""")"))) {
                    m_quote = Quote::LongBasic;
                    i += 2;
                } else if (rest.startsWith(QLatin1StringView("'''"))) {
                    m_quote = Quote::LongLiteral;
                    i += 2;
                } else if (c == u'"') {
                    m_quote = Quote::Basic;
                } else if (c == u'\'') {
                    m_quote = Quote::Literal;
                } else if (c == u'[' || c == u'{') {
                    ++m_depth;
                } else if (c == u']' || c == u'}') {
                    --m_depth;
                }
                break;
            case Quote::Basic:
                if (c == u'\\')
                    ++i;
                else if (c == u'"')
                    m_quote = Quote::None;
                break;
            case Quote::Literal:
                if (c == u'\'')
                    m_quote = Quote::None;
                break;
            case Quote::LongBasic:
                if (c == u'\\') {
                    ++i;
                } else if (rest.startsWith(QLatin1StringView(R"(""")"))) {
                    i += 2;
                    i += endQuotes(line.mid(i + 1), u'"');
                    m_quote = Quote::None;
                }
                break;
            case Quote::LongLiteral:
                if (rest.startsWith(QLatin1StringView("'''"))) {
                    i += 2;
                    i += endQuotes(line.mid(i + 1), u'\'');
                    m_quote = Quote::None;
                }
                break;
            }
        }
    }

    // A multi-line string may contain one or two quotes right before the three that end it.
    static qsizetype endQuotes(QStringView rest, QChar quote)
    {
        qsizetype count = 0;
        while (count < 2 && count < rest.size() && rest[count] == quote)
            ++count;
        return count;
    }

    Quote m_quote = Quote::None;
    int m_depth = 0;
};

// The lines of one [[network]] table, from its header to its last value.
struct Block
{
    qsizetype first = 0;
    qsizetype last = 0;
};

struct Document
{
    QStringList lines; // without line ends
    std::vector<Line> kinds;
    std::vector<Block> network;
};

Document documentOf(const QString &text)
{
    Document document;
    document.lines = text.split(u'\n');
    LineReader reader;
    bool within = false;
    for (qsizetype i = 0; i < document.lines.size(); ++i) {
        const Line line = reader.read(document.lines[i]);
        if (line.kind == Line::Kind::Header) {
            within = line.header == u"[[network]]";
            if (within)
                document.network.push_back({i, i});
        } else if (within && line.kind == Line::Kind::Value) {
            document.network.back().last = i;
        }
        document.kinds.push_back(line);
    }
    return document;
}

// The line where the first schedule of a manifest goes: before the lesson and the comment above that.
qsizetype placeForFirst(const Document &document)
{
    const auto step = std::find_if(document.kinds.begin(), document.kinds.end(),
                                   [](const Line &line) { return line.header == u"[[step]]"; });
    qsizetype place = step - document.kinds.begin();
    while (step != document.kinds.end() && place > 0 &&
           document.kinds[static_cast<std::size_t>(place) - 1].kind == Line::Kind::Comment)
        --place;
    return place;
}

bool isBlank(const Document &document, qsizetype line)
{
    return document.kinds[static_cast<std::size_t>(line)].kind == Line::Kind::Blank;
}

QString edited(const QString &text, const std::vector<NetworkStep> &steps, ScheduleEdit edit,
               const FaultCatalogue &faults)
{
    const Document document = documentOf(text);
    const std::vector<Block> &blocks = document.network;
    const bool replaces = edit == ScheduleEdit::Replace && !blocks.empty();
    const qsizetype place = blocks.empty()                  ? placeForFirst(document)
                            : edit == ScheduleEdit::Replace ? blocks.front().first
                                                            : blocks.back().last + 1;
    QStringList result;
    const auto put = [&] {
        if (steps.empty())
            return;
        QStringList lines = scheduleText(steps, faults).split(u'\n');
        lines.removeLast();
        if (edit == ScheduleEdit::Append || blocks.empty()) {
            if (!result.isEmpty() && !result.last().trimmed().isEmpty())
                result += QString();
        }
        result += lines;
        // Keep an empty line before what follows.
        const bool more = place < document.lines.size() &&
                          !(place == document.lines.size() - 1 && document.lines.last().isEmpty());
        if (more && !replaces && !isBlank(document, place))
            result += QString();
    };
    std::size_t block = 0;
    for (qsizetype i = 0; i < document.lines.size(); ++i) {
        if (i == place)
            put();
        while (block < blocks.size() && i > blocks[block].last)
            ++block;
        const bool old = replaces && block < blocks.size() && i >= blocks[block].first;
        // Each removed table takes one empty line along, except the one that is replaced.
        const bool gap = replaces && block > 0 && i == blocks[block - 1].last + 1 && isBlank(document, i) &&
                         (block > 1 || steps.empty()) && i + 1 < document.lines.size();
        if (!old && !gap)
            result += document.lines[i];
    }
    if (place >= document.lines.size())
        put();
    QString joined = result.join(u'\n');
    if (!joined.endsWith(u'\n'))
        joined += u'\n';
    return joined;
}

// The step as reading its text gives it: without a line, and with durations truncated.
std::vector<NetworkStep> plain(std::vector<NetworkStep> steps, const FaultCatalogue &faults)
{
    const auto rounded = [](Nanoseconds duration) { return duration - duration % kMicrosecond; };
    for (NetworkStep &step : steps) {
        step.line = 0;
        step.at = rounded(step.at);
        if (const auto time = step.command.ends.time())
            step.command.ends = Ends::after(rounded(*time));
        const Fault *fault = faults.find(step.command.fault);
        for (const FaultArgument &argument :
             fault != nullptr ? fault->arguments : std::vector<FaultArgument>()) {
            if (const auto time = step.command.args.duration(argument.name);
                time && argument.type == FaultArgument::Type::Duration)
                step.command.args.set(argument.name, rounded(*time));
        }
    }
    return steps;
}

} // namespace

QString scheduleText(const std::vector<NetworkStep> &steps, const FaultCatalogue &faults)
{
    QStringList parts;
    for (const NetworkStep &step : steps)
        parts += stepText(step, faults);
    return parts.join(u'\n');
}

Result<QString> withSchedule(const QString &manifest, const std::vector<NetworkStep> &steps,
                             ScheduleEdit edit, const FaultCatalogue &faults)
{
    const ManifestReading before = readManifest(manifest, kFile, faults);
    if (!before.ok()) {
        Error error = before.errors.front();
        error.message = QStringLiteral("%1; mend this before a schedule is put in").arg(error.message);
        return error;
    }
    const bool windows = manifest.contains(QLatin1StringView("\r\n"));
    QString text = manifest;
    if (windows)
        text.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"));
    if (!before.manifest.network.empty() && documentOf(text).network.empty()) {
        return Error{QStringLiteral("the schedule is written as one list; write its entries as [[network]] "
                                    "tables, then more can be put in"),
                     kFile, before.manifest.network.front().line, 1};
    }
    QString result = edited(text, steps, edit, faults);

    std::vector<NetworkStep> wanted;
    if (edit == ScheduleEdit::Append)
        wanted = before.manifest.network;
    wanted.insert(wanted.end(), steps.begin(), steps.end());
    const ManifestReading after = readManifest(result, kFile, faults);
    if (!after.ok()) {
        Error error = after.errors.front();
        error.message = QStringLiteral("these entries do not fit this scenario: ") + error.message;
        return error;
    }
    if (plain(after.manifest.network, faults) != plain(wanted, faults))
        return Error{QStringLiteral("the schedule could not be written into this text; write it by hand"),
                     kFile, 1, 1};
    if (windows)
        result.replace(QLatin1StringView("\n"), QLatin1StringView("\r\n"));
    return result;
}

} // namespace swapscope
