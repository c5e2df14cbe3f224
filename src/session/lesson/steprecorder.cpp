#include "steprecorder.h"

#include <core/duration.h>
#include <faults/names.h>
#include <trace/trace.h>

#include <QCoreApplication>

#include <algorithm>

namespace swapscope {

namespace {

using Type = StepAction::Type;

struct StepTexts
{
    Q_DECLARE_TR_FUNCTIONS(swapscope::StepRecorder)
};

QString whom(const QString &client)
{
    return client == u"*" ? StepTexts::tr("all clients") : StepTexts::tr("client %1").arg(client);
}

QString faultSentence(const FaultCommand &command)
{
    const QString client = whom(command.client);
    if (command.isPreset())
        return StepTexts::tr("Give %1 the network “%2”.").arg(client, command.presetName());
    const QString time = command.ends.isByHand()
                             ? QString()
                             : StepTexts::tr(" for %1").arg(formatDuration(*command.ends.time()));
    const QString &fault = command.fault;
    if (fault == faultName::cut)
        return StepTexts::tr("Cut %1 off%2.").arg(client, time);
    if (fault == faultName::freeze)
        return StepTexts::tr("Freeze the network of %1%2.").arg(client, time);
    if (fault == faultName::thaw || fault == faultName::mend)
        return StepTexts::tr("Mend the network of %1.").arg(client);
    if (fault == faultName::clear)
        return StepTexts::tr("End every fault of %1.").arg(client);
    if (fault == faultName::end)
        return StepTexts::tr("End the fault “%1” of %2.")
            .arg(command.args.text(QStringLiteral("which")).value_or(QString()), client);
    if (fault == faultName::close)
        return StepTexts::tr("Close the connections of %1 with code %2.")
            .arg(client)
            .arg(command.args.count(QStringLiteral("code")).value_or(0));
    return StepTexts::tr("Put the fault “%1” on the network of %2%3.").arg(fault, client, time);
}

QString sentence(const StepAction &action)
{
    switch (action.type) {
    case Type::Cue:
        return StepTexts::tr("Run the cue “%1”.").arg(action.name);
    case Type::Fault:
        return faultSentence(action.command);
    case Type::Param:
        return StepTexts::tr("Set %1 to %2.").arg(action.name, action.value);
    case Type::Deploy:
        return StepTexts::tr("Deploy: the server closes with %1 and is away for %2.")
            .arg(action.code)
            .arg(formatDuration(action.time));
    case Type::Hide:
        return StepTexts::tr("Put the page of %1 into the background.").arg(action.client);
    case Type::Reveal:
        return StepTexts::tr("Bring the page of %1 back.").arg(action.client);
    case Type::Reload:
        return StepTexts::tr("Load the page of %1 again.").arg(action.client);
    case Type::Hold:
        return StepTexts::tr("Hold the messages of %1.").arg(action.client);
    case Type::Step:
        return StepTexts::tr("Let the next message of %1 pass.").arg(action.client);
    case Type::Release:
        return StepTexts::tr("Release the messages of %1.").arg(action.client);
    case Type::Click:
    case Type::Fill:
    case Type::Wait:
        break;
    }
    return StepTexts::tr("Do the next step.");
}

QString place(const StepAction &action)
{
    switch (action.type) {
    case Type::Cue:
        return QStringLiteral("cues");
    case Type::Param:
        return QStringLiteral("params");
    case Type::Hide:
    case Type::Reveal:
    case Type::Reload:
        return QStringLiteral("page:") + action.client;
    case Type::Hold:
    case Type::Step:
    case Type::Release:
        return action.client == u"*" ? QStringLiteral("timeline") : QStringLiteral("lane:") + action.client;
    default:
        return QStringLiteral("network");
    }
}

std::vector<Kind> effectsOf(const FaultCommand &command)
{
    if (command.isPreset())
        return {Kind::LinkCut, Kind::LinkFrozen, Kind::PageClosed, Kind::LinkDelayed, Kind::LinkRefused};
    const FaultCatalogue &faults = FaultCatalogue::standard();
    if (const Fault *fault = faults.find(command.fault); fault && fault->begins)
        return {*fault->begins};
    // What ends others is told by the ends of those that have such.
    if (command.fault == faultName::thaw)
        return {Kind::LinkThawed};
    if (command.fault == faultName::mend || command.fault == faultName::clear ||
        command.fault == faultName::end)
        return {Kind::LinkMended, Kind::LinkThawed};
    return {Kind::PageClosed,     Kind::LinkRefused, Kind::LinkLost,
            Kind::LinkDuplicated, Kind::LinkDelayed, Kind::LinkClosed};
}

// What can come of it, the most telling first.
std::vector<Kind> effects(const StepAction &action)
{
    switch (action.type) {
    case Type::Cue:
        return {Kind::PageSwap, Kind::PageMessage, Kind::ServerPublished, Kind::ServerSent};
    case Type::Fault:
        return effectsOf(action.command);
    case Type::Param:
    case Type::Deploy:
        return {Kind::ServerStarted};
    case Type::Hide:
        return {Kind::PageHidden};
    case Type::Reveal:
        return {Kind::PageShown};
    case Type::Reload:
        return {Kind::PageLoaded};
    case Type::Hold:
        return {Kind::LinkHeld};
    case Type::Step:
    case Type::Release:
        return {Kind::LinkReleased};
    case Type::Click:
    case Type::Fill:
    case Type::Wait:
        return {};
    }
    return {};
}

// The condition that this event fulfils, told by what will be the same the next time.
Condition conditionOf(const Event &event)
{
    Condition condition;
    condition.kind = kindName(event.kind);
    if (!event.client.isEmpty())
        condition.fields.insert(QStringLiteral("client"), FieldTest::equal(event.client));
    for (const Field field : {Field::Target, Field::Code, Field::Channel}) {
        const FieldValue value = event.data.value(field);
        if (value.isString() && !value.toString().isEmpty())
            condition.fields.insert(fieldName(field), FieldTest::equal(value.toString()));
        else if (value.isDouble())
            condition.fields.insert(fieldName(field),
                                    FieldTest::equal(QVariant::fromValue<qint64>(value.toInt())));
    }
    return condition;
}

std::vector<Condition> proposed(const StepAction &action, const Trace &trace, EventId from, EventId to)
{
    for (const Kind kind : effects(action)) {
        for (EventId id = from + 1; id <= to; ++id) {
            const Event &event = trace.at(id);
            const QString whose = action.whose();
            const bool meant =
                whose.isEmpty() || whose == u"*" || event.client.isEmpty() || event.client == whose;
            if (event.kind == kind && meant)
                return {conditionOf(event)};
        }
    }
    return {};
}

// What was done inside a page, which the trace tells.
std::optional<LessonStep> stepOfPage(const Event &event)
{
    LessonStep step;
    StepAction action;
    action.client = event.client;
    switch (event.kind) {
    case Kind::PageSent:
        step.text = StepTexts::tr("Send a message from the page of %1.").arg(event.client);
        step.show = QStringLiteral("page:") + event.client;
        step.done = {conditionOf(event)};
        return step;
    case Kind::PageHidden:
        action.type = Type::Hide;
        break;
    case Kind::PageShown:
        action.type = Type::Reveal;
        break;
    case Kind::PageLoaded:
        action.type = Type::Reload;
        break;
    default:
        return {};
    }
    step.text = sentence(action);
    step.show = place(action);
    step.done = {conditionOf(event)};
    step.actions = {action};
    return step;
}

} // namespace

std::vector<LessonStep> recordedSteps(const std::vector<RecordedAction> &actions, const Trace &trace,
                                      EventId from, EventId to)
{
    struct Found
    {
        EventId at;
        LessonStep step;
    };
    std::vector<Found> found;
    for (std::size_t i = 0; i < actions.size(); ++i) {
        const StepAction &action = actions[i].action;
        const EventId end = i + 1 < actions.size() ? actions[i + 1].after : to;
        LessonStep step;
        step.text = sentence(action);
        step.show = place(action);
        step.actions = {action};
        step.done = proposed(action, trace, actions[i].after, std::min(end, to));
        found.push_back({actions[i].after, step});
    }
    for (EventId id = from + 1; id <= to; ++id) {
        if (std::optional<LessonStep> step = stepOfPage(trace.at(id)))
            found.push_back({id, *step});
    }
    std::stable_sort(found.begin(), found.end(), [](const Found &a, const Found &b) { return a.at < b.at; });
    std::vector<LessonStep> steps;
    for (Found &each : found) {
        if (static_cast<int>(steps.size()) < kMaxLessonSteps)
            steps.push_back(std::move(each.step));
    }
    return steps;
}

} // namespace swapscope
