#include "keyedhead.h"

#include <core/connections.h>

namespace swapscope {

namespace {

// The target without the parameter; the key's value is put into `key`.
QByteArray withoutParameter(const QByteArray &target, QByteArray &key)
{
    const qsizetype question = target.indexOf('?');
    if (question < 0)
        return target;
    const QByteArray name = QByteArray(kConnectionKeyParameter) + '=';
    QByteArrayList kept;
    for (const QByteArray &parameter : target.mid(question + 1).split('&')) {
        if (parameter.startsWith(name))
            key = parameter.mid(name.size());
        else
            kept << parameter;
    }
    if (key.isEmpty())
        return target;
    const QByteArray query = kept.join('&');
    return query.isEmpty() ? target.left(question) : target.left(question + 1) + query;
}

void removeField(QByteArray &raw, const QByteArray &name)
{
    qsizetype start = 0;
    // Empty lines before a request belong to its head.
    while (QByteArrayView(raw).sliced(start).startsWith("\r\n"))
        start += 2;
    for (start = raw.indexOf("\r\n", start) + 2; start < raw.size();) {
        const qsizetype end = raw.indexOf("\r\n", start);
        if (end <= start)
            return;
        const qsizetype colon = raw.indexOf(':', start);
        if (colon > start && colon < end &&
            QByteArrayView(raw).sliced(start, colon - start).compare(name, Qt::CaseInsensitive) == 0) {
            raw.remove(start, end + 2 - start);
            continue;
        }
        start = end + 2;
    }
}

} // namespace

KeyedHead takeKey(const wire::HttpHead &head, const QByteArray &raw)
{
    KeyedHead result{{}, raw};
    QByteArray key;
    const QByteArray target = withoutParameter(head.target, key);
    if (!key.isEmpty()) {
        // The target stands once in the request line, right after the method.
        result.raw.replace(raw.indexOf(head.target, head.method.size()), head.target.size(), target);
    }
    if (const QByteArray field = head.value(kConnectionKeyHeader); !field.isEmpty()) {
        // An EventSource reconnects under the same address; the attempt's own key is in the field.
        key = field;
        removeField(result.raw, kConnectionKeyHeader);
    }
    result.key = key;
    return result;
}

} // namespace swapscope
