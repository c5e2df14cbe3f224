#pragma once

#include <QString>

#include <cstddef>

namespace swapscope {

// "1,240".
QString groupedCount(qulonglong count);
// "1,240 events behind": so many have happened and are not in the figures yet. Empty for none.
QString behindWords(std::size_t events);
// "drawing 340,000 of 1,000,001 events": the picture shows so many of a trace that is not drawn to its end
// yet.
QString drawingWords(std::size_t drawn, std::size_t of);

} // namespace swapscope
