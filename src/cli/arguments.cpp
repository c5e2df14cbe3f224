#include "arguments.h"

#include "helptexts.h"

#include <core/duration.h>

#include <QCommandLineParser>

namespace swapscope {

namespace {

PrintOut wrongUse(const QString &message, const QString &command = {})
{
    const QString help = command.isEmpty() ? QStringLiteral("swapscope --help")
                                           : QStringLiteral("swapscope %1 --help").arg(command);
    return {QStringLiteral("swapscope: %1\nTry '%2'.\n").arg(message, help), kWrongUse};
}

// Reads the options of one command; the first thing that is wrong is kept.
class Reader
{
public:
    Reader(const QString &command, const QStringList &words, const QStringList &valueOptions)
        : m_command(command)
    {
        m_parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
        m_parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, QString()});
        for (const QString &option : valueOptions)
            m_parser.addOption({option, QString(), QStringLiteral("value")});
        m_ok = m_parser.parse(QStringList{QStringLiteral("swapscope")} + words);
        if (!m_ok)
            m_wrong = m_parser.errorText().section(u'\n', 0, 0);
    }

    bool wantsHelp() const { return m_parser.isSet(QStringLiteral("help")); }
    const std::optional<QString> &wrong() const { return m_wrong; }

    QString text(const char *option) const { return m_parser.value(QString::fromLatin1(option)); }
    bool has(const char *option) const { return m_parser.isSet(QString::fromLatin1(option)); }

    QString scenario(bool required)
    {
        const QStringList given = m_parser.positionalArguments();
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

    quint64 number(const char *option, quint64 otherwise, quint64 most)
    {
        if (!has(option))
            return otherwise;
        bool ok = false;
        const quint64 value = text(option).toULongLong(&ok);
        if (!ok || value > most) {
            fail(QStringLiteral("--%1 takes a whole number from 0 to %2, not \"%3\"")
                     .arg(QString::fromLatin1(option), QString::number(most), text(option)));
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

    QString theme()
    {
        const QString theme = text("theme");
        if (has("theme") && theme != u"light" && theme != u"dark" && theme != u"auto")
            fail(QStringLiteral("--theme takes light, dark or auto, not \"%1\"").arg(theme));
        return theme == u"auto" ? QString() : theme;
    }

private:
    void fail(const QString &message)
    {
        if (!m_wrong)
            m_wrong = message;
    }

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
    Reader reader(QStringLiteral("serve"), words, options("htmx param seed port"));
    ServeOptions serve;
    serve.scenario = reader.scenario(true);
    serve.htmx = reader.htmx();
    serve.params = reader.params();
    serve.seed = reader.number("seed", serve.seed, kAnySeed);
    serve.port = static_cast<quint16>(reader.number("port", serve.port, kAnyPort));
    return finish(reader, QStringLiteral("serve"), serve);
}

Command parsePlay(const QStringList &words)
{
    Reader reader(QStringLiteral("play"), words, options("htmx for seed param trace shot theme"));
    PlayOptions play;
    play.scenario = reader.scenario(true);
    play.htmx = reader.htmx();
    play.params = reader.params();
    play.seed = reader.number("seed", play.seed, kAnySeed);
    play.duration = reader.duration("for", play.duration);
    play.traceFile = reader.text("trace");
    play.shot = reader.text("shot");
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

Command parseWindow(const QStringList &words)
{
    Reader reader({}, words, options("htmx param seed port theme shot after"));
    WindowOptions window;
    window.scenario = reader.scenario(false);
    window.htmx = reader.htmx();
    window.params = reader.params();
    window.seed = reader.number("seed", window.seed, kAnySeed);
    if (reader.has("port"))
        window.port = static_cast<quint16>(reader.number("port", 0, kAnyPort));
    window.theme = reader.theme();
    window.shot = reader.text("shot");
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
    return parseWindow(words);
}

} // namespace swapscope
