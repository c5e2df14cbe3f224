#include "faultcontrol.h"

#include <faults/names.h>

#include <algorithm>
#include <map>
#include <set>

namespace swapscope {

namespace {

std::optional<EndsFaults> endsOf(const FaultCatalogue &catalogue, const FaultCommand &command)
{
    const Fault *fault = catalogue.find(command.fault);
    const Result<FaultActs> acts =
        fault && fault->acts ? fault->acts(command.args) : Result<FaultActs>(FaultActs{});
    return acts ? acts->ends : std::nullopt;
}

} // namespace

FaultControl::FaultControl(const QString &client, Recorder &recorder, const FaultCatalogue &catalogue)
    : m_client(client), m_recorder(recorder), m_faults(catalogue)
{
}

Result<FaultEffect> FaultControl::apply(const FaultCommand &command, const QString &by)
{
    // What has run out has, though nobody has said so yet.
    expire();
    if (const Result<void> fine = m_faults.catalogue().check(command); !fine)
        return fine.error();
    if (!command.isPreset()) {
        LinkFaults trial = m_faults;
        if (const Result<FaultEffect> tried = trial.apply(command, m_recorder.now()); !tried)
            return tried.error();
    }
    noteCommand(command, by);
    return command.isPreset() ? playPreset(command.presetName()) : applyNow(command);
}

FaultEffect FaultControl::playPreset(const QString &name)
{
    const FaultEffect cleared = applyNow({.fault = faultName::clear});
    m_preset = name;
    m_upcoming = findPreset(name)->steps;
    const Nanoseconds now = m_recorder.now();
    for (PresetStep &step : m_upcoming)
        step.at += now;
    return cleared;
}

std::optional<Nanoseconds> FaultControl::nextChange() const
{
    const std::optional<Nanoseconds> next = m_faults.nextChange(m_recorder.now());
    if (m_upcoming.empty())
        return next;
    return next ? std::min(*next, m_upcoming.front().at) : m_upcoming.front().at;
}

LinkStatus FaultControl::status() const
{
    LinkStatus status = statusOf(m_faults, m_recorder.now());
    if (!m_upcoming.empty() || !status.inForce.empty())
        status.preset = m_preset;
    return status;
}

// It was checked when it was taken, so it cannot fail now.
FaultEffect FaultControl::applyNow(const FaultCommand &command)
{
    const LinkFaults before = m_faults;
    const Result<FaultEffect> effect = m_faults.apply(command, m_recorder.now());
    if (!effect)
        return {};
    const std::optional<EndsFaults> ends = endsOf(m_faults.catalogue(), command);
    if (ends && ends->which != EndsFaults::Which::Named)
        m_upcoming.clear();
    if (ends && ends->which == EndsFaults::Which::All)
        m_preset.clear();
    if (m_faults.waiting().size() <= before.waiting().size())
        noteChange(command, before);
    return *effect;
}

std::optional<FaultEffect> FaultControl::beginNext()
{
    const Nanoseconds now = m_recorder.now();
    for (FaultCommand &due : m_faults.takeDue(now))
        m_due.push_back(std::move(due));
    std::optional<FaultCommand> next;
    if (!m_due.empty()) {
        next = std::move(m_due.front());
        m_due.pop_front();
    } else if (!m_upcoming.empty() && m_upcoming.front().at <= now) {
        next = std::move(m_upcoming.front().command);
        m_upcoming.erase(m_upcoming.begin());
    }
    return next ? std::optional(applyNow(*next)) : std::nullopt;
}

bool FaultControl::expire()
{
    const Nanoseconds now = m_recorder.now();
    const std::vector<LinkFaults::Ended> ended = m_faults.takeEnded(now);
    // This may be late; what ended did so when its time was up.
    std::map<Kind, Nanoseconds> told;
    for (const LinkFaults::Ended &each : ended) {
        if (each.fault->ends && !m_faults.isInForce(each.fault->name, now))
            told[*each.fault->ends] = std::max(told[*each.fault->ends], each.at);
    }
    for (const auto &[kind, at] : told)
        record(kind, {}, at);
    return !ended.empty();
}

void FaultControl::noteCommand(const FaultCommand &command, const QString &by)
{
    if (by.isEmpty())
        return;
    Payload data{{Field::Fault, command.fault}, {Field::By, by}};
    if (const QJsonObject args = m_faults.catalogue().written(command); !args.isEmpty())
        data.insert(Field::Args, args);
    record(Kind::LinkFault, std::move(data));
}

// What the fault did, before its effect on connections is.
void FaultControl::noteChange(const FaultCommand &command, const LinkFaults &before)
{
    const Nanoseconds now = m_recorder.now();
    const Fault *fault = m_faults.catalogue().find(command.fault);
    if (fault && fault->begins) {
        Payload data;
        if (const auto time = command.ends.time())
            data.insert(Field::ForS, static_cast<double>(*time) / 1e9);
        if (const Selector selector(command.args); selector.up != selector.down)
            data.insert(Field::Dir, selector.direction());
        record(*fault->begins, data);
    }
    // In the order in which they had begun; one that acts on both directions ends once.
    std::set<Kind> told;
    for (const ActiveFault &each : before.active()) {
        if (each.fault->ends && each.bound.inForce(now) && !m_faults.isInForce(each.fault->name, now) &&
            told.insert(*each.fault->ends).second)
            record(*each.fault->ends);
    }
}

// `t` below 0: now.
void FaultControl::record(Kind kind, Payload data, Nanoseconds t)
{
    Event event;
    event.t = t;
    event.kind = kind;
    event.client = m_client;
    event.data = std::move(data);
    m_recorder.record(std::move(event));
}

} // namespace swapscope
