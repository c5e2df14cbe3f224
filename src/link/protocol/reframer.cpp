#include "reframer.h"

#include "../hold/rewrite.h"

#include <utility>

namespace swapscope {

namespace {

bool isControl(const WireUnit &unit)
{
    if (unit.messages.empty())
        return false;
    const LinkMessage::Kind kind = unit.messages.front().kind;
    return kind == LinkMessage::Kind::Ping || kind == LinkMessage::Kind::Pong;
}

} // namespace

std::vector<WireUnit> Reframer::take(WireUnit unit, bool wanted)
{
    std::vector<WireUnit> out;
    if (unit.frame) {
        takeFrame(std::move(unit), wanted, out);
    } else if (unit.stream) {
        takeStream(std::move(unit), wanted, out);
    } else {
        flush(out);
        if (unit.response && !unit.response->interim)
            *this = {};
        out.push_back(std::move(unit));
    }
    return out;
}

std::vector<WireUnit> Reframer::release()
{
    std::vector<WireUnit> out;
    flush(out);
    return out;
}

void Reframer::flush(std::vector<WireUnit> &out)
{
    if (m_pending.isEmpty())
        return;
    m_begun += m_pending.size();
    if (m_frames)
        out.push_back({.raw = std::exchange(m_pending, {}), .exchange = m_exchange, .frame = true});
    else
        out.push_back(framed(std::exchange(m_pending, {})));
}

void Reframer::takeFrame(WireUnit unit, bool wanted, std::vector<WireUnit> &out)
{
    m_frames = true;
    m_exchange = unit.exchange;
    if (isControl(unit)) {
        unit.whole = wanted;
        out.push_back(std::move(unit));
        return;
    }
    const bool data = unit.messages.empty() || unit.messages.front().n > 0;
    if (!data) { // a close: what is unfinished stays so
        flush(out);
        out.push_back(std::move(unit));
        return;
    }
    const bool completes = !unit.messages.empty();
    if (m_begun > 0 || (!wanted && m_pending.isEmpty())) {
        m_begun = completes ? 0 : m_begun + unit.raw.size();
        out.push_back(std::move(unit));
        return;
    }
    m_pending += unit.raw;
    if (!completes)
        return;
    unit.raw = std::exchange(m_pending, {});
    unit.whole = true;
    out.push_back(std::move(unit));
}

WireUnit Reframer::framed(const QByteArray &data) const
{
    return {.raw = inChunk(data, m_chunked),
            .exchange = m_exchange,
            .stream = std::make_shared<const StreamPart>(
                StreamPart{.data = data, .sized = m_sized, .chunked = m_chunked})};
}

void Reframer::takeStream(WireUnit unit, bool wanted, std::vector<WireUnit> &out)
{
    const StreamPart &part = *unit.stream;
    m_frames = false;
    m_exchange = unit.exchange;
    m_chunked = part.chunked;
    m_sized = part.sized;
    const bool between = !part.insideBefore;
    if (part.last || (between && !wanted)) {
        flush(out);
        m_recutting = false;
    } else if (between && wanted) {
        m_recutting = true;
    }
    m_ownChunks = m_recutting && m_chunked;
    m_insideChunk = !m_recutting && part.insideAfter;
    if (!m_recutting) {
        m_begun += part.data.size();
        for (const LinkMessage &message : unit.messages) {
            if (message.kind == LinkMessage::Kind::Unread)
                m_unread = true;
            else
                m_begun -= message.bytes;
        }
        out.push_back(std::move(unit));
        return;
    }
    m_pending += part.data;
    for (LinkMessage &message : unit.messages) {
        if (message.kind == LinkMessage::Kind::Unread) {
            m_unread = true;
            flush(out);
            out.push_back({.exchange = m_exchange, .messages = {std::move(message)}});
            continue;
        }
        const qsizetype rest = static_cast<qsizetype>(message.bytes - m_begun);
        WireUnit piece = framed(m_pending.left(rest));
        m_pending.remove(0, rest);
        piece.whole = m_begun == 0 && !m_sized;
        piece.fixed = m_begun == 0 && m_sized;
        m_begun = 0;
        piece.messages.push_back(std::move(message));
        out.push_back(std::move(piece));
    }
    if (m_unread)
        flush(out);
}

} // namespace swapscope
