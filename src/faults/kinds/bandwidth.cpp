#include "../fault.h"
#include "../words.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault bandwidthFault()
{
    return {
        .name = u"bandwidth"_s,
        .summary = u"makes the path narrow"_s,
        .manual = u"lets `kbit` thousand bits a second pass, in each direction"_s,
        .arguments = ofPaths({countArgument(u"kbit"_s, 1, kMostOfAFault, u"kbit/s"_s,
                                            u"So many thousand bits pass in a second; 8 are 1 kB"_s, u"400"_s)
                                  .inNeed(u"so many thousand bits a second"_s)}),
        .acts = [](const FaultArguments &args) -> Result<FaultActs> {
            return FaultActs{.path = {.bytesPerSecond = args.count(u"kbit"_s).value_or(1) * 1000 / 8}};
        },
        .inForce =
            [](const FaultArguments &args) { return u"%1 kbit/s"_s.arg(args.count(u"kbit"_s).value_or(0)); },
        .phrase =
            [](FaultArguments &args) {
                const auto kbit = static_cast<double>(args.count(u"kbit"_s).value_or(0));
                args.remove(u"kbit"_s);
                return u"bandwidth %1"_s.arg(bandwidthWords(kbit));
            }};
}

} // namespace swapscope
