#include "value.h"

#include "convert.h"

#include <QLocale>

#include <cmath>

namespace swapscope::js {

namespace {

// An own data property; what would run code is left out.
bool dataProperty(JSContext *cx, JS::HandleObject object, JS::HandleId id, JS::MutableHandleValue out)
{
    out.setUndefined();
    if (::js::IsProxy(object))
        return false;
    JS::Rooted<mozilla::Maybe<JS::PropertyDescriptor>> own(cx);
    if (!JS_GetOwnPropertyDescriptorById(cx, object, id, &own)) {
        JS_ClearPendingException(cx);
        return false;
    }
    if (own.isNothing() || !own->isDataDescriptor())
        return false;
    out.set(own->value());
    return true;
}

bool isOf(const Value &value, bool (*check)(JSObject *))
{
    const JS::Value inner = raw(value);
    return inner.isObject() && check(&inner.toObject());
}

} // namespace

Value::Value(const Value &other) : m_root(other.m_root)
{
    if (m_root)
        ++m_root->references;
}

Value::~Value()
{
    if (m_root && --m_root->references == 0)
        delete m_root;
}

bool Value::isUndefined() const
{
    return raw(*this).isUndefined();
}

bool Value::isBool() const
{
    return raw(*this).isBoolean();
}

bool Value::isNumber() const
{
    return raw(*this).isNumber();
}

bool Value::isString() const
{
    return raw(*this).isString();
}

bool Value::isObject() const
{
    return raw(*this).isObject();
}

bool Value::isCallable() const
{
    return isOf(*this, [](JSObject *object) { return JS::IsCallable(object); });
}

bool Value::isArrayBuffer() const
{
    return isOf(*this, [](JSObject *object) { return JS::IsArrayBufferObject(object); });
}

bool Value::isPromise() const
{
    if (!isObject())
        return false;
    const JS::RootedObject object(m_root->cx, &raw(*this).toObject());
    return JS::IsPromiseObject(object);
}

bool Value::boolean() const
{
    return isBool() && raw(*this).toBoolean();
}

double Value::number() const
{
    return isNumber() ? raw(*this).toNumber() : 0;
}

QString Value::string() const
{
    return isString() ? textOf(m_root->cx, raw(*this).toString()) : QString();
}

QByteArray Value::utf8() const
{
    return isString() ? utf8Of(m_root->cx, raw(*this).toString()) : QByteArray();
}

QByteArray Value::bytes() const
{
    return isObject() ? bytesOf(&raw(*this).toObject()) : QByteArray();
}

QString Value::shown() const
{
    const JS::Value inner = raw(*this);
    if (inner.isString())
        return string();
    if (inner.isUndefined())
        return QStringLiteral("undefined");
    if (inner.isSymbol())
        return QStringLiteral("a symbol");
    if (inner.isObject())
        return isCallable() ? QStringLiteral("a function") : QStringLiteral("an object");
    if (inner.isNull())
        return QStringLiteral("null");
    if (inner.isBoolean())
        return inner.toBoolean() ? QStringLiteral("true") : QStringLiteral("false");
    if (!inner.isNumber())
        return QStringLiteral("a BigInt");
    const double number = inner.toNumber();
    if (std::isnan(number))
        return QStringLiteral("NaN");
    if (std::isinf(number))
        return number > 0 ? QStringLiteral("Infinity") : QStringLiteral("-Infinity");
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

Value Value::property(const char *name) const
{
    return property(QString::fromLatin1(name));
}

Value Value::property(const QString &name) const
{
    if (!isObject())
        return {};
    JSContext *cx = m_root->cx;
    const JS::RootedObject object(cx, &raw(*this).toObject());
    const JSAutoRealm realm(cx, object);
    JS::RootedValue key(cx);
    JS::RootedId id(cx);
    JS::RootedValue found(cx);
    if (!toJs(cx, name, &key) || !JS_ValueToId(cx, key, &id)) {
        JS_ClearPendingException(cx);
        return {};
    }
    dataProperty(cx, object, id, &found);
    return valueOf(cx, found);
}

Value Value::at(int index) const
{
    return property(QString::number(index));
}

int Value::length() const
{
    return static_cast<int>(property("length").number());
}

QStringList Value::keys() const
{
    QStringList names;
    if (!isObject())
        return names;
    JSContext *cx = m_root->cx;
    const JS::RootedObject object(cx, &raw(*this).toObject());
    if (::js::IsProxy(object))
        return names;
    const JSAutoRealm realm(cx, object);
    JS::Rooted<JS::IdVector> ids(cx, JS::IdVector(cx));
    if (!JS_Enumerate(cx, object, &ids)) {
        JS_ClearPendingException(cx);
        return names;
    }
    JS::RootedValue name(cx);
    for (size_t i = 0; i < ids.length(); ++i) {
        if (JS_IdToValue(cx, ids[i], &name) && name.isString())
            names.push_back(textOf(cx, name.toString()));
    }
    return names;
}

} // namespace swapscope::js
