#include "putschedule.h"

#include "editor/codeeditor.h"
#include "editor/editorpanel.h"
#include "widgets/messagebar.h"

#include <scenario/scenario.h>

#include <QCoreApplication>

namespace swapscope {

namespace {

QString scheduleTr(const char *text)
{
    return QCoreApplication::translate("swapscope::PutSchedule", text);
}

} // namespace

bool putIntoSchedule(const SchedulePlace &place, const std::vector<NetworkStep> &steps, ScheduleEdit edit)
{
    CodeEditor *editor = place.editor.editorOf(place.scenario.manifestPath);
    if (editor == nullptr || steps.empty())
        return false;
    const Result<QString> text = withSchedule(editor->text(), steps, edit);
    if (!text) {
        const Error &error = text.error();
        place.message.show(MessageBar::Tone::Error,
                           scheduleTr("Nothing was put into the schedule. %1").arg(error.toString()),
                           {{scheduleTr("Show the line"),
                             [&panel = place.editor, error] { panel.markError(error, true); }}});
        return false;
    }
    editor->replaceAll(*text);
    place.editor.showFile(place.scenario.manifestPath);
    const ManifestReading reading = readManifest(*text, place.scenario.manifestPath);
    const std::size_t first = reading.manifest.network.size() - steps.size();
    editor->goTo(reading.manifest.network[first].line);

    const QString what =
        steps.size() == 1
            ? scheduleTr("The fault stands in the schedule of scenario.toml now.")
            : scheduleTr("%1 entries stand in the schedule of scenario.toml now.").arg(steps.size());
    if (place.bundled) {
        place.message.show(
            MessageBar::Tone::Note,
            scheduleTr("%1 This scenario came with Swapscope and stays as it is; a copy of your own "
                       "can be played.")
                .arg(what),
            {{scheduleTr("Save as my copy…"), place.saveAsCopy}});
    } else {
        place.message.show(MessageBar::Tone::Note, scheduleTr("%1 Saving it begins a new run.").arg(what),
                           {{scheduleTr("Save"), [&panel = place.editor] { panel.save(); }}});
    }
    return true;
}

} // namespace swapscope
