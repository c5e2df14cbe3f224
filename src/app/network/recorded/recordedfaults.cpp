#include "recordedfaults.h"

#include <core/event.h>
#include <faults/names.h>
#include <trace/trace.h>

#include <QJsonObject>

#include <algorithm>

namespace swapscope {

namespace {

constexpr Nanoseconds kTogether = 20 * kMillisecond; // one command to several links
constexpr Nanoseconds kDrag = 1500 * kMillisecond;   // between two values of a slider that is dragged

RecordedFault recorded(const Event &event)
{
    const FaultCatalogue &faults = FaultCatalogue::standard();
    return {event.t, faults.read(event.data[Field::Fault].toString(), event.data[Field::Args].toObject())
                         .to(event.client)};
}

// Whether the later is the same setting with another value.
bool replaces(const RecordedFault &later, const RecordedFault &earlier)
{
    static const QStringList settings{faultName::latency, faultName::bandwidth, faultName::lose,
                                      faultName::idle};
    static const QStringList selectors{QStringLiteral("direction"), QStringLiteral("event")};
    const FaultCommand &one = later.command;
    const FaultCommand &other = earlier.command;
    const QString kind = QStringLiteral("kind");
    const QString data = QStringLiteral("data");
    return subjectOf(one) == subjectOf(other) && one.client == other.client &&
           settings.contains(subjectOf(one)) && later.t - earlier.t <= kDrag &&
           one.args.text(kind).value_or(data) == other.args.text(kind).value_or(data) &&
           std::all_of(selectors.begin(), selectors.end(),
                       [&](const QString &name) { return one.args.text(name) == other.args.text(name); });
}

// Makes one of what the links of all clients got at once.
std::vector<RecordedFault> together(const std::vector<RecordedFault> &each, int clients)
{
    std::vector<RecordedFault> all;
    for (std::size_t i = 0; i < each.size();) {
        QStringList names{each[i].command.client};
        std::size_t end = i + 1;
        while (end < each.size() && each[end].command.to({}) == each[i].command.to({}) &&
               each[end].t - each[i].t <= kTogether && !names.contains(each[end].command.client)) {
            names += each[end].command.client;
            ++end;
        }
        if (clients > 1 && names.size() == clients) {
            all.push_back(each[i]);
            all.back().command.client = FaultCommand::kEveryone;
        } else {
            all.insert(all.end(), each.begin() + static_cast<std::ptrdiff_t>(i),
                       each.begin() + static_cast<std::ptrdiff_t>(end));
        }
        i = end;
    }
    return all;
}

} // namespace

bool RecordedFaults::read(const Trace &trace)
{
    const std::size_t before = m_each.size();
    const EventList &faults = trace.ofKind(Kind::LinkFault);
    for (const std::size_t size = faults.size(); m_read < size; ++m_read) {
        const Event event = trace.at(faults[m_read]);
        if (event.data[Field::By].toString() == u"hand")
            m_each.push_back(recorded(event));
    }
    return m_each.size() != before;
}

void RecordedFaults::clear()
{
    m_each.clear();
    m_read = 0;
}

std::vector<RecordedFault> RecordedFaults::list(int clients) const
{
    std::vector<RecordedFault> result;
    for (RecordedFault &fault : together(m_each, clients)) {
        // What lies between concerns other settings; two sliders are not dragged at once.
        if (!result.empty() && replaces(fault, result.back()))
            result.back() = std::move(fault);
        else
            result.push_back(std::move(fault));
    }
    return result;
}

NetworkStep stepOf(const RecordedFault &fault)
{
    return {(fault.t + kMillisecond / 2) / kMillisecond * kMillisecond, fault.command, 0};
}

} // namespace swapscope
