#include "httphead.h"

#include <algorithm>

namespace swapscope::wire {

namespace {

bool sameName(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

void appendPart(QByteArray &out, const QByteArray &part)
{
    const qsizetype start = out.size();
    out += part;
    std::replace_if(
        out.begin() + start, out.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
}

} // namespace

QByteArray HttpHead::value(QByteArrayView name) const
{
    for (const HttpField &field : fields) {
        if (sameName(field.name, name))
            return field.value;
    }
    return {};
}

bool HttpHead::has(QByteArrayView name) const
{
    return std::any_of(fields.begin(), fields.end(),
                       [&](const HttpField &field) { return sameName(field.name, name); });
}

bool HttpHead::hasToken(QByteArrayView name, QByteArrayView token) const
{
    for (const HttpField &field : fields) {
        if (!sameName(field.name, name))
            continue;
        QByteArrayView rest = field.value;
        while (true) {
            const qsizetype comma = rest.indexOf(',');
            if (sameName((comma < 0 ? rest : rest.first(comma)).trimmed(), token))
                return true;
            if (comma < 0)
                break;
            rest = rest.sliced(comma + 1);
        }
    }
    return false;
}

void HttpHead::set(const QByteArray &name, const QByteArray &value)
{
    const auto matches = [&](const HttpField &field) { return sameName(field.name, name); };
    const auto first = std::find_if(fields.begin(), fields.end(), matches);
    if (first == fields.end()) {
        fields.push_back({name, value});
        return;
    }
    fields.erase(std::remove_if(first + 1, fields.end(), matches), fields.end());
    *first = {name, value};
}

void HttpHead::remove(QByteArrayView name)
{
    std::erase_if(fields, [&](const HttpField &field) { return sameName(field.name, name); });
}

bool HttpHead::isWebSocketUpgrade() const
{
    return request && version >= 11 && method == QByteArrayView("GET") && hasToken("Upgrade", "websocket") &&
           hasToken("Connection", "Upgrade") && !value("Sec-WebSocket-Key").isEmpty();
}

QByteArray HttpHead::encode() const
{
    QByteArray out;
    out.reserve(64 + target.size() + static_cast<qsizetype>(fields.size()) * 48);
    const QByteArrayView protocol = version == 10 ? QByteArrayView("HTTP/1.0") : QByteArrayView("HTTP/1.1");
    if (request) {
        appendPart(out, method);
        out += ' ';
        appendPart(out, target);
        out += ' ';
        out += protocol;
    } else {
        out += protocol;
        out += ' ';
        out += QByteArray::number(status).rightJustified(3, '0');
        out += ' ';
        appendPart(out, reason);
    }
    out += "\r\n";
    for (const HttpField &field : fields) {
        appendPart(out, field.name);
        out += ": ";
        appendPart(out, field.value);
        out += "\r\n";
    }
    out += "\r\n";
    return out;
}

} // namespace swapscope::wire
