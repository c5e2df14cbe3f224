#include "flatlinereader.h"

#include "flatline.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <bitset>
#include <charconv>
#include <cstring>
#include <limits>
#include <string_view>
#include <unordered_map>

namespace swapscope {

using namespace flatline;

namespace {

constexpr qint64 kMostSeconds = 8'000'000;
constexpr qsizetype kMostClients = 4096;
constexpr qsizetype kMostKnown = 16 * 1024; // bytes of a text that is remembered

std::string_view viewOf(QByteArrayView bytes)
{
    return {bytes.data(), static_cast<std::size_t>(bytes.size())};
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
        event.conn = ConnectionId(static_cast<int>(*number));
    else if (which == HeadField::N)
        event.n = static_cast<int>(*number);
    else if (which == HeadField::Update)
        event.update = *number;
    else
        event.cause = static_cast<EventId>(*number);
    return true;
}

} // namespace

const QString &FlatLineReader::clientNamed(QByteArrayView name)
{
    const auto known = m_clients.constFind(QByteArray::fromRawData(name.data(), name.size()));
    if (known != m_clients.cend())
        return *known;
    if (m_clients.size() >= kMostClients)
        m_clients.clear();
    return *m_clients.insert(name.toByteArray(), QString::fromUtf8(name));
}

std::optional<Event> FlatLineReader::read(QByteArrayView line)
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

} // namespace swapscope
