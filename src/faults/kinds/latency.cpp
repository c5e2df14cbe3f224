#include "../fault.h"
#include "../words.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

Latency latencyOf(const FaultArguments &args)
{
    return {args.duration(u"delay"_s).value_or(0), args.duration(u"jitter"_s).value_or(0),
            args.text(u"distribution"_s) == u"normal" && args.duration(u"jitter"_s).value_or(0) > 0};
}

// Milliseconds with six figures: in a list of what is in force there is no room for more.
QString milliseconds(Nanoseconds time)
{
    return QString::number(static_cast<double>(time) / static_cast<double>(kMillisecond), 'g', 6);
}

QString inForce(const FaultArguments &args)
{
    const Latency latency = latencyOf(args);
    QString text = u"%1 ms"_s.arg(milliseconds(latency.delay));
    if (latency.jitter > 0)
        text += u" ± %1"_s.arg(milliseconds(latency.jitter));
    return latency.normal ? text + u" normal"_s : text;
}

} // namespace

Fault latencyFault()
{
    return {
        .name = u"latency"_s,
        .summary = u"delays every message"_s,
        .manual = u"delays every message by `delay` ± `jitter`, in order; each direction keeps its own. "
                  u"`uniform`: anything within the jitter is as likely; `normal`: the jitter is the "
                  u"standard deviation, and nothing is farther off than four of them"_s,
        .arguments = {durationArgument(u"delay"_s, u"Delay"_s, u"So long each message takes"_s, u"120 ms"_s)
                          .inNeed(u"how long each message takes"_s),
                      durationArgument(u"jitter"_s, u"Jitter"_s,
                                       u"By how much the delay wavers, up and down"_s, u"none"_s),
                      choiceArgument(u"distribution"_s, {u"uniform"_s, u"normal"_s}, u"Distribution"_s,
                                     u"How the jitter is spread: evenly, or mostly near the delay"_s),
                      directionArgument()},
        .replaces = Fault::Replaces::SameDirection,
        .acts = [](const FaultArguments &args) -> Result<FaultActs> {
            return FaultActs{.path = {.latency = latencyOf(args)}};
        },
        .inForce = inForce,
        .phrase =
            [](FaultArguments &args) {
                const Latency latency = latencyOf(args);
                args.remove(u"delay"_s);
                args.remove(u"jitter"_s);
                return latency.isNone() ? u"end latency"_s
                                        : u"latency %1"_s.arg(latencyWords(latency.delay, latency.jitter));
            }};
}

} // namespace swapscope
