#include "messagefaults.h"

#include "linkevents.h"
#include "protocol/corruption.h"

namespace swapscope {

namespace {

bool isData(const WireUnit &unit)
{
    return std::any_of(unit.messages.begin(), unit.messages.end(),
                       [](const LinkMessage &message) { return message.n > 0; });
}

MessageTraits traitsOf(const LinkMessage &message)
{
    return {opcodeName(message.kind), message.n > 0, message.event};
}

} // namespace

bool MessageFaults::ends(const WireUnit &unit)
{
    return unit.eof || unit.streamEnds || unit.response || (unit.stream && unit.stream->last) ||
           unit.has(LinkMessage::Kind::Close) || unit.has(LinkMessage::Kind::Unread);
}

// What was inserted waits for a place between two messages, so these must not be passed on in parts.
bool MessageFaults::wantsWhole(const LinkFaults &faults, Nanoseconds now) const
{
    return m_keepWhole || faults.edits(m_direction, now) ||
           std::any_of(m_late.begin(), m_late.end(), [](const Late &late) { return late.inserted; });
}

std::vector<WireUnit> MessageFaults::insert(WireUnit unit, Nanoseconds now)
{
    std::vector<WireUnit> out;
    if (m_reframer.between())
        out.push_back(std::move(unit));
    else
        m_late.push_back({std::move(unit), now, now, false, true});
    return out;
}

template<typename Condition>
void MessageFaults::moveLate(Condition condition, Nanoseconds now, std::vector<WireUnit> &units)
{
    for (auto late = m_late.begin(); late != m_late.end();) {
        if (!condition(*late)) {
            ++late;
            continue;
        }
        late->unit.waited += now - late->arrived;
        units.push_back(std::move(late->unit));
        late = m_late.erase(late);
    }
}

MessageFaults::Result MessageFaults::take(WireUnit unit, LinkFaults &faults, Nanoseconds now, Random &random)
{
    Result result;
    if (!m_late.empty() && ends(unit)) {
        // Within a message that has left in part there is no place for another.
        const bool between = m_reframer.between();
        for (WireUnit &late : drain(now)) {
            if (between)
                result.units.push_back(std::move(late));
            else
                result.notes.push_back({Note::What::Lost, late.exchange, late.messages.front()});
        }
    }
    for (WireUnit &piece : m_reframer.take(std::move(unit), wantsWhole(faults, now)))
        edit(std::move(piece), faults, now, random, result);
    return result;
}

void MessageFaults::edit(WireUnit unit, LinkFaults &faults, Nanoseconds now, Random &random, Result &result)
{
    const std::optional<MessageAct> act =
        unit.whole ? faults.actOn(m_direction, traitsOf(unit.messages.front()), random, now) : std::nullopt;
    if (!act)
        return pass(std::move(unit), now, result);
    const int exchange = unit.exchange;
    const auto note = [&](Note::What what, Nanoseconds by = 0) {
        result.notes.push_back({what, exchange, unit.messages.front(), by});
    };
    if (std::holds_alternative<LoseMessage>(*act)) {
        note(Note::What::Lost);
    } else if (std::holds_alternative<DuplicateMessage>(*act)) {
        note(Note::What::Duplicated);
        pass(unit, now, result);
        unit.messages.front().copy = true;
        pass(std::move(unit), now, result);
    } else if (std::holds_alternative<CorruptMessage>(*act)) {
        corrupt(unit, m_direction, random);
        pass(std::move(unit), now, result);
    } else if (const auto *delay = std::get_if<DelayMessage>(&*act)) {
        note(Note::What::Delayed, delay->time);
        m_late.push_back({std::move(unit), now, now + delay->time});
    } else if (const auto *reorder = std::get_if<ReorderMessage>(&*act)) {
        m_late.push_back({std::move(unit), now, now + reorder->within, true});
    } else {
        static_assert(std::variant_size_v<MessageAct> == 6, "say above what the link does for a new one");
        note(Note::What::Lost);
        moveLate([](const Late &) { return true; }, now, result.units);
        result.units.push_back({.raw = unit.raw.left(unit.raw.size() / 2), .exchange = exchange});
        result.units.push_back({.exchange = exchange, .eof = true, .byLink = true});
    }
}

void MessageFaults::pass(WireUnit unit, Nanoseconds now, Result &result)
{
    const bool data = isData(unit);
    result.units.push_back(std::move(unit));
    if (data)
        moveLate([](const Late &late) { return late.next; }, now, result.units);
}

std::vector<WireUnit> MessageFaults::release(const LinkFaults &faults, Nanoseconds now)
{
    std::vector<WireUnit> units;
    if (m_reframer.between())
        moveLate([now](const Late &late) { return late.due <= now; }, now, units);
    if (!wantsWhole(faults, now)) {
        for (WireUnit &unit : m_reframer.release())
            units.push_back(std::move(unit));
    }
    return units;
}

std::vector<WireUnit> MessageFaults::releaseAll(Nanoseconds now)
{
    std::vector<WireUnit> units;
    if (m_reframer.between())
        units = drain(now);
    for (WireUnit &unit : m_reframer.release())
        units.push_back(std::move(unit));
    return units;
}

std::vector<WireUnit> MessageFaults::drain(Nanoseconds now)
{
    std::vector<WireUnit> units;
    moveLate([](const Late &) { return true; }, now, units);
    return units;
}

std::optional<Nanoseconds> MessageFaults::due() const
{
    std::optional<Nanoseconds> next;
    if (!m_reframer.between())
        return next;
    for (const Late &late : m_late)
        next = next ? std::min(*next, late.due) : late.due;
    return next;
}

qint64 MessageFaults::bytes() const
{
    qint64 sum = 0;
    for (const Late &late : m_late)
        sum += late.unit.raw.size();
    return sum;
}

} // namespace swapscope
