#include "faultargs.h"

#include "linkscale.h"

#include <core/duration.h>
#include <link/presets.h>

#include <QCoreApplication>

#include <map>

namespace swapscope {

namespace {

QString faultTr(const char *text)
{
    return QCoreApplication::translate("swapscope::FaultArgs", text);
}

// "250 ms", "5 s", "2 min": with room before the unit, as readDuration() takes it.
QString durationText(Nanoseconds duration)
{
    QString text = duration >= kSecond && duration % (60 * kSecond) != 0
                       ? QStringLiteral("%1s").arg(
                             static_cast<double>(duration) / static_cast<double>(kSecond), 0, 'g', 12)
                       : formatDuration(duration);
    qsizetype unit = text.size();
    while (unit > 0 && text[unit - 1].isLetter())
        --unit;
    text.insert(unit, u' ');
    if (text.endsWith(QLatin1StringView(" m")))
        text += QStringLiteral("in");
    return text;
}

QString numberText(double value)
{
    return QString::number(value, 'g', 6);
}

} // namespace

const FaultArg &forArgument()
{
    static const FaultArg arg{QStringLiteral("for"), FaultArgType::Duration, false, 0, 0};
    return arg;
}

ArgWords wordsOf(const FaultArg &arg)
{
    using G = ArgGroup;
    static const std::map<QString, ArgWords> all{
        {QStringLiteral("delay"),
         {faultTr("Delay"), faultTr("So long each message takes"), faultTr("120 ms"), {}, G::Own}},
        {QStringLiteral("jitter"),
         {faultTr("Jitter"),
          faultTr("By how much the delay wavers, up and down"),
          faultTr("none"),
          {},
          G::Own}},
        {QStringLiteral("distribution"),
         {faultTr("Distribution"),
          faultTr("How the jitter is spread: evenly, or mostly near the delay"),
          faultTr("uniform"),
          {QStringLiteral("uniform"), QStringLiteral("normal")},
          G::Own}},
        {QStringLiteral("code"),
         {faultTr("Code"),
          faultTr("The close code, from 1000 to 4999 (RFC 6455, section 7.4)"),
          faultTr("1012"),
          {},
          G::Own}},
        {QStringLiteral("reason"),
         {faultTr("Reason"),
          faultTr("The words of the close frame, at most 123 bytes"),
          faultTr("none"),
          {},
          G::Own}},
        {QStringLiteral("status"),
         {faultTr("Status"), faultTr("The answer's status, from 200 to 599"), faultTr("503"), {}, G::Own}},
        {QStringLiteral("retry_after"),
         {faultTr("Retry-After"),
          faultTr("How long the answer asks to wait, in that header"),
          faultTr("none"),
          {},
          G::Own}},
        {QStringLiteral("location"),
         {faultTr("Location"), faultTr("Where a redirect leads"), faultTr("none"), {}, G::Own}},
        {QStringLiteral("type"),
         {faultTr("Type"), faultTr("The answer's content type"), faultTr("text/html"), {}, G::Own}},
        {QStringLiteral("open_for"),
         {faultTr("Open for"),
          faultTr("How long a connection stays before it is dropped"),
          faultTr("at once"),
          {},
          G::Own}},
        {QStringLiteral("by"), {faultTr("By"), faultTr("How late"), faultTr("2 s"), {}, G::Own}},
        {QStringLiteral("within"),
         {faultTr("Within"),
          faultTr("Without a next message it goes on after this"),
          faultTr("1 s"),
          {},
          G::Own}},
        {QStringLiteral("kbit"),
         {faultTr("kbit/s"),
          faultTr("So many thousand bits pass in a second; 8 are 1 kB"),
          faultTr("400"),
          {},
          G::Own}},
        {QStringLiteral("bytes"), {faultTr("Bytes"), faultTr("So many bytes"), faultTr("1"), {}, G::Own}},
        {QStringLiteral("gap"),
         {faultTr("Gap"), faultTr("The pause between two segments"), faultTr("1 ms"), {}, G::Own}},
        {QStringLiteral("timeout"),
         {faultTr("Timeout"), faultTr("So long nothing may pass"), faultTr("60 s"), {}, G::Own}},
        {QStringLiteral("direction"),
         {faultTr("Direction"),
          faultTr("Up to the server, down to the client, or both"),
          faultTr("both"),
          {QStringLiteral("both"), QStringLiteral("up"), QStringLiteral("down")},
          G::Which}},
        {QStringLiteral("kind"),
         {faultTr("Kind"),
          faultTr("Which messages: data is every text, binary and event"),
          faultTr("data"),
          {QStringLiteral("data"), QStringLiteral("text"), QStringLiteral("binary"), QStringLiteral("event"),
           QStringLiteral("comment"), QStringLiteral("ping"), QStringLiteral("pong")},
          G::Which}},
        {QStringLiteral("event"),
         {faultTr("Event"), faultTr("Only a stream's events of this name"), faultTr("any"), {}, G::Which}},
        {QStringLiteral("requests"),
         {faultTr("Requests"),
          faultTr("Live: those for a WebSocket or a stream. All: pages and files too"),
          faultTr("live"),
          {QStringLiteral("live"), QStringLiteral("all")},
          G::Which}},
        {QStringLiteral("probability"),
         {faultTr("Probability"),
          faultTr("Of acting on each, from 0 to 1"),
          faultTr("1: on each"),
          {},
          G::When}},
        {QStringLiteral("next"),
         {faultTr("Next"),
          faultTr("It acts so many times, then it is over"),
          faultTr("as long as it lasts"),
          {},
          G::When}},
        {QStringLiteral("after_messages"),
         {faultTr("After messages"), faultTr("So many messages pass first"), faultTr("0"), {}, G::When}},
        {QStringLiteral("after"),
         {faultTr("After"), faultTr("It begins when this has gone by"), faultTr("at once"), {}, G::When}},
        {QStringLiteral("for"),
         {faultTr("For"),
          faultTr("How long it lasts once it has begun"),
          faultTr("until it is ended"),
          {},
          G::When}},
    };
    const auto found = all.find(arg.name);
    if (found != all.end())
        return found->second;
    return {arg.name, {}, {}, {}, G::Own};
}

std::vector<FaultArg> formArguments(const FaultSpec &spec)
{
    std::vector<FaultArg> args;
    for (const ArgGroup group : {ArgGroup::Own, ArgGroup::Which, ArgGroup::When}) {
        for (const FaultArg &arg : spec.args) {
            if (wordsOf(arg).group == group)
                args.push_back(arg);
        }
    }
    if (spec.takesFor)
        args.push_back(forArgument());
    return args;
}

Result<QVariant> readArgument(const FaultArg &arg, const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty()) {
        if (arg.required)
            return Error{faultTr("this one is needed")};
        return QVariant();
    }
    switch (arg.type) {
    case FaultArgType::Duration: {
        const Result<Nanoseconds> read = readDuration(text, kSecond);
        if (!read)
            return read.error();
        return QVariant::fromValue<qint64>(*read);
    }
    case FaultArgType::Integer: {
        bool ok = false;
        const qint64 value = text.toLongLong(&ok);
        if (!ok || value < arg.low || value > arg.high)
            return Error{faultTr("a whole number from %1 to %2").arg(arg.low).arg(arg.high)};
        return QVariant::fromValue<qint64>(value);
    }
    case FaultArgType::Number: {
        bool ok = false;
        QString plain = text;
        const double value = plain.replace(u',', u'.').toDouble(&ok);
        // Not a number compares with nothing.
        if (!ok || !(value >= static_cast<double>(arg.low) && value <= static_cast<double>(arg.high)))
            return Error{faultTr("a number from %1 to %2").arg(arg.low).arg(arg.high)};
        return QVariant(value);
    }
    case FaultArgType::Text:
        break;
    }
    if (const QStringList choices = wordsOf(arg).choices; !choices.isEmpty() && !choices.contains(text))
        return Error{faultTr("one of %1").arg(choices.join(QStringLiteral(", ")))};
    if (text.toUtf8().size() > arg.high)
        return Error{faultTr("at most %1 bytes").arg(arg.high)};
    return QVariant(text);
}

QString argumentText(const FaultArg &arg, const QVariant &value)
{
    switch (arg.type) {
    case FaultArgType::Duration:
        return durationText(value.toLongLong());
    case FaultArgType::Number:
        return numberText(value.toDouble());
    case FaultArgType::Integer:
    case FaultArgType::Text:
        return value.toString();
    }
    return {};
}

QString faultPhrase(const QString &fault, const QVariantMap &args)
{
    if (fault == u"preset") {
        const Preset *preset = findPreset(args.value(QStringLiteral("name")).toString());
        return preset != nullptr ? preset->title : args.value(QStringLiteral("name")).toString();
    }
    // What is given for no time, on none, or as none ends what was in force.
    const auto isNone = [&args](const char *name) {
        const auto given = args.constFind(QLatin1StringView(name));
        return given != args.cend() && given->toDouble() == 0;
    };
    if (fault == u"cut" && isNone("for"))
        return faultTr("reset");
    if (fault == u"limit" && args.value(QStringLiteral("for")).toLongLong() == kMillisecond)
        return faultTr("end without a close frame");
    if (isNone("for") || isNone("probability") ||
        (fault == u"latency" && args.value(QStringLiteral("delay")).toLongLong() == 0 &&
         args.value(QStringLiteral("jitter")).toLongLong() == 0))
        return faultTr("end %1").arg(fault);

    QVariantMap rest = args;
    const auto has = [&rest](const char *name) { return rest.contains(QLatin1StringView(name)); };
    const auto take = [&rest](const char *name) { return rest.take(QLatin1StringView(name)); };
    const auto takeDuration = [&](const char *name) { return durationText(take(name).toLongLong()); };

    QString head = fault;
    if (fault == u"latency") {
        const Nanoseconds delay = take("delay").toLongLong();
        const Nanoseconds jitter = take("jitter").toLongLong();
        head = faultTr("latency %1").arg(latencyText({delay, jitter}));
    } else if (fault == u"close") {
        head = faultTr("close %1").arg(has("code") ? take("code").toInt() : 1000);
        if (has("reason"))
            head += QStringLiteral(" “%1”").arg(take("reason").toString());
    } else if (fault == u"http") {
        head = faultTr("HTTP %1").arg(take("status").toInt());
    } else if (fault == u"bandwidth") {
        head = faultTr("bandwidth %1")
                   .arg(bandwidthScale().text(static_cast<double>(take("kbit").toLongLong())));
    } else if (fault == u"idle") {
        head = faultTr("idle timeout %1").arg(takeDuration("timeout"));
    } else if (fault == u"halfopen") {
        head = faultTr("half-open");
    } else if (fault == u"limit" || fault == u"slice") {
        if (has("bytes"))
            head = faultTr("%1 %2 bytes").arg(fault).arg(take("bytes").toLongLong());
    }
    if (has("by"))
        head += faultTr(" by %1").arg(takeDuration("by"));
    if (has("probability"))
        head += QStringLiteral(" %1").arg(lossScale().text(take("probability").toDouble() * 100));

    QStringList parts{head};
    const FaultSpec *spec = findFaultSpec(fault);
    std::optional<QString> lasts;
    if (has("for")) {
        lasts = faultTr("for %1").arg(takeDuration("for"));
    }
    if (spec != nullptr) {
        for (const FaultArg &arg : formArguments(*spec)) {
            if (!rest.contains(arg.name))
                continue;
            const QString text = argumentText(arg, rest.take(arg.name));
            parts += arg.type == FaultArgType::Text && !wordsOf(arg).choices.isEmpty()
                         ? text
                         : QStringLiteral("%1 %2").arg(QString(arg.name).replace(u'_', u' '), text);
        }
    }
    if (lasts && parts.size() == 1)
        return parts.first() + u' ' + *lasts;
    if (lasts)
        parts += *lasts;
    return parts.join(QStringLiteral(", "));
}

} // namespace swapscope
