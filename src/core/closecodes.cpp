#include "closecodes.h"

#include <algorithm>
#include <array>

namespace swapscope {

namespace {

struct Range
{
    int from;
    int to;
    CloseSender sender;
};

constexpr std::array kRanges = {
    Range{1000, 1003, CloseSender::Anybody}, Range{1007, 1009, CloseSender::Anybody},
    Range{1010, 1010, CloseSender::Client},  Range{1011, 1014, CloseSender::Server},
    Range{3000, 4999, CloseSender::Anybody},
};

} // namespace

CloseSender closeSender(int code)
{
    const auto *range = std::find_if(kRanges.begin(), kRanges.end(), [code](const Range &each) {
        return code >= each.from && code <= each.to;
    });
    return range == kRanges.end() ? CloseSender::Nobody : range->sender;
}

bool canBeReported(int code)
{
    return isValidCloseCode(code) || code == 1005 || code == 1006 || code == 1015;
}

} // namespace swapscope
