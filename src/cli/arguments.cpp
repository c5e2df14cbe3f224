#include "arguments.h"

#include "helptexts.h"

#include <core/duration.h>
#include <wire/ownnames.h>

#include <QCommandLineParser>

namespace swapscope {

namespace {

PrintOut wrongUse(const QString &message, const QString &command = {})
{
    const QString help = command.isEmpty() ? QStringLiteral("swapscope --help")
                                           : QStringLiteral("swapscope %1 --help").arg(command);
    return {QStringLiteral("swapscope: %1\nTry '%2'.\n").arg(message, help), kWrongUse};
}

// Reads the options of one command. Keeps the first error.
class Reader
{
public:
    Reader(const QString &command, const QStringList &words, const QStringList &valueOptions,
           const QStringList &flags = {})
        : m_command(command)
    {
        m_parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
        m_parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, QString()});
        for (const QString &option : valueOptions)
            m_parser.addOption({option, QString(), QStringLiteral("value")});
        for (const QString &flag : flags)
            m_parser.addOption({flag, QString()});
        m_ok = m_parser.parse(QStringList{QStringLiteral("swapscope")} + words);
        if (!m_ok)
            m_wrong = m_parser.errorText().section(u'\n', 0, 0);
    }

    bool wantsHelp() const { return m_parser.isSet(QStringLiteral("help")); }
    const std::optional<QString> &wrong() const { return m_wrong; }

    QString text(const char *option) const { return m_parser.value(QString::fromLatin1(option)); }
    bool has(const char *option) const { return m_parser.isSet(QString::fromLatin1(option)); }

    // A file's name; empty if the option was not given.
    QString file(const char *option)
    {
        if (has(option) && text(option).isEmpty())
            fail(QStringLiteral("--%1 takes the name of a file, not \"\"").arg(QString::fromLatin1(option)));
        return text(option);
    }

    QString scenario(bool required)
    {
        const QStringList given = m_parser.positionalArguments();
        if (!given.isEmpty() && given.first().isEmpty())
            fail(QStringLiteral("\"\" is no scenario: give the name of a bundled one, or a folder"));
        if (given.size() > 1)
            fail(QStringLiteral("one scenario at a time: what is \"%1\"?").arg(given.at(1)));
        if (given.isEmpty() && required)
            fail(
                QStringLiteral("%1 needs a scenario: the name of a bundled one, or a folder").arg(m_command));
        return given.value(0);
    }

    QString htmx()
    {
        const QString version = text("htmx");
        if (has("htmx") && version != u"2" && version != u"4")
            fail(QStringLiteral("--htmx takes 2 or 4, not \"%1\"").arg(version));
        return version;
    }

    Nanoseconds duration(const char *option, Nanoseconds otherwise)
    {
        if (!has(option))
            return otherwise;
        const Result<Nanoseconds> duration = parseDuration(text(option));
        if (!duration) {
            fail(QStringLiteral("--%1: %2").arg(QString::fromLatin1(option), duration.error().message));
            return otherwise;
        }
        return *duration;
    }

    Upstream upstream()
    {
        const QStringList given = m_parser.positionalArguments();
        if (given.size() > 1)
            fail(QStringLiteral("one server at a time: what is \"%1\"?").arg(given.at(1)));
        const Result<Upstream> upstream = Upstream::parse(given.value(0));
        if (!upstream)
            fail(upstream.error().message);
        return upstream ? *upstream : Upstream();
    }

    // Reports options that make no sense together.
    void exclude(const char *beside, const char *names)
    {
        for (const QString &name : QString::fromLatin1(names).split(u' ')) {
            if (m_parser.isSet(name))
                fail(QStringLiteral("--%1 goes without --%2").arg(name, QString::fromLatin1(beside)));
        }
    }

    void fail(const QString &message)
    {
        if (!m_wrong)
            m_wrong = message;
    }

    quint64 number(const char *option, quint64 otherwise, quint64 most, quint64 least = 0)
    {
        if (!has(option))
            return otherwise;
        bool ok = false;
        const quint64 value = text(option).toULongLong(&ok);
        if (!ok || value > most || value < least) {
            fail(QStringLiteral("--%1 takes a whole number from %2 to %3, not \"%4\"")
                     .arg(QString::fromLatin1(option), QString::number(least), QString::number(most),
                          text(option)));
            return otherwise;
        }
        return value;
    }

    QMap<QString, QString> params()
    {
        QMap<QString, QString> params;
        for (const QString &param : m_parser.values(QStringLiteral("param"))) {
            const qsizetype equals = param.indexOf(u'=');
            if (equals < 1)
                fail(QStringLiteral("--param takes NAME=VALUE, not \"%1\"").arg(param));
            else
                params.insert(param.left(equals), param.mid(equals + 1));
        }
        return params;
    }

    QList<QByteArray> allowedHosts()
    {
        QList<QByteArray> hosts;
        for (const QString &host : m_parser.values(QStringLiteral("allow-host"))) {
            const Result<QByteArray> parsed = wire::parseAllowedHost(host);
            if (parsed)
                hosts.append(*parsed);
            else
                fail(QStringLiteral("--allow-host: ") + parsed.error().message);
        }
        return hosts;
    }

    CheckFormat format()
    {
        const QString format = text("format");
        if (format == u"json")
            return CheckFormat::Json;
        if (format == u"github")
            return CheckFormat::Github;
        if (has("format") && format != u"text")
            fail(QStringLiteral("--format takes text, json or github, not \"%1\"").arg(format));
        return CheckFormat::Text;
    }

    // Numbers of steps, from 1: "2" or "2,4".
    std::vector<int> steps(const char *option)
    {
        std::vector<int> steps;
        if (!has(option))
            return steps;
        for (const QString &word : text(option).split(u',')) {
            bool ok = false;
            const int step = word.trimmed().toInt(&ok);
            if (ok && step > 0)
                steps.push_back(step);
            else
                fail(QStringLiteral("--%1 takes numbers of steps from 1, like 2 or 2,4, not \"%2\"")
                         .arg(QString::fromLatin1(option), text(option)));
        }
        return steps;
    }

    QString theme()
    {
        const QString theme = text("theme");
        if (has("theme") && theme != u"light" && theme != u"dark" && theme != u"auto")
            fail(QStringLiteral("--theme takes light, dark or auto, not \"%1\"").arg(theme));
        return theme == u"auto" ? QString() : theme;
    }

private:
    QString m_command;
    QCommandLineParser m_parser;
    bool m_ok = false;
    std::optional<QString> m_wrong;
};

constexpr quint64 kAnySeed = ~quint64(0);
constexpr quint64 kAnyPort = 65535;

QStringList options(const char *names)
{
    return QString::fromLatin1(names).split(u' ');
}

Command finish(const Reader &reader, const QString &name, Command command)
{
    if (reader.wantsHelp())
        return PrintOut{helpText(name)};
    if (reader.wrong())
        return wrongUse(*reader.wrong(), name);
    return command;
}

Command parseServe(const QStringList &words)
{
    Reader reader(QStringLiteral("serve"), words, options("htmx param seed port allow-host"));
    ServeOptions serve;
    serve.scenario = reader.scenario(true);
    serve.htmx = reader.htmx();
    serve.params = reader.params();
    serve.seed = reader.number("seed", serve.seed, kAnySeed);
    serve.port = static_cast<quint16>(reader.number("port", serve.port, kAnyPort));
    serve.allowedHosts = reader.allowedHosts();
    return finish(reader, QStringLiteral("serve"), serve);
}

constexpr Nanoseconds kLongestLesson = 300 * kSecond;

Command parsePlay(const QStringList &words)
{
    Reader reader(QStringLiteral("play"), words,
                  options("htmx for seed param trace shot picture theme without"),
                  options("until-done check"));
    PlayOptions play;
    play.scenario = reader.scenario(true);
    play.htmx = reader.htmx();
    play.params = reader.params();
    play.seed = reader.number("seed", play.seed, kAnySeed);
    play.untilDone = reader.has("until-done");
    play.check = reader.has("check");
    play.duration = reader.duration("for", play.untilDone ? kLongestLesson : play.duration);
    play.without = reader.steps("without");
    play.traceFile = reader.file("trace");
    play.shot = reader.file("shot");
    play.picture = reader.file("picture");
    play.theme = reader.theme();
    return finish(reader, QStringLiteral("play"), play);
}

Command parseCheck(const QStringList &words)
{
    Reader reader(QStringLiteral("check"), words, options("htmx format"));
    CheckOptions check;
    check.scenario = reader.scenario(true);
    check.htmx = reader.htmx();
    check.format = reader.format();
    return finish(reader, QStringLiteral("check"), check);
}

constexpr quint16 kUsualPort = 8137;

Command parseAttach(const QStringList &words)
{
    Reader reader(QStringLiteral("attach"), words,
                  options("clients port seed trace theme shot after allow-host"),
                  options("headless insecure"));
    AttachCommand attach;
    attach.options.upstream = reader.upstream();
    attach.options.clients = static_cast<int>(
        reader.number("clients", static_cast<quint64>(attach.options.clients), kMostAttachedClients, 1));
    attach.options.port = static_cast<quint16>(reader.number("port", kUsualPort, kAnyPort));
    attach.options.portIsPreferred = !reader.has("port");
    if (const quint64 room = kAnyPort - attach.options.port + 1;
        attach.options.port != 0 && room < static_cast<quint64>(attach.options.clients))
        reader.fail(QStringLiteral("--port %1 leaves room for %2 clients, not %3: the last port is %4")
                        .arg(attach.options.port)
                        .arg(room)
                        .arg(attach.options.clients)
                        .arg(kAnyPort));
    attach.options.seed = reader.number("seed", attach.options.seed, kAnySeed);
    attach.options.insecure = reader.has("insecure");
    attach.options.allowedHosts = reader.allowedHosts();
    attach.traceFile = reader.file("trace");
    WindowOptions window;
    window.attach = attach.options;
    window.theme = reader.theme();
    window.shot = reader.file("shot");
    window.shotAfter = reader.duration("after", window.shotAfter);
    const bool headless = reader.has("headless");
    if (headless)
        reader.exclude("headless", "theme shot after");
    else if (reader.has("trace"))
        reader.fail(
            QStringLiteral("--trace goes with --headless; the window saves its trace by File > Save"));
    return headless ? finish(reader, QStringLiteral("attach"), attach)
                    : finish(reader, QStringLiteral("attach"), window);
}

Command parseWindow(const QStringList &words)
{
    Reader reader({}, words, options("htmx param seed port theme shot after allow-host"));
    WindowOptions window;
    window.scenario = reader.scenario(false);
    window.htmx = reader.htmx();
    window.params = reader.params();
    window.seed = reader.number("seed", window.seed, kAnySeed);
    if (reader.has("port"))
        window.port = static_cast<quint16>(reader.number("port", 0, kAnyPort));
    window.allowedHosts = reader.allowedHosts();
    window.theme = reader.theme();
    window.shot = reader.file("shot");
    window.shotAfter = reader.duration("after", window.shotAfter);
    return finish(reader, {}, window);
}

} // namespace

Command parseCommand(const QStringList &words)
{
    if (words.contains(QStringLiteral("--version")) || words.contains(QStringLiteral("-v")))
        return PrintOut{QStringLiteral("swapscope %1\n").arg(QStringLiteral(SWAPSCOPE_VERSION))};
    const QString first = words.value(0);
    if (first == u"help")
        return PrintOut{helpText(words.value(1))};
    if (first == u"serve")
        return parseServe(words.mid(1));
    if (first == u"play")
        return parsePlay(words.mid(1));
    if (first == u"check")
        return parseCheck(words.mid(1));
    if (first == u"attach")
        return parseAttach(words.mid(1));
    return parseWindow(words);
}

} // namespace swapscope
