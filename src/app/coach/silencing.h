#pragma once

#include <QString>

namespace swapscope {

// The text of a scenario.toml with this rule in its `silence`; all else is as it was. The same text when the
// rule is there already. Pure.
QString withSilence(const QString &manifest, const QString &rule);

} // namespace swapscope
