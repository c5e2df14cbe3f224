#include "forms.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringDecoder>

namespace swapscope::mock {

namespace {

// Adds a value to a name; the second makes an array of it.
void addValue(QJsonObject &object, const QString &name, const QString &value)
{
    const auto found = object.find(name);
    if (found == object.end()) {
        object.insert(name, value);
    } else if (found->isArray()) {
        QJsonArray values = found->toArray();
        values.append(value);
        *found = values;
    } else {
        *found = QJsonArray{*found, value};
    }
}

QString decodeComponent(QByteArrayView text)
{
    QByteArray bytes = text.toByteArray();
    bytes.replace('+', ' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(bytes));
}

// A parameter of a structured field: boundary in `multipart/form-data; boundary="x"`. Nothing when there is
// none.
std::optional<QByteArray> parameter(const QByteArray &field, QByteArrayView name)
{
    qsizetype pos = field.indexOf(';');
    while (pos >= 0 && pos < field.size()) {
        ++pos;
        while (pos < field.size() && (field[pos] == ' ' || field[pos] == '\t'))
            ++pos;
        const qsizetype begin = pos;
        while (pos < field.size() && field[pos] != '=' && field[pos] != ';')
            ++pos;
        const QByteArray found = field.mid(begin, pos - begin).trimmed();
        QByteArray value;
        if (pos < field.size() && field[pos] == '=') {
            ++pos;
            if (pos < field.size() && field[pos] == '"') {
                for (++pos; pos < field.size() && field[pos] != '"'; ++pos) {
                    const bool escaped = field[pos] == '\\' && pos + 1 < field.size() &&
                                         (field[pos + 1] == '"' || field[pos + 1] == '\\');
                    if (escaped)
                        ++pos;
                    value += field[pos];
                }
                pos = field.indexOf(';', pos);
            } else {
                const qsizetype end = field.indexOf(';', pos);
                value = field.mid(pos, end < 0 ? -1 : end - pos).trimmed();
                pos = end;
            }
        }
        if (found.compare(name.toByteArray(), Qt::CaseInsensitive) == 0)
            return value;
    }
    return std::nullopt;
}

// Names in Content-Disposition as browsers write them (WHATWG HTML, section 4.10.21.8).
QString partName(QByteArray value)
{
    value.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    return QString::fromUtf8(value);
}

Result<Form> decodeMultipart(const QByteArray &contentType, const QByteArray &body)
{
    const std::optional<QByteArray> boundary = parameter(contentType, "boundary");
    if (!boundary || boundary->isEmpty() || boundary->size() > 70)
        return Error{
            QStringLiteral("A multipart form needs a boundary of 1 to 70 characters in its Content-Type.")};
    const QByteArray delimiter = "\r\n--" + *boundary;
    // The first one may stand at the very beginning, without its line end.
    qsizetype pos = body.startsWith(QByteArrayView(delimiter).sliced(2)) ? -2 : body.indexOf(delimiter);
    if (pos < -2 || (pos == -1))
        return Error{QStringLiteral("The multipart form does not contain its boundary.")};
    Form form;
    int parts = 0;
    for (;;) {
        pos += delimiter.size();
        if (QByteArrayView(body).sliced(pos).startsWith("--"))
            return form;
        while (pos < body.size() && (body[pos] == ' ' || body[pos] == '\t'))
            ++pos;
        if (!QByteArrayView(body).sliced(pos).startsWith("\r\n"))
            return Error{QStringLiteral("A boundary of the multipart form does not end its line.")};
        const qsizetype headBegin = pos; // its line end may be the first of the empty line
        const qsizetype headEnd = body.indexOf("\r\n\r\n", headBegin);
        const qsizetype next = body.indexOf(delimiter, headBegin);
        if (next < 0)
            return Error{QStringLiteral("The multipart form ends before its last boundary.")};
        if (headEnd < 0 || headEnd + 4 > next + 2)
            return Error{QStringLiteral("A part of the multipart form has no empty line after its head.")};
        if (headEnd - headBegin > kMaxPartHead)
            return Error{QStringLiteral("A part of the multipart form has a head of more than 16 KiB.")};
        if (++parts > kMaxFields)
            return Error{QStringLiteral("The form has more than %1 parts.").arg(kMaxFields)};

        QByteArray disposition;
        QByteArray type = "text/plain";
        const QList<QByteArray> lines = body.mid(headBegin, headEnd - headBegin).split('\n');
        for (const QByteArray &line : lines) {
            const qsizetype colon = line.indexOf(':');
            if (colon < 0)
                continue;
            const QByteArray name = line.left(colon).trimmed().toLower();
            if (name == "content-disposition")
                disposition = line.mid(colon + 1).trimmed();
            else if (name == "content-type")
                type = line.mid(colon + 1).trimmed();
        }
        const std::optional<QByteArray> name = parameter(disposition, "name");
        if (!name)
            return Error{
                QStringLiteral("A part of the multipart form has no name in its Content-Disposition.")};
        const qsizetype dataBegin = std::min(headEnd + 4, next);
        const QByteArray data = body.mid(dataBegin, next - dataBegin);
        if (const std::optional<QByteArray> filename = parameter(disposition, "filename")) {
            // An empty file input is sent as a file without name or content.
            if (!filename->isEmpty() || !data.isEmpty())
                form.files.push_back({partName(*name), partName(*filename), QString::fromUtf8(type), data});
        } else {
            addValue(form.fields, partName(*name), QString::fromUtf8(data));
        }
        pos = next;
    }
}

} // namespace

std::optional<Target> splitTarget(const QByteArray &target)
{
    QByteArray rest = target;
    for (const char *scheme : {"http://", "https://"}) {
        if (!rest.toLower().startsWith(scheme))
            continue;
        const qsizetype slash = rest.indexOf('/', static_cast<qsizetype>(qstrlen(scheme)));
        rest = slash < 0 ? QByteArrayLiteral("/") : rest.mid(slash);
    }
    if (!rest.startsWith('/'))
        return std::nullopt;
    const qsizetype mark = rest.indexOf('?');
    Target split;
    split.query = mark < 0 ? QByteArray() : rest.mid(mark + 1);
    const QByteArray path = QByteArray::fromPercentEncoding(mark < 0 ? rest : rest.left(mark));
    QStringDecoder decoder(QStringDecoder::Utf8);
    split.path = decoder(path);
    if (decoder.hasError() || split.path.contains(QChar(0)))
        return std::nullopt;
    return split;
}

Result<QJsonObject> decodeUrlEncoded(QByteArrayView text)
{
    QJsonObject fields;
    int count = 0;
    for (qsizetype pos = 0; pos <= text.size();) {
        const qsizetype amp = text.indexOf('&', pos);
        const qsizetype end = amp < 0 ? text.size() : amp;
        const QByteArrayView pair = text.sliced(pos, end - pos);
        pos = end + 1;
        if (pair.isEmpty())
            continue;
        if (++count > kMaxFields)
            return Error{QStringLiteral("The form or query has more than %1 fields.").arg(kMaxFields)};
        const qsizetype equals = pair.indexOf('=');
        addValue(fields, decodeComponent(equals < 0 ? pair : pair.first(equals)),
                 equals < 0 ? QString() : decodeComponent(pair.sliced(equals + 1)));
    }
    return fields;
}

QJsonObject decodeCookies(const QByteArray &field)
{
    QJsonObject cookies;
    const QList<QByteArray> pairs = field.split(';');
    for (const QByteArray &pair : pairs) {
        const qsizetype equals = pair.indexOf('=');
        if (equals <= 0)
            continue;
        const QString name = QString::fromUtf8(pair.left(equals).trimmed());
        QByteArray value = pair.mid(equals + 1).trimmed();
        if (value.size() >= 2 && value.startsWith('"') && value.endsWith('"'))
            value = value.mid(1, value.size() - 2);
        if (!name.isEmpty() && !cookies.contains(name))
            cookies.insert(name, QString::fromUtf8(value));
    }
    return cookies;
}

Result<Form> decodeForm(const QByteArray &contentType, const QByteArray &body)
{
    const qsizetype semicolon = contentType.indexOf(';');
    const QByteArray type = (semicolon < 0 ? contentType : contentType.left(semicolon)).trimmed().toLower();
    if (type == "multipart/form-data")
        return decodeMultipart(contentType, body);
    if (type != "application/x-www-form-urlencoded")
        return Form{};
    Result<QJsonObject> fields = decodeUrlEncoded(body);
    if (!fields)
        return fields.error();
    return Form{*fields, {}};
}

SocketForm decodeSocketForm(const QByteArray &text)
{
    SocketForm decoded;
    if (!QByteArrayView(text).trimmed().startsWith('{'))
        return decoded;
    const QJsonDocument document = QJsonDocument::fromJson(text);
    decoded.form = document.object();
    for (const auto *name : {"HEADERS", "headers"}) {
        const QLatin1StringView key(name);
        const QJsonValue headers = decoded.form.value(key);
        // A form may have a field of that name: htmx's own always says HX-Request.
        if (!headers.isObject() || !headers.toObject().contains(QLatin1StringView("HX-Request")))
            continue;
        decoded.headers = headers.toObject();
        decoded.form.remove(key);
        break;
    }
    return decoded;
}

} // namespace swapscope::mock
