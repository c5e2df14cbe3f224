#pragma once

#include <QString>

namespace swapscope {

// The text of a scenario.toml with this rule added to its `silence`; everything else is unchanged. If the
// rule is there already, the same text. Pure.
QString withSilence(const QString &manifest, const QString &rule);

} // namespace swapscope
