#include "../fault.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault endFault()
{
    FaultArgument which{.name = u"which"_s,
                        .type = FaultArgument::Type::Fault,
                        .label = u"Which"_s,
                        .hint = u"The fault that ends"_s,
                        .placeholder = u"cut"_s};
    std::vector<FaultArgument> arguments{which.inNeed(u"the fault that ends"_s)};
    for (const FaultArgument &argument : ofMessages()) {
        if (argument.group == FaultArgument::Group::Which)
            arguments.push_back(argument);
    }
    return {.name = u"end"_s,
            .summary = u"ends one fault"_s,
            .manual = u"ends the fault `which` alone; with a direction, kind or event only the one that was "
                      u"given for it"_s,
            .arguments = arguments,
            .lasts = false,
            .acts = [](const FaultArguments &args) -> Result<FaultActs> {
                return FaultActs{.ends = EndsFaults{
                                     EndsFaults::Which::Named, args.text(u"which"_s).value_or(QString()),
                                     args.text(u"direction"_s), args.text(u"kind"_s), args.text(u"event"_s)}};
            },
            .phrase =
                [](FaultArguments &args) {
                    const QString text = u"end %1"_s.arg(args.text(u"which"_s).value_or(QString()));
                    args.remove(u"which"_s);
                    return text;
                }};
}

} // namespace swapscope
