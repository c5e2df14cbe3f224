#include "eventstream.h"

#include <QStringDecoder>

#include <algorithm>
#include <limits>
#include <utility>

namespace swapscope::wire {

namespace {

constexpr QByteArrayView kBom = "\xef\xbb\xbf";

// QString::fromUtf8() removes a U+FEFF at the start, but only the stream may have a BOM, not a value.
QString fromUtf8(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringConverter::Utf8,
                           QStringConverter::Flag::Stateless | QStringConverter::Flag::ConvertInitialBom);
    return decoder.decode(bytes);
}

QByteArray withoutLineEnds(QByteArray text)
{
    text.removeIf([](char c) { return c == '\r' || c == '\n'; });
    return text;
}

qsizetype findLineEnd(QByteArrayView data, qsizetype from)
{
    const auto end =
        std::find_if(data.begin() + from, data.end(), [](char c) { return c == '\r' || c == '\n'; });
    return end == data.end() ? -1 : end - data.begin();
}

// One field as a line; without the space after the colon if the value is empty.
void appendField(QByteArray &out, QByteArrayView name, QByteArrayView value)
{
    out += name;
    out += ':';
    if (!value.isEmpty()) {
        out += ' ';
        out += value;
    }
    out += '\n';
}

} // namespace

QByteArray encodeEvent(const StreamEvent &event, DataField data)
{
    QByteArray out;
    const bool hasId = event.id && !event.id->contains(QChar(u'\0'));
    const bool hasRetry = event.retry && *event.retry >= 0;
    if (hasId)
        appendField(out, "id", withoutLineEnds(event.id->toUtf8()));
    if (!event.event.isEmpty())
        appendField(out, "event", withoutLineEnds(event.event.toUtf8()));
    if (hasRetry)
        appendField(out, "retry", QByteArray::number(*event.retry));
    if (data == DataField::Always || !event.data.isEmpty() || !(hasId || hasRetry)) {
        const QByteArray text = event.data.toUtf8();
        QByteArrayView rest = text;
        for (qsizetype end = findLineEnd(rest, 0); end >= 0; end = findLineEnd(rest, 0)) {
            appendField(out, "data", rest.first(end));
            const bool crLf = rest.sliced(end).startsWith("\r\n");
            rest = rest.sliced(end + (crLf ? 2 : 1));
        }
        appendField(out, "data", rest);
    }
    out += '\n';
    return out;
}

QByteArray encodeComment(QByteArrayView text)
{
    QByteArray out;
    appendField(out, {}, text);
    std::replace_if(
        out.begin(), out.end() - 1, [](char c) { return c == '\r' || c == '\n'; }, ' ');
    out += '\n';
    return out;
}

EventStreamDecoder::EventStreamDecoder(qsizetype limit) : m_limit(limit) {}

std::vector<StreamBlock> EventStreamDecoder::feed(QByteArrayView bytes)
{
    std::vector<StreamBlock> blocks;
    if (m_failed || bytes.isEmpty())
        return blocks;
    const bool buffered = !m_buffer.isEmpty();
    if (buffered)
        m_buffer.append(bytes);
    // The unfinished block and after it the new bytes. The offsets in the members count from its start.
    QByteArrayView data = buffered ? QByteArrayView(m_buffer) : bytes;
    qsizetype consumed = 0;

    if (!m_started) {
        if (data.size() < kBom.size() && kBom.startsWith(data)) {
            m_buffer = data.toByteArray();
            return blocks;
        }
        m_started = true;
        if (data.startsWith(kBom))
            m_scanned = m_lineStart = m_contentStart = kBom.size();
    }

    while (!data.isEmpty()) {
        if (m_skipLf && m_scanned < data.size()) {
            m_skipLf = false;
            if (data[m_scanned] == '\n') {
                // The second half of a CRLF whose CR has already ended the line.
                if (m_contentStart == m_scanned)
                    ++m_contentStart;
                m_lineStart = ++m_scanned;
            }
        }
        const qsizetype end = findLineEnd(data, m_scanned);
        const qsizetype reached = end < 0 ? data.size() : end + 1;
        if (m_limit >= 0 && reached - m_contentStart > m_limit) {
            m_failed = true;
            m_buffer = data.toByteArray();
            return blocks;
        }
        m_scanned = reached;
        if (end < 0)
            break;
        const QByteArrayView line = data.sliced(m_lineStart, end - m_lineStart);
        m_skipLf = data[end] == '\r';
        if (m_skipLf && m_scanned < data.size()) {
            m_skipLf = false;
            if (data[m_scanned] == '\n')
                ++m_scanned;
        }
        m_lineStart = m_scanned;
        if (!line.isEmpty()) {
            readLine(line);
            continue;
        }
        StreamBlock block = finishBlock();
        block.raw = data.first(m_scanned).toByteArray();
        blocks.push_back(std::move(block));
        data = data.sliced(m_scanned);
        consumed += m_scanned;
        m_scanned = m_lineStart = m_contentStart = 0;
    }
    if (buffered)
        m_buffer.remove(0, consumed);
    else
        m_buffer = data.toByteArray();
    return blocks;
}

// Reads one line that is not empty (WHATWG HTML §9.2.6).
void EventStreamDecoder::readLine(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon == 0)
        return;
    const QByteArrayView name = colon < 0 ? line : line.first(colon);
    QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    m_hasField = true;
    if (name == QByteArrayView("data")) {
        if (m_hasData)
            m_event.data += u'\n';
        m_event.data += fromUtf8(value);
        m_hasData = true;
    } else if (name == QByteArrayView("event")) {
        m_event.event = fromUtf8(value);
    } else if (name == QByteArrayView("id")) {
        if (!value.contains('\0'))
            m_event.id = fromUtf8(value);
    } else if (name == QByteArrayView("retry")) {
        const bool digits =
            std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (digits && !value.isEmpty()) {
            bool fits = false;
            const int number = value.toInt(&fits);
            m_event.retry = fits ? number : std::numeric_limits<int>::max();
        }
    }
}

// The block that the lines since the last empty line make.
StreamBlock EventStreamDecoder::finishBlock()
{
    StreamBlock block;
    block.kind = m_hasData    ? StreamBlock::Kind::Event
                 : m_hasField ? StreamBlock::Kind::Fields
                              : StreamBlock::Kind::Comment;
    block.event = std::exchange(m_event, {});
    m_hasData = m_hasField = false;
    if (block.event.id)
        m_lastEventId = *block.event.id;
    block.lastEventId = m_lastEventId;
    return block;
}

} // namespace swapscope::wire
