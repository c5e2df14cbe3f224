#include "rules.h"

namespace swapscope {

// One line a rule: the function that its file defines.
#define SWAPSCOPE_STATIC_RULES(X)                                                                            \
    X(pageEmpty)                                                                                             \
    X(pageNoHtmx)                                                                                            \
    X(pageNoExtension)                                                                                       \
    X(pageExtensionInactive)                                                                                 \
    X(pageUnknownAttribute)                                                                                  \
    X(pageOtherVersion)                                                                                      \
    X(pageSwapStyleAsEvent)                                                                                  \
    X(pageNoConnection)                                                                                      \
    X(pageNoTarget)                                                                                          \
    X(pageDuplicateId)                                                                                       \
    X(pageEmptyId)                                                                                           \
    X(pageManyStreams)                                                                                       \
    X(pagePublicAddress)                                                                                     \
    X(pageUnread)                                                                                            \
    X(scriptUnread)                                                                                          \
    X(fragmentNoId)                                                                                          \
    X(fragmentTableRow)                                                                                      \
    X(fragmentWholePage)                                                                                     \
    X(fragmentSelectorJson)                                                                                  \
    X(streamNoHeartbeat)                                                                                     \
    X(streamNoId)                                                                                            \
    X(socketNoHeartbeat)

#define SWAPSCOPE_DECLARE(rule) StaticRule rule();
SWAPSCOPE_STATIC_RULES(SWAPSCOPE_DECLARE)
#undef SWAPSCOPE_DECLARE

const std::vector<StaticRule> &staticRules()
{
#define SWAPSCOPE_CALL(rule) rule(),
    static const std::vector<StaticRule> rules{SWAPSCOPE_STATIC_RULES(SWAPSCOPE_CALL)};
#undef SWAPSCOPE_CALL
    return rules;
}

} // namespace swapscope
