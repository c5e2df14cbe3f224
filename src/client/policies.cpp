#include "policies.h"

#include <algorithm>
#include <cmath>

namespace swapscope {

double doubledDelay(double base, int attempt, double most)
{
    return std::min(std::ldexp(base, attempt - 1), most);
}

} // namespace swapscope
