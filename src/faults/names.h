#pragma once

#include <QString>

// The names of the program's faults, for whoever speaks of one: faultName::cut is the "cut" of schedules,
// scripts and lessons. One that the catalogue does not have does not compile.
namespace swapscope::faultName {

#define FAULT(name) inline const QString name = QStringLiteral(#name);
#include "kinds/list.inc"
#undef FAULT

} // namespace swapscope::faultName
