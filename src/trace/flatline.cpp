#include "flatline.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <string_view>
#include <unordered_map>

namespace swapscope {

namespace {

constexpr qint64 kMostSeconds = 8'000'000;
constexpr qsizetype kMostClients = 4096;
constexpr qsizetype kMostKnown = 16 * 1024; // bytes of a text that is remembered

// Where the first byte stands that ends a plain stretch of a text: a quote, a backslash or a control
// character; `end` when there is none. Eight bytes at a time.
const char *plainEnd(const char *at, const char *end)
{
    constexpr quint64 kOnes = 0x0101010101010101;
    constexpr quint64 kHigh = 0x8080808080808080;
    const auto zeros = [](quint64 bytes) { return (bytes - kOnes) & ~bytes & kHigh; };
    while (end - at >= 8) {
        quint64 bytes = 0;
        std::memcpy(&bytes, at, sizeof bytes);
        const quint64 control = (bytes - kOnes * 0x20) & ~bytes & kHigh;
        const quint64 found = control | zeros(bytes ^ kOnes * '"') | zeros(bytes ^ kOnes * '\\');
        if (found != 0) {
            if constexpr (std::endian::native == std::endian::little)
                return at + std::countr_zero(found) / 8; // only above the first one may it be wrong
            break;
        }
        at += 8;
    }
    while (at != end && static_cast<unsigned char>(*at) >= 0x20 && *at != '"' && *at != '\\')
        ++at;
    return at;
}

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

enum class HeadField { T, Kind, Client, Conn, N, Update, Cause };
constexpr std::array<std::string_view, 7> kHeadNames = {"t", "kind",   "client", "conn",
                                                        "n", "update", "cause"};

std::string_view viewOf(QByteArrayView bytes)
{
    return {bytes.data(), static_cast<std::size_t>(bytes.size())};
}

bool isHeadName(std::string_view name)
{
    return std::find(kHeadNames.begin(), kHeadNames.end(), name) != kHeadNames.end();
}

// ", " and the members that are declared nowhere, as they stand in the line.
QByteArray undeclaredMembers(const QJsonObject &members)
{
    QByteArray written;
    for (auto member = members.begin(); member != members.end(); ++member) {
        if (isHeadName(viewOf(member.key().toUtf8())))
            continue;
        const auto json = [](const QJsonValue &value) {
            const QByteArray inArray = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
            return inArray.mid(1, inArray.size() - 2);
        };
        written += ", " + json(member.key()) + ": " + json(member.value());
    }
    return written;
}

constexpr std::array<bool, 256> kOfNumbers = [] {
    std::array<bool, 256> signs{};
    for (const char sign : std::string_view("0123456789-+.eE"))
        signs[static_cast<unsigned char>(sign)] = true;
    return signs;
}();

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
        m_at = plainEnd(m_at, m_end);
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

    // Takes this text with its quotes, if it is the one that stands here. `written` has its escapes.
    bool takeText(QByteArrayView written)
    {
        const qsizetype size = written.size();
        if (m_end - m_at < size + 2 || *m_at != '"' || m_at[size + 1] != '"' ||
            std::memcmp(m_at + 1, written.data(), static_cast<std::size_t>(size)) != 0)
            return false;
        m_at += size + 2;
        return true;
    }

    const char *position() const { return m_at; }

    // A number as it stands.
    std::string_view number()
    {
        const char *begin = m_at;
        while (m_at != m_end && kOfNumbers[static_cast<unsigned char>(*m_at)])
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
            m_at = plainEnd(m_at, m_end);
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
    for (const std::string_view digits : {whole, fraction}) {
        for (const char digit : digits) {
            if (digit < '0' || digit > '9')
                return std::nullopt;
            t = t * 10 + (digit - '0');
        }
    }
    for (std::size_t i = fraction.size(); i < 9; ++i)
        t *= 10;
    return t <= kMostSeconds * kSecond ? std::optional(t) : std::nullopt;
}

std::optional<qint64> wholeNumber(std::string_view text)
{
    const bool negative = text.starts_with('-');
    const std::string_view digits = text.substr(negative ? 1 : 0);
    if (digits.empty() || digits.size() > 18 || (digits.front() == '0' && text.size() > 1))
        return std::nullopt;
    qint64 number = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9')
            return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    return negative ? -number : number;
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

// A text of a line that is known to be UTF-8. `known` is what the field said last.
FieldValue textOf(Scanner &scanner, auto &known)
{
    if (!known.value.isUndefined() && scanner.takeText(known.written))
        return known.value;
    const char *const begin = scanner.position() + 1;
    FieldValue value(SharedText(scanner.text()));
    const qsizetype size = scanner.position() - begin - 1;
    if (scanner.good() && size <= kMostKnown)
        known = {QByteArray(begin, size), value};
    return value;
}

std::optional<FieldValue> valueOf(Scanner &scanner, auto &known)
{
    switch (scanner.next()) {
    case '"':
        return textOf(scanner, known);
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
    const auto found = kinds.find(viewOf(name));
    return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

// A member of a line is one of the head (its index there) or a field (its index behind the head's).
QByteArrayView memberName(std::size_t member)
{
    if (member < kHeadNames.size())
        return {kHeadNames[member].data(), static_cast<qsizetype>(kHeadNames[member].size())};
    return fieldName(static_cast<Field>(member - kHeadNames.size()));
}

std::optional<std::size_t> memberNamed(QByteArrayView name)
{
    const auto head = std::find(kHeadNames.begin(), kHeadNames.end(), viewOf(name));
    if (head != kHeadNames.end())
        return static_cast<std::size_t>(head - kHeadNames.begin());
    const std::optional<Field> field = fieldFromName(name);
    return field ? std::optional(kHeadNames.size() + static_cast<std::size_t>(*field)) : std::nullopt;
}

// Reads one of the head; false when it is not as expected.
bool readHead(Scanner &scanner, HeadField which, Event &event)
{
    if (which == HeadField::Kind) {
        const std::optional<Kind> kind = kindNamed(scanner.text());
        event.kind = kind.value_or(event.kind);
        return kind.has_value();
    }
    if (which == HeadField::T) {
        const std::optional<Nanoseconds> t = secondsOf(scanner.number());
        event.t = t.value_or(0);
        return t.has_value();
    }
    const std::optional<qint64> number = wholeNumber(scanner.number());
    const qint64 most =
        which == HeadField::Update ? std::numeric_limits<qint64>::max() : std::numeric_limits<int>::max();
    if (!number || *number < 0 || *number > most)
        return false;
    if (which == HeadField::Conn)
        event.conn = static_cast<int>(*number);
    else if (which == HeadField::N)
        event.n = static_cast<int>(*number);
    else if (which == HeadField::Update)
        event.update = *number;
    else
        event.cause = static_cast<EventId>(*number);
    return true;
}

} // namespace

const QString &FlatLines::clientNamed(QByteArrayView name)
{
    const auto known = m_clients.constFind(QByteArray::fromRawData(name.data(), name.size()));
    if (known != m_clients.cend())
        return *known;
    if (m_clients.size() >= kMostClients)
        m_clients.clear();
    return *m_clients.insert(name.toByteArray(), QString::fromUtf8(name));
}

std::optional<Event> FlatLines::read(QByteArrayView line)
{
    if (!line.isValidUtf8())
        return std::nullopt;
    Scanner scanner(line, m_text);
    Event event;
    std::bitset<kMembers> there;
    std::size_t before = 0; // the member that stands before
    scanner.expect('{');
    for (bool more = true; more && scanner.good();) {
        scanner.skip();
        quint8 &follows = m_follows[static_cast<std::size_t>(event.kind)][before];
        if (follows == 0 || !scanner.takeText(memberName(follows - std::size_t(1)))) {
            const std::optional<std::size_t> named = memberNamed(scanner.text());
            if (!named)
                return std::nullopt;
            follows = static_cast<quint8>(*named + 1);
        }
        const std::size_t member = follows - std::size_t(1);
        before = member;
        scanner.skip();
        scanner.expect(':');
        scanner.skip();
        if (!scanner.good() || there.test(member))
            return std::nullopt;
        there.set(member);
        if (member >= kHeadNames.size()) {
            const std::size_t field = member - kHeadNames.size();
            std::optional<FieldValue> value = valueOf(scanner, m_texts[field]);
            if (!value || !scanner.good())
                return std::nullopt;
            event.data.insert(static_cast<Field>(field), std::move(*value));
        } else if (const auto head = static_cast<HeadField>(member); head == HeadField::Client) {
            event.client = clientNamed(scanner.text());
        } else if (!readHead(scanner, head, event)) {
            return std::nullopt;
        }
        scanner.skip();
        more = scanner.take(',');
    }
    scanner.expect('}');
    scanner.skip();
    const bool whole = scanner.good() && scanner.atEnd() &&
                       there.test(static_cast<std::size_t>(HeadField::T)) &&
                       there.test(static_cast<std::size_t>(HeadField::Kind));
    return whole ? std::optional(std::move(event)) : std::nullopt;
}

void FlatLines::write(QByteArray &out, const Event &event)
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
    number(", \"conn\": ", event.conn);
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
