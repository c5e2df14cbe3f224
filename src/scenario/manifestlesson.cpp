#include "manifestparts.h"

#include <core/suggest.h>

namespace swapscope {

namespace {

constexpr int kMaxAnswers = 10;

// The value of a key that is either one table or a list of up to `limit` tables.
std::vector<const toml::table *> oneOrMore(TomlReader &reader, const toml::node &node, const QString &what,
                                           const QString &example, std::size_t limit)
{
    if (const toml::table *table = node.as_table())
        return {table};
    const toml::array *array = node.as_array();
    if (!array) {
        reader.wrongType(node, what, QStringLiteral("a table, like ") + example);
        return {};
    }
    if (array->empty())
        reader.fail(node, QStringLiteral("%1 is empty: expected a table, like %2").arg(what, example));
    std::vector<const toml::table *> result;
    for (const toml::node &element : *array) {
        if (!element.is_table()) {
            reader.wrongType(element, QStringLiteral("each of ") + what,
                             QStringLiteral("a table, like ") + example);
        } else if (result.size() == limit) {
            reader.fail(element, QStringLiteral("too many in %1: at most %2").arg(what).arg(limit));
            break;
        } else {
            result.push_back(element.as_table());
        }
    }
    return result;
}

std::optional<StepQuestion> readQuestion(TomlReader &reader, const toml::node &node)
{
    const std::size_t before = reader.failures();
    const toml::table *table = node.as_table();
    if (!table) {
        reader.wrongType(node, QStringLiteral("question"), QStringLiteral("a table: write [step.question]"));
        return {};
    }
    reader.allowKeys(*table,
                     {QStringLiteral("text"), QStringLiteral("choices"), QStringLiteral("answer"),
                      QStringLiteral("explain")},
                     QStringLiteral("a [step.question]"));
    StepQuestion question;
    question.text =
        reader
            .requiredText(*table, "text", QStringLiteral("text is missing in [step.question]: ask something"))
            .value_or(QString());
    question.explain = reader.text(*table, "explain").value_or(QString());
    const QString example = QStringLiteral("[\"None\", \"All\"]");
    const toml::node *choices = table->get("choices");
    if (!choices) {
        reader.fail(*table, QStringLiteral("choices are missing in [step.question]: expected a list, like ") +
                                example);
        return {};
    }
    for (const TomlReader::Word &word : reader.words(*choices, QStringLiteral("choices"), example))
        question.choices << word.text;
    if (question.choices.size() == 1 || question.choices.size() > kMaxAnswers)
        reader.fail(*choices, QStringLiteral("choices: expected 2 to %1 of them").arg(kMaxAnswers));
    if (!table->contains("answer"))
        reader.fail(*table,
                    QStringLiteral("answer is missing in [step.question]: say which of the choices is "
                                   "right, from 1"));
    else if (!question.choices.isEmpty())
        question.answer =
            reader.integer(*table, "answer", 1, static_cast<int>(question.choices.size())).value_or(1);
    if (reader.failures() != before)
        return {};
    return question;
}

QString readShow(TomlReader &reader, const toml::table &table, const Manifest &manifest)
{
    const auto show = reader.text(table, "show");
    if (!show)
        return {};
    const QString place = show->section(u':', 0, 0);
    const bool ofAClient = place == u"page" || place == u"lane";
    if (ofAClient != show->contains(u':') || !showPlaces().contains(place)) {
        QStringList places;
        for (const QString &known : showPlaces())
            places << (known == u"page" || known == u"lane" ? known + u':' + manifest.clients.first()
                                                            : known);
        const QString meant = didYouMean(*show, places);
        reader.fail(
            *table.get("show"),
            QStringLiteral("%1 is no place to look at%2")
                .arg(quoted(*show), meant.isEmpty() ? QStringLiteral(": expected ") + oneOf(places) : meant));
        return {};
    }
    if (ofAClient && !isClient(reader, *table.get("show"), show->section(u':', 1), manifest, false))
        return {};
    return *show;
}

LessonStep readLessonStep(TomlReader &reader, const toml::table &table, const Manifest &manifest,
                          const FaultCatalogue &faults)
{
    reader.allowKeys(table,
                     {QStringLiteral("text"), QStringLiteral("htmx"), QStringLiteral("done"),
                      QStringLiteral("show"), QStringLiteral("do"), QStringLiteral("crucial"),
                      QStringLiteral("question")},
                     QStringLiteral("a [[step]]"));
    LessonStep step;
    step.line = TomlReader::lineOf(table);
    step.text = reader
                    .requiredText(table, "text",
                                  QStringLiteral("text is missing in [[step]]: say what there is to do or to "
                                                 "see"))
                    .value_or(QString());
    if (const auto version = reader.text(table, "htmx")) {
        step.htmx = *version;
        if (!manifest.htmx.contains(*version))
            reader.fail(*table.get("htmx"),
                        QStringLiteral("%1 is no version of htmx that this scenario runs under: expected %2")
                            .arg(quoted(*version), oneOf(manifest.htmx)));
    }
    if (const toml::node *done = table.get("done")) {
        for (const toml::table *each :
             oneOrMore(reader, *done, QStringLiteral("done"),
                       QStringLiteral("{ kind = \"link.cut\", client = \"B\" }"), kMaxConditions)) {
            if (std::optional<Condition> condition = readCondition(reader, *each, manifest))
                step.done.push_back(std::move(*condition));
        }
    }
    if (const toml::node *actions = table.get("do")) {
        for (const toml::table *each :
             oneOrMore(reader, *actions, QStringLiteral("do"),
                       QStringLiteral("{ fault = \"cut\", client = \"B\", for = \"5s\" }"), kMaxActions)) {
            if (std::optional<StepAction> action = readAction(reader, *each, manifest, faults))
                step.actions.push_back(std::move(*action));
        }
    }
    step.show = readShow(reader, table, manifest);
    step.crucial = reader.truth(table, "crucial");
    if (step.crucial == true && !table.contains("do"))
        reader.fail(*table.get("crucial"),
                    QStringLiteral("crucial says that the step's do is what matters, but it has none"));
    if (const toml::node *question = table.get("question"))
        step.question = readQuestion(reader, *question);
    return step;
}

} // namespace

void readLesson(TomlReader &reader, const toml::table &root, const FaultCatalogue &faults, Manifest *manifest)
{
    for (const toml::table *table : reader.tables(root, "step", kMaxLessonSteps))
        manifest->steps.push_back(readLessonStep(reader, *table, *manifest, faults));
}

} // namespace swapscope
