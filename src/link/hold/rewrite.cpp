#include "rewrite.h"

#include <wire/chunk.h>
#include <wire/eventstream.h>
#include <wire/websocket.h>

namespace swapscope {

namespace {

const QByteArray kByteOrderMark = QByteArrayLiteral("\xef\xbb\xbf");

// The lines of an event's block, each with its end.
std::vector<QByteArray> linesOf(const QByteArray &data)
{
    std::vector<QByteArray> lines;
    qsizetype start = 0;
    for (qsizetype at = 0; at < data.size(); ++at) {
        if (data[at] != '\n' && data[at] != '\r')
            continue;
        if (data[at] == '\r' && at + 1 < data.size() && data[at + 1] == '\n')
            ++at;
        lines.push_back(data.mid(start, at + 1 - start));
        start = at + 1;
    }
    if (start < data.size())
        lines.push_back(data.mid(start));
    return lines;
}

bool isData(const QByteArray &line)
{
    return line.startsWith("data:") || line.trimmed() == "data";
}

// "data: a\ndata: b\n", without the empty line that ends an event.
QByteArray dataLines(const QString &text)
{
    QByteArray lines = wire::encodeEvent({.event = {}, .data = text, .id = {}, .retry = {}});
    lines.chop(1);
    return lines;
}

QByteArray withData(const QByteArray &block, const QString &text)
{
    QByteArray out = block.startsWith(kByteOrderMark) ? kByteOrderMark : QByteArray();
    bool written = false;
    for (const QByteArray &line : linesOf(block.mid(out.size()))) {
        if (!isData(line))
            out += line;
        else if (!std::exchange(written, true))
            out += dataLines(text);
    }
    return out;
}

void setText(LinkMessage &message, const QByteArray &text, qint64 bytes)
{
    message.text = text.left(LinkMessage::kMaxText);
    message.bytes = bytes;
}

// As a reader of the stream has it.
QByteArray decodedData(const QByteArray &block)
{
    for (const wire::StreamBlock &each : wire::EventStreamDecoder(-1).feed(block))
        return each.event.data.toUtf8();
    return {};
}

} // namespace

QByteArray inChunk(const QByteArray &data, bool chunked)
{
    return chunked ? wire::encodeChunk(data) : data;
}

QString whyNotEditable(const WireUnit &unit)
{
    using Sort = LinkMessage::Kind;
    const LinkMessage &message = unit.messages.front();
    if (unit.fixed)
        return QStringLiteral("This stream's length was promised in its head (Content-Length), so nothing in "
                              "it can become longer or shorter");
    if (message.kind == Sort::Fields)
        return QStringLiteral("This block has no data that could be changed");
    if (message.kind == Sort::Binary)
        return QStringLiteral("This message is binary; only texts can be changed");
    if (message.kind != Sort::Text && message.kind != Sort::Event)
        return QStringLiteral("This is no data message; only texts and events can be changed");
    if (message.text.size() >= LinkMessage::kMaxText)
        return QStringLiteral("This message is longer than 64 KiB, of which alone the text is kept");
    if (unit.frame && message.text.isEmpty() && message.bytes > 14)
        return QStringLiteral("A WebSocket extension has coded this message; its text is not known");
    return {};
}

Result<void> rewrite(WireUnit &unit, Direction direction, const QString &text, quint32 mask)
{
    if (const QString why = whyNotEditable(unit); !why.isEmpty())
        return Error{why};
    const QByteArray utf8 = text.toUtf8();
    if (utf8.size() > kMostWritten)
        return Error{
            QStringLiteral("The text has %1 bytes, at most %2 are taken").arg(utf8.size()).arg(kMostWritten)};
    LinkMessage &message = unit.messages.front();
    if (unit.stream) {
        StreamPart part = *unit.stream;
        part.data = withData(part.data, text);
        unit.raw = inChunk(part.data, part.chunked);
        setText(message, decodedData(part.data), part.data.size());
        unit.stream = std::make_shared<const StreamPart>(std::move(part));
    } else {
        unit.raw = wire::encodeFrame(wire::Opcode::Text, utf8, true,
                                     direction == Direction::Up ? std::optional(mask) : std::nullopt);
        setText(message, utf8, unit.raw.size());
    }
    message.edited = true;
    return {};
}

WireUnit writtenFrame(int exchange, Direction direction, const QString &text, quint32 mask)
{
    const QByteArray utf8 = text.toUtf8();
    WireUnit unit{.raw = wire::encodeFrame(wire::Opcode::Text, utf8, true,
                                           direction == Direction::Up ? std::optional(mask) : std::nullopt),
                  .exchange = exchange,
                  .frame = true,
                  .whole = true};
    LinkMessage message;
    message.injected = true;
    setText(message, utf8, unit.raw.size());
    unit.messages.push_back(std::move(message));
    return unit;
}

WireUnit closeFrame(int exchange, const wire::CloseInfo &info)
{
    WireUnit unit{.raw = wire::encodeClose(info), .exchange = exchange, .byLink = true};
    LinkMessage message;
    message.kind = LinkMessage::Kind::Close;
    message.code = info.code;
    message.reason = info.reason;
    message.text = info.reason.toUtf8();
    message.bytes = unit.raw.size();
    unit.messages.push_back(std::move(message));
    return unit;
}

WireUnit writtenEvent(int exchange, bool chunked, const QString &event, const QString &text)
{
    StreamPart part{.data = wire::encodeEvent({.event = event, .data = text, .id = {}, .retry = {}}),
                    .chunked = chunked};
    LinkMessage message;
    message.kind = LinkMessage::Kind::Event;
    message.event = event.isEmpty() ? QStringLiteral("message") : event;
    message.injected = true;
    setText(message, decodedData(part.data), part.data.size());
    WireUnit unit{.raw = inChunk(part.data, chunked), .exchange = exchange, .whole = true};
    unit.messages.push_back(std::move(message));
    unit.stream = std::make_shared<const StreamPart>(std::move(part));
    return unit;
}

} // namespace swapscope
