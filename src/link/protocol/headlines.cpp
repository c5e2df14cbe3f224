#include "headlines.h"

namespace swapscope {

namespace {

bool continues(const QByteArray &raw, qsizetype at)
{
    return at < raw.size() && (raw[at] == ' ' || raw[at] == '\t');
}

} // namespace

QByteArray editFields(const QByteArray &raw,
                      const std::function<FieldEdit(QByteArrayView name, const QByteArray &value)> &edit)
{
    qsizetype start = 0;
    // Empty lines before a request belong to its head.
    while (QByteArrayView(raw).sliced(start).startsWith("\r\n"))
        start += 2;
    const qsizetype firstEnd = raw.indexOf("\r\n", start);
    if (firstEnd < 0)
        return raw;
    start = firstEnd + 2;
    QByteArray result = raw.left(start);
    while (start < raw.size()) {
        qsizetype end = raw.indexOf("\r\n", start);
        if (end <= start) // the empty line, or no head at all
            break;
        while (continues(raw, end + 2)) {
            const qsizetype next = raw.indexOf("\r\n", end + 2);
            if (next < 0)
                break;
            end = next;
        }
        const QByteArray line = raw.mid(start, end + 2 - start);
        const qsizetype colon = line.indexOf(':');
        if (colon > 0) {
            const QByteArrayView name = QByteArrayView(line).first(colon);
            const FieldEdit change = edit(name, line.mid(colon + 1).trimmed());
            if (change.value)
                result += name.toByteArray() + ": " + *change.value + "\r\n";
            else if (!change.remove)
                result += line;
        } else {
            result += line;
        }
        start = end + 2;
    }
    return result + raw.mid(start);
}

} // namespace swapscope
