#include "connectionkey.h"

#include "../protocol/headlines.h"

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

} // namespace

ConnectionKey takeKey(const wire::HttpHead &head, const QByteArray &raw)
{
    ConnectionKey result{{}, raw};
    QByteArray key;
    const QByteArray target = withoutParameter(head.target, key);
    if (!key.isEmpty()) {
        // The target stands once in the request line, right after the method.
        result.raw.replace(raw.indexOf(head.target, head.method.size()), head.target.size(), target);
    }
    if (const QByteArray field = head.value(kConnectionKeyHeader); !field.isEmpty()) {
        // An EventSource reconnects under the same address; the attempt's own key is in the field.
        key = field;
        result.raw = editFields(result.raw, [](QByteArrayView name, const QByteArray &) {
            return FieldEdit{name.compare(kConnectionKeyHeader, Qt::CaseInsensitive) == 0, {}};
        });
    }
    result.key = key;
    return result;
}

} // namespace swapscope
