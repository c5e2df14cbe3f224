#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <utility>
#include <variant>

namespace swapscope::js {

// A value of a script, kept alive as long as this is. Copies mean the same value. For the thread of its
// context. What reads something of a value never runs code of the script: a getter or a proxy reads as
// undefined.
class Value
{
public:
    Value() = default; // undefined
    Value(const Value &other);
    Value(Value &&other) noexcept : m_root(std::exchange(other.m_root, nullptr)) {}
    Value &operator=(Value other) noexcept
    {
        std::swap(m_root, other.m_root);
        return *this;
    }
    ~Value();

    bool isUndefined() const;
    bool isBool() const;
    bool isNumber() const;
    bool isString() const;
    bool isObject() const; // functions and arrays too
    bool isCallable() const;
    bool isArrayBuffer() const;
    bool isPromise() const;

    bool boolean() const;     // false when it is none
    double number() const;    // 0 when it is none
    QString string() const;   // empty when it is none
    QByteArray utf8() const;  // of a string; half a surrogate pair becomes a replacement character
    QByteArray bytes() const; // of an ArrayBuffer
    // As an error message shows it: "5", "[object Object]".
    QString shown() const;

    Value property(const char *name) const;
    Value property(const QString &name) const;
    Value at(int index) const; // of an array
    int length() const;        // of an array; 0 when it is none
    QStringList keys() const;  // the own enumerable names of an object, in its order

    struct Root; // for this folder
    explicit Value(Root *root) : m_root(root) {}
    Root *root() const { return m_root; }

private:
    Root *m_root = nullptr; // counted
};

// A text in UTF-8, where there is one: the engine takes it as it is.
struct Utf8
{
    QByteArray bytes;
};

// What a function of a script is called with, and what a native function gives back. A QByteArray becomes an
// ArrayBuffer, a QJsonObject a plain object.
using Argument = std::variant<std::monostate, bool, double, QString, Utf8, QByteArray, QJsonObject, Value>;

} // namespace swapscope::js
