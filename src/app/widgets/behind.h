#pragma once

#include <QString>

#include <cstddef>

namespace swapscope {

// "1,240".
QString groupedCount(qulonglong count);
// "1,240 events behind": so many have happened and are not in the figures yet. Empty for none.
QString behindWords(std::size_t events);

} // namespace swapscope
