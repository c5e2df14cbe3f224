#include "streamreader.h"

#include <wire/chunk.h>

#include <cctype>
#include <utility>

namespace swapscope {

namespace {

constexpr qsizetype kEventLimit = 4 * 1024 * 1024;
constexpr qsizetype kMaxStray = 200; // of a line that is no field

// Whether a chunk that begins here is the one of size 0 (RFC 9112, section 7.1).
bool isLastChunk(const QByteArray &raw)
{
    qsizetype zeros = 0;
    while (zeros < raw.size() && raw[zeros] == '0')
        ++zeros;
    return zeros > 0 && zeros < raw.size() && std::isxdigit(static_cast<unsigned char>(raw[zeros])) == 0;
}

// The first line of a block that is none of an event stream's fields nor a comment; empty when all are.
QByteArray strayLine(const QByteArray &block)
{
    static const QByteArrayList fields{"", "data", "event", "id", "retry"};
    for (QByteArray line : QByteArray(block).replace('\r', '\n').split('\n')) {
        if (line.startsWith("\xef\xbb\xbf"))
            line.remove(0, 3);
        const qsizetype colon = line.indexOf(':');
        if (!line.isEmpty() && !fields.contains(colon < 0 ? line : line.left(colon)))
            return line.left(kMaxStray);
    }
    return {};
}

LinkMessage describeBlock(const wire::StreamBlock &block)
{
    using Block = wire::StreamBlock::Kind;
    LinkMessage message;
    message.bytes = block.raw.size();
    if (block.kind == Block::Comment) {
        message.kind = LinkMessage::Kind::Comment;
        message.text = block.raw.trimmed().left(LinkMessage::kMaxText);
        return message;
    }
    message.kind = block.kind == Block::Event ? LinkMessage::Kind::Event : LinkMessage::Kind::Fields;
    message.event = block.event.event.isEmpty() ? QStringLiteral("message") : block.event.event;
    message.id = block.event.id;
    message.retry = block.event.retry;
    message.text = block.event.data.toUtf8().left(LinkMessage::kMaxText);
    message.stray = strayLine(block.raw);
    return message;
}

QByteArray codingOf(const wire::HttpHead &head)
{
    const QByteArray coding = head.value("Content-Encoding");
    const QByteArray name = coding.trimmed().toLower();
    return name.isEmpty() || name == "identity" ? QByteArray() : coding;
}

} // namespace

StreamReader::StreamReader(const wire::HttpHead &head)
    : m_decoder(kEventLimit),
      m_chunked(head.hasToken("Transfer-Encoding", "chunked")),
      m_sized(!m_chunked && head.has("Content-Length")),
      m_coding(codingOf(head))
{
}

QString StreamReader::whyUnread() const
{
    return QStringLiteral("The stream is coded as %1.").arg(QString::fromLatin1(m_coding));
}

void StreamReader::take(const QByteArray &data, WireUnit &unit)
{
    StreamPart part{data, m_sized, m_chunked, m_insideChunk};
    if (m_chunked) {
        // Of the chunk's size line, data and line end it has what has come.
        const qsizetype sizeLine = m_insideChunk ? 0 : unit.raw.indexOf("\r\n") + 2;
        m_lastChunk = m_lastChunk || (!m_insideChunk && isLastChunk(unit.raw));
        m_insideChunk = unit.raw.size() == sizeLine + data.size();
    }
    part.insideAfter = m_insideChunk;
    part.last = m_lastChunk;
    unit.stream = std::make_shared<const StreamPart>(std::move(part));
    if (isCoded())
        return;
    for (const wire::StreamBlock &block : m_decoder.feed(data)) {
        unit.messages.push_back(describeBlock(block));
        if (block.kind == wire::StreamBlock::Kind::Event)
            unit.messages.back().n = ++m_events;
    }
    if (m_decoder.failed() && !std::exchange(m_unread, true)) {
        unit.messages.push_back(LinkMessage::unread(
            QStringLiteral("An event is larger than %1 bytes, the most that is read.").arg(kEventLimit),
            m_decoder.pending().size()));
    }
}

std::optional<QByteArray> StreamReader::end() const
{
    if (!m_chunked || m_insideChunk)
        return std::nullopt;
    return wire::encodeLastChunk();
}

} // namespace swapscope
