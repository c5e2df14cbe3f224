#pragma once

#include <js/value.h>

#include <core/result.h>
#include <scenario/faultspecs.h>

#include <QStringList>
#include <QVariantMap>

namespace swapscope {

// The options of a fault, as a script gives them to network.FAULT(client, options). For the engine's thread.

// Their names, `for` first where it may be given.
QStringList faultOptionNames(const FaultSpec &spec);

// Reads them as the spec wants them, with values as FaultArgType says; what is not given is left out. Names
// that the spec does not know are passed over. The error names the call and the option.
Result<QVariantMap> readFaultOptions(const FaultSpec &spec, const js::Value &options);

} // namespace swapscope
