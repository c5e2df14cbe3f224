#pragma once

#include "place.h"
#include "spidermonkey.h"

#include <core/result.h>

namespace swapscope::js {

// The innermost frame of a stack that is in this file: what the program's own library does on behalf of a
// script is the script's doing.
Place placeInStack(JSContext *cx, JS::HandleObject stack, const QString &file);
// Where the script is right now; and in `top`, if it is wanted, the innermost frame of whatever file.
Place currentPlace(JSContext *cx, const QString &file, Place *top = nullptr);

// A thrown value as an error with its place in `file`. May run code of the script (a getter of its message),
// so it belongs into the turn. `stack`: where it was thrown, may be null.
Error describeThrown(JSContext *cx, JS::HandleValue thrown, JS::HandleObject stack, const QString &file,
                     const Place &fallback);
// The pending exception, which is then none any more.
Error takeException(JSContext *cx, const QString &file, const Place &fallback);
// Of a text that did not compile.
Error takeSyntaxError(JSContext *cx, const QString &file);

} // namespace swapscope::js
