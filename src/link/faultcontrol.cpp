#include "faultcontrol.h"

#include <algorithm>

namespace swapscope {

FaultControl::FaultControl(const QString &client, Recorder &recorder, Outlet outlet)
    : m_client(client), m_recorder(recorder), m_outlet(std::move(outlet))
{
}

Result<void> FaultControl::apply(const QString &fault, const QVariantMap &args, const QString &by)
{
    // What has run out has, though nobody has said so yet.
    expire();
    LinkFaults trial = m_faults;
    if (const Result<FaultEffect> tried = applyFault(trial, fault, args, m_recorder.now()); !tried)
        return tried.error();
    noteCommand(fault, args, by);
    if (fault == u"clear" || fault == u"mend")
        m_upcoming.clear();
    if (fault == u"clear")
        m_preset.clear();
    return applyNow(fault, args);
}

Result<void> FaultControl::playPreset(const QString &name, const QString &by)
{
    const Preset *preset = findPreset(name);
    if (!preset) {
        QStringList names;
        for (const Preset &each : presets())
            names << each.name;
        return Error{QStringLiteral("There is no preset \"%1\"; there are %2")
                         .arg(name.left(40), names.join(QStringLiteral(", ")))};
    }
    expire();
    noteCommand(QStringLiteral("preset"), {{QStringLiteral("name"), name}}, by);
    static_cast<void>(applyNow(QStringLiteral("clear"), {}));
    m_preset = name;
    m_upcoming = preset->steps;
    const Nanoseconds now = m_recorder.now();
    for (PresetStep &step : m_upcoming)
        step.at += now;
    applyDue();
    return {};
}

void FaultControl::advance()
{
    expire();
    applyDue();
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
    if (!m_upcoming.empty() || !status.inForce.isEmpty())
        status.preset = m_preset;
    return status;
}

Result<void> FaultControl::applyNow(const QString &fault, const QVariantMap &args)
{
    const LinkFaults before = m_faults;
    const Result<FaultEffect> effect = applyFault(m_faults, fault, args, m_recorder.now());
    if (!effect)
        return effect.error();
    if (m_faults.later.size() <= before.later.size())
        noteChange(fault, args, before);
    m_outlet.effect(*effect);
    return {};
}

// They were checked when they were taken, so none can fail now.
void FaultControl::applyDue()
{
    const Nanoseconds now = m_recorder.now();
    for (const LaterFault &each : m_faults.takeDue(now))
        static_cast<void>(applyNow(each.fault, each.args));
    while (!m_upcoming.empty() && m_upcoming.front().at <= now) {
        const PresetStep step = m_upcoming.front();
        m_upcoming.erase(m_upcoming.begin());
        static_cast<void>(applyNow(step.fault, step.args));
    }
}

void FaultControl::expire()
{
    const Nanoseconds now = m_recorder.now();
    const LinkFaults before = m_faults;
    const auto ended = [now](const Span &span) { return std::min(now, span.until().value_or(now)); };
    bool changed = false;
    // This may be late; what ended did so when its time was up.
    const Nanoseconds cutEnd = ended(m_faults.cut);
    if (m_faults.cut.expire(now) || (m_faults.cut.active(now) && m_faults.cutBound.over(now))) {
        m_faults.cut.end();
        record(Kind::LinkMended, {}, cutEnd);
        changed = true;
    }
    const bool up = m_faults.freezeUp.expire(now);
    const bool down = m_faults.freezeDown.expire(now);
    if (up || down) {
        changed = true;
        if (!m_faults.frozen(now))
            record(Kind::LinkThawed, {},
                   std::max(up ? ended(before.freezeUp) : 0, down ? ended(before.freezeDown) : 0));
    }
    changed |= m_faults.refusal.expire(now);
    if (m_faults.refusal.active(now) && m_faults.refusalBound.over(now))
        m_faults.refusal.end();
    if (m_faults.latencyUpTime.expire(now)) {
        m_faults.latency.up = {};
        changed = true;
    }
    if (m_faults.latencyDownTime.expire(now)) {
        m_faults.latency.down = {};
        changed = true;
    }
    if (changed)
        m_outlet.ended();
}

void FaultControl::noteCommand(const QString &fault, const QVariantMap &args, const QString &by)
{
    if (by.isEmpty())
        return;
    Payload data{{Field::Fault, fault}, {Field::By, by}};
    if (!args.isEmpty())
        data.insert(Field::Args, writtenArguments(args));
    record(Kind::LinkFault, std::move(data));
}

// What the fault did, before its effect on connections is.
void FaultControl::noteChange(const QString &fault, const QVariantMap &args, const LinkFaults &before)
{
    Payload data;
    if (const auto duration = args.constFind(QStringLiteral("for")); duration != args.cend())
        data.insert(Field::ForS, static_cast<double>(duration->toLongLong()) / 1e9);
    if (fault == u"cut")
        record(Kind::LinkCut, data);
    if (const QString direction = args.value(QStringLiteral("direction")).toString();
        direction == u"up" || direction == u"down")
        data.insert(Field::Dir, direction);
    if (fault == u"freeze")
        record(Kind::LinkFrozen, data);
    const Nanoseconds now = m_recorder.now();
    if (before.frozen(now) && !m_faults.frozen(now))
        record(Kind::LinkThawed);
    if (before.isCut(now) && !m_faults.isCut(now))
        record(Kind::LinkMended);
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
