#include "flatline.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <bitset>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>
#include <unordered_map>

namespace swapscope {

namespace {

constexpr qint64 kMostSeconds = 8'000'000;
constexpr std::size_t kMostClients = 64;

void appendNumber(QByteArray &out, auto number)
{
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end - digits.data());
}

void appendReal(QByteArray &out, double number)
{
    const double size = std::abs(number);
    if (size < 1e-4 || size >= 1e15) {
        out += QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
        return;
    }
    std::array<char, 40> digits;
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed).ptr;
    out.append(digits.data(), end - digits.data());
}

void appendEscaped(QByteArray &out, char letter)
{
    constexpr char kHex[] = "0123456789abcdef";
    switch (letter) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\b':
        out += "\\b";
        return;
    case '\f':
        out += "\\f";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        out += "\\u00";
        out += kHex[(letter >> 4) & 0xf];
        out += kHex[letter & 0xf];
    }
}

void appendText(QByteArray &out, QByteArrayView text)
{
    out += '"';
    const char *plain = text.begin();
    for (const char *at = text.begin(); at != text.end(); ++at) {
        if (static_cast<unsigned char>(*at) >= 0x20 && *at != '"' && *at != '\\')
            continue;
        out.append(plain, at - plain);
        appendEscaped(out, *at);
        plain = at + 1;
    }
    out.append(plain, text.end() - plain);
    out += '"';
}

void appendSeconds(QByteArray &out, Nanoseconds t)
{
    const Nanoseconds known = std::max<Nanoseconds>(t, 0);
    appendNumber(out, known / kSecond);
    std::array<char, 10> fraction{'.', '0', '0', '0', '0', '0', '0', '0', '0', '0'};
    Nanoseconds rest = known % kSecond;
    for (std::size_t i = 9; i > 0; --i, rest /= 10)
        fraction[i] = static_cast<char>('0' + rest % 10);
    out.append(fraction.data(), fraction.size());
}

bool isHeadName(QByteArrayView name)
{
    return name == "t" || name == "kind" || name == "client" || name == "conn" || name == "n" ||
           name == "update" || name == "cause";
}

void appendUndeclared(QByteArray &out, const QJsonObject &members)
{
    for (auto member = members.begin(); member != members.end(); ++member) {
        const QByteArray name = member.key().toUtf8();
        if (isHeadName(name))
            continue;
        out += ", ";
        appendText(out, name);
        out += ": ";
        const QByteArray one =
            QJsonDocument(QJsonArray{QJsonValue(member.value())}).toJson(QJsonDocument::Compact);
        out += one.mid(1, one.size() - 2);
    }
}

// Reads a line from left to right. The first thing that is not as expected makes it bad, and it stays so.
class Scanner
{
public:
    Scanner(QByteArrayView line, QByteArray &room) : m_at(line.begin()), m_end(line.end()), m_room(room) {}

    bool good() const { return m_good; }
    bool atEnd() const { return m_at == m_end; }
    char next() const { return m_at == m_end ? '\0' : *m_at; }

    void skip()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\t'))
            ++m_at;
    }
    bool take(char sign)
    {
        if (next() != sign)
            return false;
        ++m_at;
        return true;
    }
    void expect(char sign) { m_good &= take(sign); }

    // A text with its quotes; lasts until the next one that has escapes.
    QByteArrayView text()
    {
        expect('"');
        const char *begin = m_at;
        while (m_at != m_end && *m_at != '"' && *m_at != '\\' && static_cast<unsigned char>(*m_at) >= 0x20)
            ++m_at;
        if (next() == '"') {
            const QByteArrayView plain(begin, m_at++);
            return plain;
        }
        m_room.resize(0);
        m_room.append(begin, m_at - begin);
        while (m_good && next() != '"')
            piece();
        expect('"');
        return m_room;
    }

    // A number as it stands.
    std::string_view number()
    {
        const char *begin = m_at;
        while (m_at != m_end && ((*m_at >= '0' && *m_at <= '9') || *m_at == '-' || *m_at == '+' ||
                                 *m_at == '.' || *m_at == 'e' || *m_at == 'E'))
            ++m_at;
        return {begin, static_cast<std::size_t>(m_at - begin)};
    }

    bool word(std::string_view expected)
    {
        if (static_cast<std::size_t>(m_end - m_at) < expected.size() ||
            std::string_view(m_at, expected.size()) != expected)
            return false;
        m_at += expected.size();
        return true;
    }

    // An array or an object as it stands.
    QByteArrayView nested()
    {
        const char *begin = m_at;
        int depth = 0;
        for (bool quoted = false; m_at != m_end; ++m_at) {
            if (quoted) {
                if (*m_at == '\\' && m_at + 1 != m_end)
                    ++m_at;
                else if (*m_at == '"')
                    quoted = false;
                continue;
            }
            if (*m_at == '"')
                quoted = true;
            depth += *m_at == '[' || *m_at == '{' ? 1 : *m_at == ']' || *m_at == '}' ? -1 : 0;
            if (depth == 0 && !quoted) {
                ++m_at;
                return {begin, m_at};
            }
        }
        m_good = false;
        return {};
    }

    void fail() { m_good = false; }

private:
    // An escape, or what stands up to the next one.
    void piece()
    {
        if (m_at == m_end || static_cast<unsigned char>(*m_at) < 0x20)
            return fail();
        if (*m_at != '\\') {
            const char *begin = m_at;
            while (m_at != m_end && *m_at != '"' && *m_at != '\\' &&
                   static_cast<unsigned char>(*m_at) >= 0x20)
                ++m_at;
            m_room.append(begin, m_at - begin);
            return;
        }
        ++m_at;
        constexpr std::string_view kShort = "\"\\/bfnrt";
        constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
        const std::size_t which = m_at == m_end ? std::string_view::npos : kShort.find(*m_at);
        if (which == std::string_view::npos)
            return fail(); // \u: the long way
        m_room += kMeant[which];
        ++m_at;
    }

    const char *m_at;
    const char *m_end;
    QByteArray &m_room;
    bool m_good = true;
};

// Digits only, no leading zero, nine digits a fraction at most: read without rounding.
std::optional<Nanoseconds> secondsOf(std::string_view text)
{
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = point == std::string_view::npos ? "" : text.substr(point + 1);
    if (whole.empty() || whole.size() > 7 || (whole.size() > 1 && whole.front() == '0') ||
        fraction.size() > 9 || (point != std::string_view::npos && fraction.empty()))
        return std::nullopt;
    Nanoseconds t = 0;
    for (std::size_t i = 0; i < whole.size() + 9; ++i) {
        const std::size_t behind = i - whole.size();
        const char digit = i < whole.size() ? whole[i] : behind < fraction.size() ? fraction[behind] : '0';
        if (digit < '0' || digit > '9')
            return std::nullopt;
        t = t * 10 + (digit - '0');
    }
    return t <= kMostSeconds * kSecond ? std::optional(t) : std::nullopt;
}

std::optional<qint64> wholeNumber(std::string_view text)
{
    const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
    if (digits.empty() || digits.size() > 18 || (digits.front() == '0' && text.size() > 1))
        return std::nullopt;
    qint64 number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// "-1.5", "0.25", "1e-7", as JSON has them.
std::optional<double> realNumber(std::string_view text)
{
    const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
    const bool fine = digits.size() > 2 && digits.front() >= '0' && digits.front() <= '9' &&
                      (digits.front() != '0' || digits[1] == '.') && digits.back() >= '0' &&
                      digits.back() <= '9' && digits.find('+') == std::string_view::npos;
    double number = 0;
    if (!fine)
        return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::optional<FieldValue> valueOf(Scanner &scanner)
{
    switch (scanner.next()) {
    case '"': {
        const QByteArrayView text = scanner.text();
        return FieldValue::utf8(text);
    }
    case 't':
        return scanner.word("true") ? std::optional(FieldValue(true)) : std::nullopt;
    case 'f':
        return scanner.word("false") ? std::optional(FieldValue(false)) : std::nullopt;
    case '[':
    case '{': {
        const QByteArray nested = scanner.nested().toByteArray();
        const QJsonDocument document = QJsonDocument::fromJson(nested);
        if (document.isNull())
            return std::nullopt;
        return document.isArray() ? FieldValue(document.array()) : FieldValue(document.object());
    }
    default:
        break;
    }
    const std::string_view number = scanner.number();
    if (const std::optional<qint64> whole = wholeNumber(number))
        return FieldValue(*whole);
    if (const std::optional<double> real = realNumber(number))
        return FieldValue(*real);
    return std::nullopt;
}

std::optional<Kind> kindNamed(QByteArrayView name)
{
    static const std::unordered_map<std::string_view, Kind> kinds = [] {
        std::unordered_map<std::string_view, Kind> table;
        for (std::size_t i = 0; i < kEventKinds; ++i) {
            const QLatin1StringView text = kindName(static_cast<Kind>(i));
            table.emplace(std::string_view(text.data(), static_cast<std::size_t>(text.size())),
                          static_cast<Kind>(i));
        }
        return table;
    }();
    const auto found = kinds.find(std::string_view(name.data(), static_cast<std::size_t>(name.size())));
    return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

enum class HeadField { T, Kind, Client, Conn, N, Update, Cause };

std::optional<HeadField> headField(QByteArrayView name)
{
    constexpr std::array<std::string_view, 7> kNames{"t", "kind", "client", "conn", "n", "update", "cause"};
    const auto found = std::find(kNames.begin(), kNames.end(),
                                 std::string_view(name.data(), static_cast<std::size_t>(name.size())));
    return found == kNames.end() ? std::nullopt
                                 : std::optional(static_cast<HeadField>(found - kNames.begin()));
}

} // namespace

const QString &FlatLines::clientNamed(QByteArrayView name)
{
    for (const auto &[bytes, text] : m_clients) {
        if (bytes == name)
            return text;
    }
    if (m_clients.size() >= kMostClients)
        m_clients.erase(m_clients.begin());
    return m_clients.emplace_back(name.toByteArray(), QString::fromUtf8(name)).second;
}

std::optional<Event> FlatLines::read(QByteArrayView line)
{
    if (!line.isValidUtf8())
        return std::nullopt;
    Scanner scanner(line, m_text);
    Event event;
    std::bitset<7> heads;
    std::bitset<kFields> fields;
    scanner.expect('{');
    for (bool more = true; more && scanner.good();) {
        scanner.skip();
        const QByteArrayView name = scanner.text();
        const std::optional<HeadField> head = headField(name);
        const std::optional<Field> field = head ? std::nullopt : fieldFromName(name);
        scanner.skip();
        scanner.expect(':');
        scanner.skip();
        if (!scanner.good() || (!head && !field))
            return std::nullopt;
        if (field) {
            std::optional<FieldValue> value = valueOf(scanner);
            if (!value || !scanner.good() || fields.test(static_cast<std::size_t>(*field)))
                return std::nullopt;
            fields.set(static_cast<std::size_t>(*field));
            event.data.insert(*field, std::move(*value));
        } else {
            const auto which = static_cast<std::size_t>(*head);
            if (heads.test(which))
                return std::nullopt;
            heads.set(which);
            if (*head == HeadField::Kind) {
                const std::optional<Kind> kind = kindNamed(scanner.text());
                if (!kind)
                    return std::nullopt;
                event.kind = *kind;
            } else if (*head == HeadField::Client) {
                event.client = clientNamed(scanner.text());
            } else if (*head == HeadField::T) {
                const std::optional<Nanoseconds> t = secondsOf(scanner.number());
                if (!t)
                    return std::nullopt;
                event.t = *t;
            } else {
                const std::optional<qint64> number = wholeNumber(scanner.number());
                const qint64 most = *head == HeadField::Update ? std::numeric_limits<qint64>::max()
                                                               : std::numeric_limits<int>::max();
                if (!number || *number < 0 || *number > most)
                    return std::nullopt;
                if (*head == HeadField::Conn)
                    event.conn = static_cast<int>(*number);
                else if (*head == HeadField::N)
                    event.n = static_cast<int>(*number);
                else if (*head == HeadField::Update)
                    event.update = *number;
                else
                    event.cause = static_cast<EventId>(*number);
            }
        }
        scanner.skip();
        more = scanner.take(',');
    }
    scanner.expect('}');
    scanner.skip();
    const bool whole = scanner.good() && scanner.atEnd() &&
                       heads.test(static_cast<std::size_t>(HeadField::T)) &&
                       heads.test(static_cast<std::size_t>(HeadField::Kind));
    return whole ? std::optional(std::move(event)) : std::nullopt;
}

void FlatLines::write(QByteArray &out, const Event &event)
{
    out += "{\"t\": ";
    appendSeconds(out, event.t);
    out += ", \"kind\": \"";
    out.append(QByteArrayView(kindName(event.kind)));
    out += '"';
    if (!event.client.isEmpty()) {
        out += ", \"client\": ";
        appendText(out, event.client.toUtf8());
    }
    const auto number = [&](const char *name, auto value) {
        if (value == 0)
            return;
        out += ", \"";
        out += name;
        out += "\": ";
        appendNumber(out, value);
    };
    number("conn", event.conn);
    number("n", event.n);
    number("update", event.update);
    number("cause", event.cause);
    for (const Payload::Entry &entry : event.data) {
        const FieldValue value = event.data.value(entry.field);
        if (entry.field == Field::Undeclared) {
            appendUndeclared(out, value.toObject());
            continue;
        }
        out += ", \"";
        out.append(QByteArrayView(fieldName(entry.field)));
        out += "\": ";
        switch (value.type()) {
        case FieldValue::Type::Text:
        case FieldValue::Type::Word:
            appendText(out, value.text());
            break;
        case FieldValue::Type::Integer:
            appendNumber(out, value.toInteger());
            break;
        case FieldValue::Type::Real:
            appendReal(out, value.toDouble());
            break;
        case FieldValue::Type::Truth:
            out += value.toBool() ? "true" : "false";
            break;
        case FieldValue::Type::Json:
            out.append(value.written());
            break;
        case FieldValue::Type::Undefined:
            break;
        }
    }
    out += '}';
}

} // namespace swapscope
