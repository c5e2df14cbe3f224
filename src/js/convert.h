#pragma once

#include "spidermonkey.h"
#include "value.h"

#include <vector>

namespace swapscope::js {

// Between the engine's values and Qt's. For this folder; the caller is in the realm of the values.

struct Value::Root
{
    Root(JSContext *context, JS::HandleValue held) : cx(context), value(context, held) {}

    JSContext *cx;
    JS::PersistentRootedValue value;
    int references = 1;
};

Value valueOf(JSContext *cx, JS::HandleValue value);
inline JS::Value raw(const Value &value)
{
    return value.root() ? value.root()->value.get() : JS::UndefinedValue();
}

// False: an exception is pending (there was no memory).
bool toJs(JSContext *cx, const Argument &argument, JS::MutableHandleValue out);
bool toJs(JSContext *cx, const QString &text, JS::MutableHandleValue out);
bool toJs(JSContext *cx, const Utf8 &text, JS::MutableHandleValue out);

QString textOf(JSContext *cx, JSString *string);
QByteArray utf8Of(JSContext *cx, JSString *string);
QByteArray bytesOf(JSObject *object);

// What a module imports from, in the order of its text.
struct ModuleRequest
{
    QString name;
    int line = 0;
    int column = 0;
};
std::vector<ModuleRequest> requestsOf(JSContext *cx, JS::HandleObject module);

} // namespace swapscope::js
