#include "linkfaults.h"

#include "words.h"

#include <algorithm>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t kMostWaiting = 64;
constexpr std::size_t kMostActive = 64;

// " after 5 s and 10 messages"
QString waitWords(Nanoseconds after, qint64 messages)
{
    QStringList parts;
    if (after > 0)
        parts << u"%1 s"_s.arg(QString::number(static_cast<double>(after) / 1e9, 'g', 4));
    if (messages > 0)
        parts << (messages == 1 ? u"the next message"_s : u"%1 messages"_s.arg(messages));
    return u" after "_s + parts.join(u" and "_s);
}

bool isReset(const ActiveFault &active)
{
    return active.acts.request && std::holds_alternative<ResetRequest>(*active.acts.request);
}

// A fault that each direction has for itself is applied as one for each.
std::vector<Selector> selectorsOf(const Fault &fault, const Selector &selector)
{
    if (fault.replaces != Fault::Replaces::SameDirection || !selector.up || !selector.down)
        return {selector};
    Selector down = selector;
    down.up = false;
    Selector up = selector;
    up.down = false;
    return {down, up};
}

bool takesPlaceOf(const ActiveFault &next, const ActiveFault &before)
{
    if (next.fault != before.fault)
        return false;
    switch (next.fault->replaces) {
    case Fault::Replaces::SameName:
        return true;
    case Fault::Replaces::SameDirection:
    case Fault::Replaces::SameMessages:
        return next.selector == before.selector;
    }
    return false;
}

bool isNamedBy(const EndsFaults &which, const Fault &fault, const Selector &selector)
{
    if (fault.name != which.fault)
        return false;
    if (which.direction && *which.direction != u"both" && *which.direction != selector.direction())
        return false;
    if (which.direction == u"both" && fault.replaces == Fault::Replaces::SameMessages &&
        selector.direction() != u"both")
        return false;
    return (!which.kind && !which.event) || (which.kind.value_or(u"data"_s) == selector.kind &&
                                             which.event.value_or(QString()) == selector.event);
}

QString directionWords(const Selector &selector)
{
    return selector.up && selector.down ? QString() : u' ' + selector.direction();
}

// " 5 %", " next 3", " of “tick”", " ping"
QString whichWords(const ActiveFault &active)
{
    QString text;
    if (active.bound.probability() < 1)
        text += u" %1 %"_s.arg(QString::number(active.bound.probability() * 100, 'g', 3));
    if (active.bound.left())
        text += u" next %1"_s.arg(*active.bound.left());
    if (!active.selector.event.isEmpty())
        text += u" of “%1”"_s.arg(active.selector.event.left(40));
    else if (active.selector.kind != u"data")
        text += u' ' + active.selector.kind;
    return text;
}

QString phraseOf(const ActiveFault &active)
{
    const QString words = active.fault->inForce ? active.fault->inForce(active.args) : active.fault->name;
    const QString which = whichWords(active);
    return words.contains(u"%1") ? QString(words).replace(u"%1"_s, which) : words + which;
}

FaultInForce shownOf(const ActiveFault &active, bool bothWays)
{
    FaultInForce shown{phraseOf(active), endOf(active.fault->name), active.bound.until()};
    using Replaces = Fault::Replaces;
    const Replaces replaces = active.fault->replaces;
    if (!bothWays)
        shown.phrase += directionWords(active.selector);
    if (replaces == Replaces::SameMessages || (replaces == Replaces::SameDirection && !bothWays))
        shown.end->args.set(u"direction"_s, active.selector.direction());
    if (replaces == Replaces::SameMessages) {
        shown.end->args.set(u"kind"_s, active.selector.kind);
        if (!active.selector.event.isEmpty())
            shown.end->args.set(u"event"_s, active.selector.event);
    }
    return shown;
}

// The group in which it is shown.
int groupOf(const ActiveFault &active)
{
    if (isReset(active) || active.acts.path.frozen)
        return 0;
    return active.acts.message ? 3 : active.acts.request ? 2 : 1;
}

} // namespace

bool ActiveFault::isMeantFor(const RequestTraits &request) const
{
    return request.live || args.text(u"requests"_s) == u"all";
}

Result<FaultEffect> LinkFaults::apply(const FaultCommand &command, Nanoseconds now)
{
    if (const Result<void> fine = m_catalogue->check(command); !fine)
        return fine.error();
    const Fault *fault = m_catalogue->find(command.fault);
    if (!fault)
        return Error{u"A preset is no fault"_s};
    FaultActs acts;
    if (fault->acts) {
        Result<FaultActs> made = fault->acts(command.args);
        if (!made)
            return made.error();
        acts = std::move(*made);
    }
    const bool waits = command.args.duration(u"after"_s).value_or(0) > 0 ||
                       command.args.count(u"after_messages"_s).value_or(0) > 0;
    if (fault->waits && waits)
        return wait(*fault, command, now);
    return begin(*fault, command, std::move(acts), now);
}

Result<FaultEffect> LinkFaults::wait(const Fault &fault, const FaultCommand &command, Nanoseconds now)
{
    if (m_waiting.size() == kMostWaiting)
        return Error{u"%1 faults wait already, no more are taken; mend ends them"_s.arg(kMostWaiting)};
    const Nanoseconds after = command.args.duration(u"after"_s).value_or(0);
    const qint64 messages = command.args.count(u"after_messages"_s).value_or(0);
    WaitingFault waiting{&fault,      command,  Selector(command.args),
                         now + after, messages, fault.name + waitWords(after, messages)};
    waiting.command.args.remove(u"after"_s);
    waiting.command.args.remove(u"after_messages"_s);
    m_waiting.push_back(std::move(waiting));
    return FaultEffect{};
}

Result<FaultEffect> LinkFaults::begin(const Fault &fault, const FaultCommand &command, FaultActs acts,
                                      Nanoseconds now)
{
    ActiveFault active{&fault, command.args, Selector(command.args), Bound(command.args, command.ends, now),
                       std::move(acts)};
    const bool once = !active.acts.lasts();
    if (!once && !active.bound.over(now)) {
        const auto others = std::count_if(m_active.begin(), m_active.end(), [&](const ActiveFault &each) {
            return !each.bound.over(now) && !takesPlaceOf(active, each);
        });
        if (static_cast<std::size_t>(others) >= kMostActive)
            return Error{
                u"%1 faults are in force already, no more are taken; clear ends them"_s.arg(kMostActive)};
    }
    const FaultEffect effect{active.acts.connections,
                             active.acts.connections ? active.bound.probability() : 1};
    if (active.acts.ends)
        end(*active.acts.ends);
    if (!fault.lasts)
        return effect;
    for (const Selector &selector : selectorsOf(fault, active.selector)) {
        ActiveFault one = active;
        one.selector = selector;
        put(std::move(one));
    }
    // One that can never act has only taken away another, unless its end is told.
    std::erase_if(m_active, [now](const ActiveFault &each) {
        return !each.acts.lasts() || (each.bound.over(now) && !each.fault->ends);
    });
    return effect;
}

// On messages and requests it acts after those that were there; on the path the order plays no part.
void LinkFaults::put(ActiveFault active)
{
    const auto before = std::find_if(m_active.begin(), m_active.end(), [&active](const ActiveFault &each) {
        return takesPlaceOf(active, each);
    });
    if (before != m_active.end() && !active.acts.message && !active.acts.request) {
        *before = std::move(active);
        return;
    }
    if (before != m_active.end())
        m_active.erase(before);
    m_active.push_back(std::move(active));
}

void LinkFaults::end(const EndsFaults &which)
{
    using Which = EndsFaults::Which;
    std::erase_if(m_active, [&which](const ActiveFault &each) {
        return which.which == Which::All || (which.which == Which::KeepingAway && each.fault->mended) ||
               (which.which == Which::Named && isNamedBy(which, *each.fault, each.selector));
    });
    std::erase_if(m_waiting, [&which](const WaitingFault &each) {
        return which.which != Which::Named || isNamedBy(which, *each.fault, each.selector);
    });
}

std::vector<LinkFaults::Ended> LinkFaults::takeEnded(Nanoseconds now)
{
    std::vector<Ended> ended;
    std::erase_if(m_active, [&](const ActiveFault &each) {
        if (!each.bound.over(now))
            return false;
        ended.push_back({each.fault, std::min(now, each.bound.until().value_or(now))});
        return true;
    });
    return ended;
}

std::vector<FaultCommand> LinkFaults::takeDue(Nanoseconds now)
{
    std::vector<FaultCommand> due;
    std::erase_if(m_waiting, [&](WaitingFault &each) {
        if (!each.due(now))
            return false;
        due.push_back(std::move(each.command));
        return true;
    });
    return due;
}

bool LinkFaults::anyDue(Nanoseconds now) const
{
    return std::any_of(m_waiting.begin(), m_waiting.end(),
                       [now](const WaitingFault &each) { return each.due(now); });
}

bool LinkFaults::countPassed(Direction direction, int passed, Nanoseconds now)
{
    for (WaitingFault &each : m_waiting) {
        if (now >= each.from && each.selector.matches(direction))
            each.messages -= passed;
    }
    return anyDue(now);
}

std::optional<Nanoseconds> LinkFaults::nextChange(Nanoseconds now) const
{
    std::optional<Nanoseconds> next;
    const auto at = [&next](Nanoseconds when) { next = next ? std::min(*next, when) : when; };
    for (const WaitingFault &each : m_waiting) {
        if (each.from > now)
            at(each.from);
    }
    for (const ActiveFault &each : m_active) {
        if (each.bound.from() > now)
            at(each.bound.from());
        // One that is over already is still to be taken out.
        if (each.bound.until())
            at(*each.bound.until());
    }
    return next;
}

bool LinkFaults::admit(const RequestTraits *request, Random &random, Nanoseconds now)
{
    for (ActiveFault &each : m_active) {
        if (!isReset(each) || !each.bound.inForce(now))
            continue;
        if (!each.bound.chooses() || (request && request->live && each.bound.acts(random.uniform(), now)))
            return false;
    }
    return true;
}

bool LinkFaults::admits(Nanoseconds now) const
{
    return std::none_of(m_active.begin(), m_active.end(),
                        [now](const ActiveFault &each) { return isReset(each) && each.bound.inForce(now); });
}

bool LinkFaults::countsRequests() const
{
    return std::any_of(m_active.begin(), m_active.end(),
                       [](const ActiveFault &each) { return isReset(each) && each.bound.chooses(); });
}

std::vector<RequestAct> LinkFaults::actsOn(const RequestTraits &request, Random &random, Nanoseconds now)
{
    std::vector<RequestAct> acts;
    for (ActiveFault &each : m_active) {
        if (!each.acts.request || isReset(each) || !each.isMeantFor(request) ||
            !each.bound.acts(random.uniform(), now))
            continue;
        acts.push_back(*each.acts.request);
        if (std::holds_alternative<AnswerRequest>(acts.back()))
            break;
    }
    return acts;
}

std::optional<MessageAct> LinkFaults::actOn(Direction direction, const MessageTraits &message, Random &random,
                                            Nanoseconds now)
{
    for (ActiveFault &each : m_active) {
        if (each.acts.message && each.selector.matches(direction, message) && each.bound.inForce(now) &&
            each.bound.acts(random.uniform(), now))
            return each.acts.message;
    }
    return {};
}

bool LinkFaults::edits(Direction direction, Nanoseconds now) const
{
    return std::any_of(m_active.begin(), m_active.end(), [&](const ActiveFault &each) {
        return each.acts.message && each.inForce(direction, now);
    });
}

PathActs LinkFaults::path(Direction direction, Nanoseconds now) const
{
    PathActs path;
    for (const ActiveFault &each : m_active) {
        if (each.inForce(direction, now))
            path.add(each.acts.path);
    }
    return path;
}

bool LinkFaults::isInForce(QStringView fault, Nanoseconds now) const
{
    return std::any_of(m_active.begin(), m_active.end(), [&](const ActiveFault &each) {
        return each.fault->name == fault && each.bound.inForce(now);
    });
}

std::vector<FaultInForce> LinkFaults::shown(Nanoseconds now) const
{
    std::vector<FaultInForce> all;
    const auto waiting = [&] {
        for (const WaitingFault &each : m_waiting)
            all.push_back({each.phrase, {}, {}});
    };
    for (int group = 0; group <= 3; ++group) {
        for (const ActiveFault &each : m_active) {
            if (groupOf(each) != group || !each.bound.inForce(now))
                continue;
            // The same in both directions is one.
            const bool paired = each.fault->replaces == Fault::Replaces::SameDirection &&
                                std::any_of(m_active.begin(), m_active.end(), [&](const ActiveFault &other) {
                                    return other.fault == each.fault && other.selector != each.selector &&
                                           other.bound.inForce(now) && phraseOf(other) == phraseOf(each);
                                });
            if (paired && each.selector.up)
                continue;
            all.push_back(shownOf(each, paired));
        }
        if (group == 0)
            waiting();
    }
    return all;
}

} // namespace swapscope
