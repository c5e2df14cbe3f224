#include "headparser.h"

// No other source includes Beast's parser, because it is slow to compile.
#include <boost/beast/http/basic_parser.hpp>

#include <QList>

#include <limits>

namespace swapscope::wire {

namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;

QByteArray toBytes(beast::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

// Collects what Beast's parser reports. It is given heads only, never a body.
template<bool isRequest>
class Parser : public http::basic_parser<isRequest>
{
public:
    HttpHead head;

private:
    void on_request_impl(http::verb, beast::string_view method, beast::string_view target, int version,
                         beast::error_code &) override
    {
        head.request = true;
        head.method = toBytes(method);
        head.target = toBytes(target);
        head.version = version;
    }
    void on_response_impl(int code, beast::string_view reason, int version, beast::error_code &) override
    {
        head.request = false;
        head.status = code;
        head.reason = toBytes(reason);
        head.version = version;
    }
    void on_field_impl(http::field, beast::string_view name, beast::string_view value,
                       beast::error_code &) override
    {
        head.fields.push_back({toBytes(name), toBytes(value)});
    }
    void on_header_impl(beast::error_code &) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t> &, beast::error_code &) override {}
    std::size_t on_body_impl(beast::string_view, beast::error_code &) override { return 0; }
    void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code &) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view, beast::error_code &) override
    {
        return 0;
    }
    void on_finish_impl(beast::error_code &) override {}
};

// True for a well-formed version that is not supported, "HTTP/2.0": the answer is 505 and not 400.
bool namesOtherVersion(bool request, QByteArrayView bytes)
{
    QByteArrayView line = bytes.first(bytes.indexOf('\r'));
    if (request) {
        if (line.count(' ') != 2)
            return false;
        line = line.sliced(line.lastIndexOf(' ') + 1);
    }
    const auto digit = [&](qsizetype at) { return line[at] >= '0' && line[at] <= '9'; };
    const bool ends = line.size() == 8 || (!request && line.size() > 8 && line[8] == ' ');
    return ends && line.startsWith("HTTP/") && digit(5) && line[6] == '.' && digit(7);
}

HeadError describe(const beast::error_code &error, bool request, QByteArrayView bytes)
{
    if (error == http::error::bad_version) {
        if (namesOtherVersion(request, bytes))
            return {505, QStringLiteral("Only HTTP/1.0 and HTTP/1.1 are spoken here.")};
        return {400, request ? QStringLiteral("The request line does not end in an HTTP version.")
                             : QStringLiteral("The status line does not begin with an HTTP version.")};
    }
    if (error == http::error::bad_method)
        return {400, QStringLiteral("The request line does not begin with a method.")};
    if (error == http::error::bad_target)
        return {400,
                QStringLiteral("The request target is empty or holds a character that must be encoded.")};
    if (error == http::error::bad_status)
        return {400, QStringLiteral("The status is not a number of three digits.")};
    // Newer versions of Beast have an error of their own for a second one that differs.
    if (error == http::error::bad_content_length || error.message() == "multiple Content-Length")
        return {400, QStringLiteral("Content-Length is no length, or does not agree with another field.")};
    if (error == http::error::bad_transfer_encoding)
        return {400, QStringLiteral("Transfer-Encoding does not agree with another field.")};
    if (error == http::error::bad_field)
        return {400, QStringLiteral("A line of the head has no valid field name before its colon.")};
    if (error == http::error::bad_value)
        return {400, QStringLiteral("A field of the head has an invalid value.")};
    return {400, QStringLiteral("The head is malformed (%1).").arg(QString::fromStdString(error.message()))};
}

struct Codings
{
    int count = 0;
    int chunked = 0;
    bool chunkedLast = false;
    bool nameless = false;
};

// Reads the transfer codings of all Transfer-Encoding fields, in order (RFC 9112 §6.1).
Codings codingsOf(const HttpHead &head)
{
    Codings codings;
    for (const HttpField &field : head.fields) {
        if (field.name.compare("Transfer-Encoding", Qt::CaseInsensitive) != 0)
            continue;
        for (const QByteArray &part : field.value.split(',')) {
            const QByteArray coding = part.trimmed();
            ++codings.count;
            codings.nameless |= coding.isEmpty();
            codings.chunkedLast = coding.compare("chunked", Qt::CaseInsensitive) == 0;
            codings.chunked += codings.chunkedLast ? 1 : 0;
        }
    }
    return codings;
}

template<bool isRequest>
std::variant<ParsedHead, HeadError> parse(QByteArrayView bytes)
{
    Parser<isRequest> parser;
    parser.header_limit(std::numeric_limits<std::uint32_t>::max());
    parser.body_limit(std::numeric_limits<std::uint64_t>::max());
    beast::error_code error;
    parser.put(boost::asio::const_buffer(bytes.data(), static_cast<std::size_t>(bytes.size())), error);
    if (error == http::error::need_more || (!error && !parser.is_header_done()))
        return HeadError{400, QStringLiteral("The head is not complete.")};
    if (error)
        return describe(error, isRequest, bytes);

    ParsedHead parsed;
    parsed.head = std::move(parser.head);
    const HttpHead &head = parsed.head;
    if (!isRequest && head.status < 100)
        return HeadError{400, QStringLiteral("A status is at least 100.")};

    const Codings codings = codingsOf(head);
    if (head.has("Content-Length")) {
        if (codings.count > 0)
            return HeadError{400, QStringLiteral("Content-Length and Transfer-Encoding exclude each other.")};
        const auto length = parser.content_length();
        if (!length || *length > static_cast<quint64>(std::numeric_limits<qint64>::max()))
            return HeadError{400, QStringLiteral("Content-Length is too large a number.")};
        parsed.framing.length = *length;
    }
    if (codings.count > 0) {
        if (head.version < 11)
            return HeadError{400, QStringLiteral("HTTP/1.0 knows no Transfer-Encoding.")};
        if (codings.nameless || codings.chunked > 1 || (codings.chunked == 1 && !codings.chunkedLast))
            return HeadError{400, QStringLiteral("In Transfer-Encoding, chunked stands once and last.")};
        parsed.framing.chunked = codings.chunkedLast;
        parsed.framing.coded = codings.count > codings.chunked;
        if (isRequest && parsed.framing.coded)
            return HeadError{501, QStringLiteral("The only transfer coding known here is chunked.")};
    }
    return parsed;
}

} // namespace

std::variant<ParsedHead, HeadError> parseHead(bool request, QByteArrayView bytes)
{
    return request ? parse<true>(bytes) : parse<false>(bytes);
}

} // namespace swapscope::wire
