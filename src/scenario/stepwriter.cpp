#include "stepwriter.h"

#include <core/duration.h>

#include <QLocale>

namespace swapscope {

namespace {

// A basic string (TOML 1.0, "String").
QString quotedText(const QString &text)
{
    QString result = QStringLiteral("\"");
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            result += QStringLiteral("\\") + c;
        else if (c == u'\n')
            result += QStringLiteral("\\n");
        else if (c == u'\t')
            result += QStringLiteral("\\t");
        else if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            result += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            result += c;
    }
    return result + u'"';
}

QString timeText(Nanoseconds time)
{
    return quotedText(formatDuration(time));
}

QString numberText(double number)
{
    const auto whole = static_cast<qint64>(number);
    return static_cast<double>(whole) == number
               ? QString::number(whole)
               : QString::number(number, 'g', QLocale::FloatingPointShortest);
}

QString valueText(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::QString:
        return quotedText(value.toString());
    case QMetaType::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QMetaType::Double:
        return numberText(value.toDouble());
    default:
        return QString::number(value.toLongLong());
    }
}

using Pairs = QStringList;

QString pair(const QString &key, const QString &value)
{
    return key + QStringLiteral(" = ") + value;
}

QString table(const Pairs &pairs)
{
    return QStringLiteral("{ ") + pairs.join(QStringLiteral(", ")) + QStringLiteral(" }");
}

QString testText(const FieldTest &test)
{
    if (test.equals.isValid())
        return valueText(test.equals);
    Pairs pairs;
    if (test.min)
        pairs << pair(QStringLiteral("min"), numberText(*test.min));
    if (test.max)
        pairs << pair(QStringLiteral("max"), numberText(*test.max));
    if (test.contains)
        pairs << pair(QStringLiteral("contains"), quotedText(*test.contains));
    if (test.differs.isValid())
        pairs << pair(QStringLiteral("not"), valueText(test.differs));
    if (test.exists)
        pairs << pair(QStringLiteral("exists"), valueText(*test.exists));
    return table(pairs);
}

QString conditionText(const Condition &condition)
{
    Pairs pairs = {pair(QStringLiteral("kind"), quotedText(condition.kind))};
    const QString client = QStringLiteral("client");
    if (condition.fields.contains(client))
        pairs << pair(client, testText(condition.fields.value(client)));
    for (auto field = condition.fields.cbegin(); field != condition.fields.cend(); ++field) {
        if (field.key() != client)
            pairs << pair(field.key(), testText(field.value()));
    }
    if (condition.count != 1)
        pairs << pair(QStringLiteral("count"), QString::number(condition.count));
    if (condition.within)
        pairs << pair(QStringLiteral("within"), timeText(*condition.within));
    if (condition.absent)
        pairs << pair(QStringLiteral("absent"), timeText(*condition.absent));
    return table(pairs);
}

Pairs faultPairs(const FaultCommand &command)
{
    const QString client = pair(QStringLiteral("client"), quotedText(command.client));
    if (command.isPreset())
        return {pair(QStringLiteral("preset"), quotedText(command.presetName())), client};
    Pairs pairs = {pair(QStringLiteral("fault"), quotedText(command.fault)), client};
    const QJsonObject written = FaultCatalogue::standard().written(command);
    for (const auto &[name, value] : command.args)
        pairs << pair(name, valueText(written.value(name).toVariant()));
    if (const auto time = command.ends.time())
        pairs << pair(QStringLiteral("for"), timeText(*time));
    return pairs;
}

QString actionText(const StepAction &action)
{
    const QString client = pair(QStringLiteral("client"), quotedText(action.client));
    switch (action.type) {
    case StepAction::Type::Cue:
        return table({pair(QStringLiteral("cue"), quotedText(action.name))});
    case StepAction::Type::Fault:
        return table(faultPairs(action.command));
    case StepAction::Type::Param:
        return table({pair(QStringLiteral("param"), quotedText(action.name)),
                      pair(QStringLiteral("value"), quotedText(action.value))});
    case StepAction::Type::Deploy:
        return table({pair(QStringLiteral("deploy"), QString::number(action.code)),
                      pair(QStringLiteral("down"), timeText(action.time))});
    case StepAction::Type::Hide:
        return table({pair(QStringLiteral("hide"), quotedText(action.client))});
    case StepAction::Type::Reveal:
        return table({pair(QStringLiteral("reveal"), quotedText(action.client))});
    case StepAction::Type::Reload:
        return table({pair(QStringLiteral("reload"), quotedText(action.client))});
    case StepAction::Type::Click:
        return table({pair(QStringLiteral("click"), quotedText(action.name)), client});
    case StepAction::Type::Fill: {
        Pairs pairs = {pair(QStringLiteral("fill"), quotedText(action.name)),
                       pair(QStringLiteral("with"), quotedText(action.value)), client};
        if (action.submit)
            pairs << pair(QStringLiteral("submit"), QStringLiteral("true"));
        return table(pairs);
    }
    case StepAction::Type::Wait:
        return table({pair(QStringLiteral("wait"), timeText(action.time))});
    case StepAction::Type::Hold:
        return table({pair(QStringLiteral("hold"), QStringLiteral("true")), client});
    case StepAction::Type::Step:
        return table({pair(QStringLiteral("step"), quotedText(action.client))});
    case StepAction::Type::Release:
        return table({pair(QStringLiteral("hold"), QStringLiteral("false")), client});
    }
    return {};
}

// One value stands on the line of its key; several are a list with a line for each.
template<typename Value>
QString oneOrMore(const std::vector<Value> &values, QString (*text)(const Value &))
{
    if (values.size() == 1)
        return text(values.front());
    QString result = QStringLiteral("[\n");
    for (const Value &value : values)
        result += QStringLiteral("  ") + text(value) + QStringLiteral(",\n");
    return result + u']';
}

QString stepText(const LessonStep &step)
{
    QStringList lines = {QStringLiteral("[[step]]"), pair(QStringLiteral("text"), quotedText(step.text))};
    if (!step.htmx.isEmpty())
        lines << pair(QStringLiteral("htmx"), quotedText(step.htmx));
    if (!step.done.empty())
        lines << pair(QStringLiteral("done"), oneOrMore(step.done, conditionText));
    if (!step.show.isEmpty())
        lines << pair(QStringLiteral("show"), quotedText(step.show));
    if (!step.actions.empty())
        lines << pair(QStringLiteral("do"), oneOrMore(step.actions, actionText));
    if (step.crucial)
        lines << pair(QStringLiteral("crucial"), valueText(*step.crucial));
    if (step.question) {
        QStringList choices;
        for (const QString &choice : step.question->choices)
            choices << quotedText(choice);
        lines << QString() << QStringLiteral("[step.question]")
              << pair(QStringLiteral("text"), quotedText(step.question->text))
              << pair(QStringLiteral("choices"),
                      QStringLiteral("[") + choices.join(QStringLiteral(", ")) + u']')
              << pair(QStringLiteral("answer"), QString::number(step.question->answer));
        if (!step.question->explain.isEmpty())
            lines << pair(QStringLiteral("explain"), quotedText(step.question->explain));
    }
    return lines.join(u'\n') + u'\n';
}

bool sameButForLines(LessonStep a, LessonStep b)
{
    a.line = b.line = 0;
    return a == b;
}

} // namespace

QString stepsText(const std::vector<LessonStep> &steps)
{
    QStringList texts;
    for (const LessonStep &step : steps)
        texts << stepText(step);
    return texts.join(u'\n');
}

Result<QString> withSteps(const QString &manifest, const std::vector<LessonStep> &steps)
{
    const ManifestReading before = readManifest(manifest, QStringLiteral("scenario.toml"));
    if (!before.ok())
        return before.errors.front();
    const bool crlf = manifest.contains(QLatin1StringView("\r\n"));
    QString text = stepsText(steps);
    QString gap =
        manifest.isEmpty() || manifest.endsWith(u'\n') ? QStringLiteral("\n") : QStringLiteral("\n\n");
    if (crlf) {
        text.replace(u'\n', QStringLiteral("\r\n"));
        gap.replace(u'\n', QStringLiteral("\r\n"));
    }
    const QString result = manifest + gap + text;
    const ManifestReading after = readManifest(result, QStringLiteral("scenario.toml"));
    if (!after.ok())
        return after.errors.front();
    std::vector<LessonStep> expected = before.manifest.steps;
    expected.insert(expected.end(), steps.begin(), steps.end());
    const std::vector<LessonStep> &got = after.manifest.steps;
    if (!std::equal(got.begin(), got.end(), expected.begin(), expected.end(), sameButForLines))
        return Error{QStringLiteral("the steps cannot be added to this scenario.toml by themselves: its "
                                    "lesson is not written as [[step]] tables")};
    return result;
}

} // namespace swapscope
