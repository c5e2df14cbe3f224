#include "context.h"
#include "convert.h"

namespace swapscope::js {

int NativeCall::count() const
{
    return static_cast<int>(m_arguments.length());
}

Value NativeCall::value(int i) const
{
    return valueOf(m_cx, m_arguments.get(static_cast<unsigned>(i)));
}

QString NativeCall::text(int i) const
{
    const JS::Value value = m_arguments.get(static_cast<unsigned>(i));
    return value.isString() ? textOf(m_cx, value.toString()) : QString();
}

QByteArray NativeCall::utf8(int i) const
{
    const JS::Value value = m_arguments.get(static_cast<unsigned>(i));
    return value.isString() ? utf8Of(m_cx, value.toString()) : QByteArray();
}

QByteArray NativeCall::bytes(int i) const
{
    const JS::Value value = m_arguments.get(static_cast<unsigned>(i));
    return value.isObject() ? bytesOf(&value.toObject()) : QByteArray();
}

double NativeCall::number(int i) const
{
    const JS::Value value = m_arguments.get(static_cast<unsigned>(i));
    return value.isNumber() ? value.toNumber() : 0;
}

bool NativeCall::truth(int i) const
{
    return m_arguments.get(static_cast<unsigned>(i)).isTrue();
}

QStringList NativeCall::texts(int i) const
{
    const Value list = value(i);
    QStringList texts;
    for (int k = 0; k < list.length(); ++k)
        texts.push_back(list.at(k).string());
    return texts;
}

void NativeCall::give(const Argument &result)
{
    toJs(m_cx, result, m_arguments.rval());
}

void NativeCall::giveClone(int i)
{
    const JS::RootedValue original(m_cx, m_arguments.get(static_cast<unsigned>(i)));
    JS::RootedValue copy(m_cx);
    if (JS_StructuredClone(m_cx, original, &copy, nullptr, nullptr))
        m_arguments.rval().set(copy);
}

} // namespace swapscope::js
