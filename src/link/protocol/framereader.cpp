#include "framereader.h"

#include <utility>

namespace swapscope {

namespace {

wire::FrameLimits limitsOfFrames(bool extensions)
{
    wire::FrameLimits limits{.frame = 16 * 1024 * 1024, .message = 16 * 1024 * 1024};
    limits.extensions = extensions;
    return limits;
}

LinkMessage::Kind kindOfOpcode(wire::Opcode opcode)
{
    switch (opcode) {
    case wire::Opcode::Binary:
        return LinkMessage::Kind::Binary;
    case wire::Opcode::Ping:
        return LinkMessage::Kind::Ping;
    case wire::Opcode::Pong:
        return LinkMessage::Kind::Pong;
    case wire::Opcode::Close:
        return LinkMessage::Kind::Close;
    default:
        return LinkMessage::Kind::Text;
    }
}

LinkMessage describeControl(const wire::Frame &frame)
{
    LinkMessage described;
    described.kind = kindOfOpcode(frame.opcode);
    described.text = frame.payload;
    described.bytes = frame.raw.size();
    if (frame.opcode == wire::Opcode::Close) {
        const wire::CloseInfo close = wire::decodeClose(frame.payload);
        described.code = close.code;
        described.reason = close.reason;
        described.text = close.reason.toUtf8();
    }
    return described;
}

} // namespace

FrameReader::FrameReader(wire::FrameDecoder::Sender sender, bool extensions, int exchange)
    : m_exchange(exchange), m_decoder(sender, limitsOfFrames(extensions))
{
}

std::vector<WireUnit> FrameReader::take(QByteArrayView bytes)
{
    std::vector<WireUnit> out;
    if (m_opaque) {
        if (!bytes.isEmpty())
            out.push_back({.raw = bytes.toByteArray(), .exchange = m_exchange});
        return out;
    }
    for (wire::FrameDecoder::Unit &unit : m_decoder.feed(bytes)) {
        if (auto *error = std::get_if<wire::ProtocolError>(&unit)) {
            m_opaque = true;
            WireUnit passed{.raw = std::move(error->raw), .exchange = m_exchange};
            passed.messages.push_back(LinkMessage::unread(error->what, passed.raw.size()));
            out.push_back(std::move(passed));
        } else {
            out.push_back(unitOf(std::get<wire::Frame>(unit)));
        }
    }
    return out;
}

WireUnit FrameReader::unitOf(const wire::Frame &frame)
{
    WireUnit unit{.raw = frame.raw, .exchange = m_exchange, .frame = true};
    if (wire::isControl(frame.opcode)) {
        unit.messages.push_back(describeControl(frame));
        return unit;
    }
    m_bytes += frame.raw.size();
    if (frame.opcode != wire::Opcode::Continuation)
        m_coded = frame.reserved;
    if (const std::optional<wire::Message> message = m_assembler.feed(frame))
        unit.messages.push_back(describe(*message));
    return unit;
}

LinkMessage FrameReader::describe(const wire::Message &message)
{
    LinkMessage described;
    described.kind = kindOfOpcode(message.opcode);
    described.n = ++m_n;
    if (!m_coded)
        described.text = message.payload.left(LinkMessage::kMaxText);
    described.bytes = std::exchange(m_bytes, 0);
    return described;
}

} // namespace swapscope
