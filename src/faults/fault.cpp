#include "fault.h"

#include <algorithm>

namespace swapscope {

const FaultArgument *Fault::argument(QStringView argumentName) const
{
    if (lasts && argumentName == u"for") {
        static const FaultArgument time = forArgument();
        return &time;
    }
    const auto found = std::find_if(arguments.begin(), arguments.end(), [&](const FaultArgument &argument) {
        return argument.name == argumentName;
    });
    return found == arguments.end() ? nullptr : &*found;
}

std::vector<FaultArgument> Fault::formArguments() const
{
    std::vector<FaultArgument> all;
    for (const auto group :
         {FaultArgument::Group::Own, FaultArgument::Group::Which, FaultArgument::Group::When}) {
        std::copy_if(arguments.begin(), arguments.end(), std::back_inserter(all),
                     [group](const FaultArgument &argument) { return argument.group == group; });
    }
    if (lasts)
        all.push_back(forArgument());
    return all;
}

QStringList Fault::argumentNames() const
{
    QStringList names;
    for (const FaultArgument &argument : arguments)
        names << argument.name;
    if (lasts)
        names << QStringLiteral("for");
    return names;
}

} // namespace swapscope
