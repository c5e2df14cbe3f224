#pragma once

#include <QString>

namespace swapscope {

// The script that is injected into every page: the files of src/page/probe joined in the order of their
// names, as one function. It reports to the object that a web channel publishes under `channel`.
QString probeSource(const QString &channel);

} // namespace swapscope
