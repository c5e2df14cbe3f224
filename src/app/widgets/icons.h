#pragma once

#include "theme.h"

#include <QIcon>

namespace swapscope {

// A role of the theme, to name a colour before the theme is known.
enum class Role { Ink, Dim, Live, Lost, Wait, CatchUp, Sent, OnCatchUp };

QColor roleColor(const Theme &theme, Role role);

// The stroke icon resources/icons/NAME.svg in the colour of a role. It is drawn with the theme in force when
// it is shown, so it need not be made again when the theme changes. An unknown name gives an empty icon.
QIcon themedIcon(const QString &name, Role role = Role::Ink);

// The program's own icon.
QIcon applicationIcon();

} // namespace swapscope
