#include "convert.h"

#include <QJsonArray>

#include <cstring>

namespace swapscope::js {

namespace {

bool jsonToJs(JSContext *cx, const QJsonValue &json, JS::MutableHandleValue out);

bool objectToJs(JSContext *cx, const QJsonObject &json, JS::MutableHandleValue out)
{
    JS::RootedObject object(cx, JS_NewPlainObject(cx));
    if (!object)
        return false;
    JS::RootedValue member(cx);
    for (auto it = json.begin(); it != json.end(); ++it) {
        const QString name = it.key();
        // Defined, not set: "__proto__" is a name like every other.
        if (!jsonToJs(cx, it.value(), &member) ||
            !JS_DefineUCProperty(cx, object, reinterpret_cast<const char16_t *>(name.utf16()),
                                 static_cast<size_t>(name.size()), member, JSPROP_ENUMERATE))
            return false;
    }
    out.setObject(*object);
    return true;
}

bool arrayToJs(JSContext *cx, const QJsonArray &json, JS::MutableHandleValue out)
{
    JS::RootedValueVector items(cx);
    JS::RootedValue item(cx);
    for (const auto &one : json) {
        if (!jsonToJs(cx, one, &item) || !items.append(item))
            return false;
    }
    JSObject *array = JS::NewArrayObject(cx, items);
    if (!array)
        return false;
    out.setObject(*array);
    return true;
}

bool jsonToJs(JSContext *cx, const QJsonValue &json, JS::MutableHandleValue out)
{
    switch (json.type()) {
    case QJsonValue::Bool:
        out.setBoolean(json.toBool());
        return true;
    case QJsonValue::Double:
        out.setNumber(json.toDouble());
        return true;
    case QJsonValue::String:
        return toJs(cx, json.toString(), out);
    case QJsonValue::Array:
        return arrayToJs(cx, json.toArray(), out);
    case QJsonValue::Object:
        return objectToJs(cx, json.toObject(), out);
    case QJsonValue::Null:
        out.setNull();
        return true;
    case QJsonValue::Undefined:
        break;
    }
    out.setUndefined();
    return true;
}

bool bufferToJs(JSContext *cx, const QByteArray &bytes, JS::MutableHandleValue out)
{
    JS::RootedObject buffer(cx, JS::NewArrayBuffer(cx, static_cast<size_t>(bytes.size())));
    if (!buffer)
        return false;
    if (!bytes.isEmpty()) {
        const JS::AutoCheckCannotGC noGc;
        bool shared = false;
        std::memcpy(JS::GetArrayBufferData(buffer, &shared, noGc), bytes.constData(),
                    static_cast<size_t>(bytes.size()));
    }
    out.setObject(*buffer);
    return true;
}

} // namespace

Value valueOf(JSContext *cx, JS::HandleValue value)
{
    return value.isUndefined() ? Value() : Value(new Value::Root(cx, value));
}

bool toJs(JSContext *cx, const QString &text, JS::MutableHandleValue out)
{
    JSString *string = JS_NewUCStringCopyN(cx, reinterpret_cast<const char16_t *>(text.utf16()),
                                           static_cast<size_t>(text.size()));
    if (!string)
        return false;
    out.setString(string);
    return true;
}

bool toJs(JSContext *cx, const Utf8 &text, JS::MutableHandleValue out)
{
    const QLatin1StringView latin1(text.bytes.constData(), text.bytes.size());
    if (!QtPrivate::isAscii(latin1))
        return toJs(cx, QString::fromUtf8(text.bytes), out);
    JSString *string = JS_NewStringCopyN(cx, latin1.data(), static_cast<size_t>(latin1.size()));
    if (!string)
        return false;
    out.setString(string);
    return true;
}

bool toJs(JSContext *cx, const Argument &argument, JS::MutableHandleValue out)
{
    if (const auto *text = std::get_if<QString>(&argument))
        return toJs(cx, *text, out);
    if (const auto *text = std::get_if<Utf8>(&argument))
        return toJs(cx, *text, out);
    if (const auto *value = std::get_if<Value>(&argument))
        out.set(raw(*value));
    else if (const auto *number = std::get_if<double>(&argument))
        out.setNumber(*number);
    else if (const auto *truth = std::get_if<bool>(&argument))
        out.setBoolean(*truth);
    else if (const auto *object = std::get_if<QJsonObject>(&argument))
        return objectToJs(cx, *object, out);
    else if (const auto *bytes = std::get_if<QByteArray>(&argument))
        return bufferToJs(cx, *bytes, out);
    else
        out.setUndefined();
    return true;
}

QString textOf(JSContext *cx, JSString *string)
{
    JSLinearString *linear = JS_EnsureLinearString(cx, string);
    if (!linear) {
        JS_ClearPendingException(cx);
        return {};
    }
    const auto length = static_cast<qsizetype>(JS::GetLinearStringLength(linear));
    if (length == 0)
        return {};
    const JS::AutoCheckCannotGC noGc;
    if (JS::LinearStringHasLatin1Chars(linear))
        return QString::fromLatin1(
            reinterpret_cast<const char *>(JS::GetLatin1LinearStringChars(noGc, linear)), length);
    return QString(reinterpret_cast<const QChar *>(JS::GetTwoByteLinearStringChars(noGc, linear)), length);
}

QByteArray utf8Of(JSContext *cx, JSString *string)
{
    JSLinearString *linear = JS_EnsureLinearString(cx, string);
    if (!linear) {
        JS_ClearPendingException(cx);
        return {};
    }
    if (JS::LinearStringHasLatin1Chars(linear)) {
        const auto length = static_cast<qsizetype>(JS::GetLinearStringLength(linear));
        const JS::AutoCheckCannotGC noGc;
        const auto *chars = reinterpret_cast<const char *>(JS::GetLatin1LinearStringChars(noGc, linear));
        if (QtPrivate::isAscii(QLatin1StringView(chars, length)))
            return QByteArray(chars, length);
        return QString::fromLatin1(chars, length).toUtf8();
    }
    return textOf(cx, string).toUtf8();
}

QByteArray bytesOf(JSObject *object)
{
    if (!JS::IsArrayBufferObject(object))
        return {};
    const JS::AutoCheckCannotGC noGc;
    bool shared = false;
    const auto length = static_cast<qsizetype>(JS::GetArrayBufferByteLength(object));
    const auto *data = reinterpret_cast<const char *>(JS::GetArrayBufferData(object, &shared, noGc));
    return QByteArray(data, length);
}

std::vector<ModuleRequest> requestsOf(JSContext *cx, JS::HandleObject module)
{
    std::vector<ModuleRequest> requests;
#if MOZJS_MAJOR_VERSION >= 128
    const uint32_t count = JS::GetRequestedModulesCount(cx, module);
    for (uint32_t i = 0; i < count; ++i) {
        ModuleRequest request;
        uint32_t line = 0;
        JS::ColumnNumberOneOrigin column;
        if (JSString *name = JS::GetRequestedModuleSpecifier(cx, module, i))
            request.name = textOf(cx, name);
        JS::GetRequestedModuleSourcePos(cx, module, i, &line, &column);
        request.line = static_cast<int>(line);
        request.column = static_cast<int>(column.oneOriginValue());
        requests.push_back(request);
    }
#else
    const JS::RootedObject all(cx, JS::GetRequestedModules(cx, module));
    uint32_t count = 0;
    if (!all || !JS::GetArrayLength(cx, all, &count))
        return requests;
    JS::RootedValue one(cx);
    for (uint32_t i = 0; i < count; ++i) {
        if (!JS_GetElement(cx, all, i, &one))
            continue;
        ModuleRequest request;
        uint32_t line = 0;
        uint32_t column = 0;
        if (JSString *name = JS::GetRequestedModuleSpecifier(cx, one))
            request.name = textOf(cx, name);
        JS::GetRequestedModuleSourcePos(cx, one, &line, &column);
        request.line = static_cast<int>(line);
        request.column = static_cast<int>(column) + 1;
        requests.push_back(request);
    }
#endif
    return requests;
}

} // namespace swapscope::js
