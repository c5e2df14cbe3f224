#pragma once

#include <js/context.h>

namespace swapscope::test {

// The value of a text that must run.
inline js::Value eval(js::Context &context, const QString &text)
{
    const auto value = context.evaluate(text, QStringLiteral("test.js"));
    if (!value)
        qFatal("%s", qPrintable(value.error().toString()));
    return *value;
}

} // namespace swapscope::test
