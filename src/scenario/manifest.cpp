#include "manifest.h"

#include "manifestparts.h"
#include "tomlnesting.h"

#include <algorithm>
#include <string>

namespace swapscope {

const ManifestParam *Manifest::param(QStringView name) const
{
    const auto found =
        std::find_if(params.begin(), params.end(), [&](const ManifestParam &p) { return p.name == name; });
    return found == params.end() ? nullptr : &*found;
}

QMap<QString, QString> Manifest::defaults() const
{
    QMap<QString, QString> result;
    for (const ManifestParam &param : params)
        result.insert(param.name, param.defaultValue);
    return result;
}

const ManifestCrowd *Manifest::crowd(QStringView name) const
{
    const auto found =
        std::find_if(crowds.begin(), crowds.end(), [&](const ManifestCrowd &c) { return c.name == name; });
    return found == crowds.end() ? nullptr : &*found;
}

std::vector<LessonStep> Manifest::stepsUnder(QStringView version) const
{
    std::vector<LessonStep> result;
    std::copy_if(steps.begin(), steps.end(), std::back_inserter(result),
                 [version](const LessonStep &step) { return step.htmx.isEmpty() || step.htmx == version; });
    return result;
}

const std::vector<Chapter> &chapters()
{
    static const std::vector<Chapter> all = {
        {QStringLiteral("first-steps"), QStringLiteral("First steps")},
        {QStringLiteral("patterns"), QStringLiteral("Patterns")},
        {QStringLiteral("network"), QStringLiteral("When the network fails")},
        {QStringLiteral("catch-up"), QStringLiteral("Catching up")},
        {QStringLiteral("pitfalls"), QStringLiteral("Pitfalls")},
        {QStringLiteral("htmx-4"), QStringLiteral("htmx 4")},
        {QStringLiteral("your-own"), QStringLiteral("Building your own")},
    };
    return all;
}

const QStringList &showPlaces()
{
    static const QStringList places = {
        QStringLiteral("lesson"),  QStringLiteral("editor"),    QStringLiteral("cues"),
        QStringLiteral("sends"),   QStringLiteral("pages"),     QStringLiteral("page"),
        QStringLiteral("network"), QStringLiteral("inspector"), QStringLiteral("coach"),
        QStringLiteral("ledger"),  QStringLiteral("timeline"),  QStringLiteral("lane"),
        QStringLiteral("params"),
    };
    return places;
}

std::vector<int> crucialSteps(const std::vector<LessonStep> &steps)
{
    std::vector<int> named;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].crucial.value_or(false))
            named.push_back(static_cast<int>(i));
    }
    if (!named.empty())
        return named;
    const auto befalls = [](const StepAction &action) {
        using enum StepAction::Type;
        return action.type == Fault || action.type == Deploy || action.type == Hide || action.type == Reload;
    };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const LessonStep &step = steps[i];
        if (step.crucial.value_or(true) && std::any_of(step.actions.begin(), step.actions.end(), befalls))
            return {static_cast<int>(i)};
    }
    return {};
}

namespace {

// What a manifest that cannot be read at all is taken to say.
void setFallbacks(Manifest *manifest)
{
    manifest->htmx = {QStringLiteral("2")};
    manifest->clients = {QStringLiteral("A")};
}

} // namespace

ManifestReading readManifest(const QString &text, const QString &file, const FaultCatalogue &faults)
{
    const std::string utf8 = text.toStdString();
    TomlReader reader(file);
    ManifestReading reading;
    if (const std::optional<TomlPlace> deep = findDeepName(utf8)) {
        reader.fail(
            {static_cast<toml::source_index>(deep->line), static_cast<toml::source_index>(deep->column)},
            QStringLiteral("a name has more than %1 parts, with the names around it").arg(kDeepestName));
        setFallbacks(&reading.manifest);
        reading.errors = reader.takeErrors();
        return reading;
    }
    try {
        const toml::table root = toml::parse(std::string_view(utf8));
        readHead(reader, root, &reading.manifest);
        readCrowds(reader, root, &reading.manifest);
        readNetwork(reader, root, faults, &reading.manifest);
        readLesson(reader, root, faults, &reading.manifest);
    } catch (const toml::parse_error &error) {
        reader.fail(error.source().begin,
                    QStringLiteral("not valid TOML: %1").arg(fromUtf8(error.description())));
        setFallbacks(&reading.manifest);
    }
    reading.errors = reader.takeErrors();
    return reading;
}

Result<void> checkParam(const Manifest &manifest, const QString &name, const QString &value)
{
    const ManifestParam *param = manifest.param(name);
    if (!param) {
        QStringList names;
        for (const ManifestParam &known : manifest.params)
            names << known.name;
        if (names.isEmpty())
            return Error{QStringLiteral("there is no parameter %1: the scenario has none").arg(quoted(name))};
        return Error{QStringLiteral("there is no parameter %1: expected %2").arg(quoted(name), oneOf(names))};
    }
    if (!param->choices.contains(value))
        return Error{QStringLiteral("%1 is no choice for %2: expected %3")
                         .arg(quoted(value), name, oneOf(param->choices))};
    return {};
}

} // namespace swapscope
