#include "lessoncheck.h"

#include <core/suggest.h>

#include <wire/closecodes.h>

namespace swapscope {

namespace {

QString wrongCode(const Condition &condition)
{
    const QVariant code = condition.fields.value(QStringLiteral("code")).equals;
    if (!code.isValid() || !condition.kind.endsWith(QLatin1StringView(".closed")))
        return {};
    const int number = code.toInt();
    if (!wire::canBeReported(number))
        return QStringLiteral("no connection ends with code %1, so this can never come true").arg(number);
    const QString by = condition.fields.value(QStringLiteral("by")).equals.toString();
    // Only link.closed: for server.closed the server records 1006 itself if a client does not answer pings.
    const bool frame = condition.kind == QLatin1StringView("link.closed");
    if (frame && by == QLatin1StringView("server") && number != 1005 && !wire::isValidCloseCode(number))
        return QStringLiteral("a server cannot send %1: it stands for a close frame that never came, so this "
                              "can never come true")
            .arg(number);
    return {};
}

} // namespace

std::vector<Error> checkLesson(const Manifest &manifest, const QString &htmx, const QStringList &cues,
                               const QString &file)
{
    std::vector<Error> errors;
    for (const LessonStep &step : manifest.stepsUnder(htmx)) {
        for (const Condition &condition : step.done) {
            if (const QString wrong = wrongCode(condition); !wrong.isEmpty())
                errors.push_back({wrong, file, step.line});
        }
        for (const StepAction &action : step.actions) {
            if (action.type != StepAction::Type::Cue || cues.contains(action.name))
                continue;
            const QString meant = didYouMean(action.name, cues);
            errors.push_back(
                {QStringLiteral("the script has no cue \"%1\"%2")
                     .arg(action.name, !meant.isEmpty() ? meant
                                       : cues.isEmpty() ? QStringLiteral(": it has none")
                                                        : QStringLiteral(": it has ") +
                                                              cues.mid(0, 5).join(QStringLiteral(", "))),
                 file, step.line});
        }
    }
    return errors;
}

} // namespace swapscope
