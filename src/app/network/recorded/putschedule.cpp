#include "putschedule.h"

#include "editor/scenariotexts.h"

#include <scenario/scenario.h>

#include <QCoreApplication>

namespace swapscope {

namespace {

struct ScheduleTexts
{
    Q_DECLARE_TR_FUNCTIONS(swapscope::PutSchedule)
};

} // namespace

bool putIntoSchedule(ScenarioTexts &texts, const Scenario &scenario, const std::vector<NetworkStep> &steps,
                     ScheduleEdit edit)
{
    const std::optional<QString> before = texts.text(scenario.manifestPath);
    if (!before || steps.empty())
        return false;
    const Result<QString> text = withSchedule(*before, steps, edit);
    if (!text) {
        texts.reportError(
            ScheduleTexts::tr("Nothing was put into the schedule. %1").arg(text.error().toString()),
            text.error());
        return false;
    }
    const Manifest manifest = readManifest(*text, scenario.manifestPath).manifest;
    texts.replace(scenario.manifestPath, *text,
                  manifest.network[manifest.network.size() - steps.size()].line);
    texts.offerToSave(
        steps.size() == 1
            ? ScheduleTexts::tr("The fault stands in the schedule of scenario.toml now.")
            : ScheduleTexts::tr("%1 entries stand in the schedule of scenario.toml now.").arg(steps.size()));
    return true;
}

} // namespace swapscope
