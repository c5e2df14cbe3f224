#include "recordedfaults.h"

#include "faultargs.h"

#include <core/duration.h>
#include <core/event.h>
#include <trace/trace.h>

#include <QJsonObject>

#include <algorithm>

namespace swapscope {

namespace {

constexpr Nanoseconds kTogether = 20 * kMillisecond; // one command to several links
constexpr Nanoseconds kDrag = 1500 * kMillisecond;   // between two values of a slider that is dragged

// As the manifest would read it.
QVariant argumentValue(const FaultSpec *spec, const QString &name, const QJsonValue &value)
{
    const FaultArg *arg = name == u"for" ? &forArgument() : spec != nullptr ? spec->arg(name) : nullptr;
    if (arg != nullptr && arg->type == FaultArgType::Duration) {
        const Result<Nanoseconds> duration = parseDuration(value.toString());
        return duration ? QVariant::fromValue<qint64>(*duration) : QVariant();
    }
    if (arg != nullptr && arg->type == FaultArgType::Integer)
        return QVariant::fromValue<qint64>(value.toInteger());
    return value.toVariant();
}

RecordedFault recorded(const Event &event)
{
    RecordedFault fault;
    fault.t = event.t;
    fault.client = event.client;
    fault.fault = event.data[Field::Fault].toString();
    const FaultSpec *spec = findFaultSpec(fault.fault);
    const QJsonObject args = event.data[Field::Args].toObject();
    for (auto arg = args.begin(); arg != args.end(); ++arg) {
        if (const QVariant value = argumentValue(spec, arg.key(), arg.value()); value.isValid())
            fault.args.insert(arg.key(), value);
    }
    return fault;
}

// Whether the later is the same setting with another value.
bool replaces(const RecordedFault &later, const RecordedFault &earlier)
{
    static const QStringList settings{QStringLiteral("latency"), QStringLiteral("bandwidth"),
                                      QStringLiteral("lose"), QStringLiteral("idle")};
    static const QStringList selectors{QStringLiteral("direction"), QStringLiteral("kind"),
                                       QStringLiteral("event")};
    return later.fault == earlier.fault && later.client == earlier.client && settings.contains(later.fault) &&
           later.t - earlier.t <= kDrag &&
           std::all_of(selectors.begin(), selectors.end(), [&](const QString &name) {
               return later.args.value(name) == earlier.args.value(name);
           });
}

// Makes one of what the links of all clients got at once.
std::vector<RecordedFault> together(const std::vector<RecordedFault> &each, int clients)
{
    std::vector<RecordedFault> all;
    for (std::size_t i = 0; i < each.size();) {
        QStringList names{each[i].client};
        std::size_t end = i + 1;
        while (end < each.size() && each[end].fault == each[i].fault && each[end].args == each[i].args &&
               each[end].t - each[i].t <= kTogether && !names.contains(each[end].client)) {
            names += each[end].client;
            ++end;
        }
        if (clients > 1 && names.size() == clients) {
            all.push_back(each[i]);
            all.back().client = QStringLiteral("*");
        } else {
            all.insert(all.end(), each.begin() + static_cast<std::ptrdiff_t>(i),
                       each.begin() + static_cast<std::ptrdiff_t>(end));
        }
        i = end;
    }
    return all;
}

} // namespace

std::vector<RecordedFault> recordedFaults(const Trace &trace, int clients)
{
    std::vector<RecordedFault> each;
    for (const EventId id : trace.ofKind(Kind::LinkFault)) {
        const Event &event = trace.at(id);
        if (event.data[Field::By].toString() == u"hand")
            each.push_back(recorded(event));
    }
    std::vector<RecordedFault> result;
    for (RecordedFault &fault : together(each, clients)) {
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
    NetworkStep step;
    step.at = (fault.t + kMillisecond / 2) / kMillisecond * kMillisecond;
    step.client = fault.client;
    step.fault = fault.fault;
    QVariantMap args = fault.args;
    if (const QVariant duration = args.take(QStringLiteral("for")); duration.isValid())
        step.forTime = duration.toLongLong();
    for (auto arg = args.cbegin(); arg != args.cend(); ++arg)
        step.args.insert(arg.key(), arg.value());
    return step;
}

} // namespace swapscope
