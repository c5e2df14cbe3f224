#include "flatlinewriter.h"

#include "flatline.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <string_view>

namespace swapscope {

using namespace flatline;

namespace {

// Writes to the end of an array, which has room for the whole line from the beginning.
class Writer
{
public:
    Writer(QByteArray &out, qsizetype most) : m_out(out)
    {
        const qsizetype size = out.size();
        if (out.capacity() < size + most)
            out.reserve(std::max(size + most, size * 2));
        out.resize(size + most);
        m_at = out.data() + size;
    }
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;
    ~Writer() { m_out.truncate(m_at - m_out.constData()); }

    void put(char sign) { *m_at++ = sign; }
    void put(QByteArrayView bytes)
    {
        if (!bytes.isEmpty())
            std::memcpy(m_at, bytes.data(), static_cast<std::size_t>(bytes.size()));
        m_at += bytes.size();
    }
    void number(auto value) { m_at = std::to_chars(m_at, m_at + kMostDigits, value).ptr; }
    void real(double value)
    {
        const double size = std::abs(value);
        if (size < 1e-4 || size >= 1e15)
            put(QByteArray::number(value, 'g', QLocale::FloatingPointShortest));
        else
            m_at = std::to_chars(m_at, m_at + kMostDigits, value, std::chars_format::fixed).ptr;
    }
    void seconds(Nanoseconds t)
    {
        const Nanoseconds known = std::max<Nanoseconds>(t, 0);
        number(known / kSecond);
        put('.');
        Nanoseconds rest = known % kSecond;
        for (int i = 8; i >= 0; --i, rest /= 10)
            m_at[i] = static_cast<char>('0' + rest % 10);
        m_at += 9;
    }
    void text(QByteArrayView text)
    {
        put('"');
        for (const char *at = text.begin(); at != text.end();) {
            const char *const plain = plainEnd(at, text.end());
            put(QByteArrayView(at, plain - at));
            at = plain;
            if (at != text.end())
                escaped(*at++);
        }
        put('"');
    }

    static constexpr qsizetype kMostDigits = 40;

private:
    void escaped(char letter)
    {
        constexpr char kHex[] = "0123456789abcdef";
        constexpr std::string_view kLetters = "\"\\\b\f\n\r\t";
        constexpr std::string_view kWritten = "\"\\bfnrt";
        put('\\');
        if (const std::size_t which = kLetters.find(letter); which != std::string_view::npos)
            return put(kWritten[which]);
        put("u00");
        put(kHex[(letter >> 4) & 0xf]);
        put(kHex[letter & 0xf]);
    }

    QByteArray &m_out;
    char *m_at = nullptr;
};

bool isHeadName(QStringView name)
{
    return std::any_of(kHeadNames.begin(), kHeadNames.end(), [name](std::string_view head) {
        return name == QLatin1StringView(head.data(), static_cast<qsizetype>(head.size()));
    });
}

// ", " and the members that are declared nowhere, as they stand in the line.
QByteArray undeclaredMembers(const QJsonObject &members)
{
    QByteArray written;
    for (auto member = members.begin(); member != members.end(); ++member) {
        if (isHeadName(member.key()))
            continue;
        const auto json = [](const QJsonValue &value) {
            const QByteArray inArray = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
            return inArray.mid(1, inArray.size() - 2);
        };
        written += ", " + json(member.key()) + ": " + json(member.value());
    }
    return written;
}

} // namespace

void writeFlatLine(QByteArray &out, const Event &event)
{
    // A character takes six at most (\u001f), a name or a number fits into what each field has besides.
    constexpr qsizetype kHead = 400;
    constexpr qsizetype kField = 64 + Writer::kMostDigits;
    QByteArray undeclared;
    qsizetype most = kHead + event.client.size() * 3 * 6;
    for (const Payload::Entry &entry : event.data) {
        most += kField;
        if (entry.field == Field::Undeclared) {
            undeclared = undeclaredMembers(event.data.value(entry.field).toObject());
            most += undeclared.size();
        } else if ((entry.type == FieldValue::Type::Text || entry.type == FieldValue::Type::Json) &&
                   entry.text != nullptr) {
            most += qsizetype(entry.text->size) * 6;
        }
    }
    Writer line(out, most);
    line.put("{\"t\": ");
    line.seconds(event.t);
    line.put(", \"kind\": \"");
    line.put(kindName(event.kind));
    line.put('"');
    if (!event.client.isEmpty()) {
        line.put(", \"client\": ");
        line.text(event.client.toUtf8());
    }
    const auto number = [&](QByteArrayView name, auto value) {
        if (value == 0)
            return;
        line.put(name);
        line.number(value);
    };
    number(", \"conn\": ", event.conn.number());
    number(", \"n\": ", event.n);
    number(", \"update\": ", event.update);
    number(", \"cause\": ", event.cause);
    for (const Payload::Entry &entry : event.data) {
        if (entry.field == Field::Undeclared) {
            line.put(undeclared);
            continue;
        }
        const QByteArrayView text =
            (entry.type == FieldValue::Type::Text || entry.type == FieldValue::Type::Json) &&
                    entry.text != nullptr
                ? QByteArrayView(entry.text->text(), entry.text->size)
                : QByteArrayView();
        line.put(", \"");
        line.put(fieldName(entry.field));
        line.put("\": ");
        switch (entry.type) {
        case FieldValue::Type::Text:
            line.text(text);
            break;
        case FieldValue::Type::Word:
            line.text(wordText(entry.word));
            break;
        case FieldValue::Type::Integer:
            line.number(entry.integer);
            break;
        case FieldValue::Type::Real:
            line.real(entry.real);
            break;
        case FieldValue::Type::Truth:
            line.put(entry.integer != 0 ? "true" : "false");
            break;
        case FieldValue::Type::Json:
            line.put(text);
            break;
        case FieldValue::Type::Undefined:
            break;
        }
    }
    line.put('}');
}

} // namespace swapscope
