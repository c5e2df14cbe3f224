#include "faultoptions.h"

namespace swapscope {

std::map<QString, GivenOption> givenOptions(const Fault &fault, const js::Value &options)
{
    std::map<QString, GivenOption> given;
    for (const QString &name : fault.argumentNames()) {
        const js::Value value = options.property(name);
        if (value.isUndefined())
            continue;
        GivenOption option{{}, value.shown()};
        if (value.isNumber())
            option.value = value.number();
        else if (value.isString())
            option.value = value.string();
        given.emplace(name, std::move(option));
    }
    return given;
}

} // namespace swapscope
