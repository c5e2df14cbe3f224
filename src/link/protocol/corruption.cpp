#include "corruption.h"

#include <wire/eventstream.h>
#include <wire/websocket.h>

#include <vector>

namespace swapscope {

namespace {

// A byte of the content: where it is in the unit, and in the message.
struct Place
{
    qsizetype raw = 0;
    qsizetype content = 0;
    char byte = 0;
};

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

char another(char c, Random &random)
{
    const char first = isDigit(c) ? '0' : c >= 'a' ? 'a' : 'A';
    const int count = isDigit(c) ? 10 : 26;
    const int step = 1 + static_cast<int>(random.next() % static_cast<quint64>(count - 1));
    return static_cast<char>(first + (c - first + step) % count);
}

std::vector<Place> placesInFrames(const WireUnit &unit, Direction direction, bool readable)
{
    using Sender = wire::FrameDecoder::Sender;
    wire::FrameDecoder decoder(direction == Direction::Up ? Sender::Client : Sender::Server,
                               {.frame = -1, .message = -1, .extensions = true});
    std::vector<Place> places;
    qsizetype raw = 0;
    qsizetype content = 0;
    for (const wire::FrameDecoder::Unit &each : decoder.feed(unit.raw)) {
        const auto *frame = std::get_if<wire::Frame>(&each);
        if (!frame)
            break;
        const qsizetype start = raw + frame->raw.size() - frame->payload.size();
        for (qsizetype at = 0; at < frame->payload.size(); ++at) {
            const char byte = frame->payload[at];
            if (!readable || isLetter(byte) || isDigit(byte))
                places.push_back({start + at, content + at, byte});
        }
        raw += frame->raw.size();
        content += frame->payload.size();
    }
    return places;
}

std::vector<Place> placesInEvent(const WireUnit &unit)
{
    std::vector<Place> places;
    const QByteArray &data = unit.stream->data;
    const qsizetype frame = unit.stream->chunked ? unit.raw.indexOf("\r\n") + 2 : 0;
    bool inData = false;
    for (qsizetype at = 0, line = 0; at < data.size(); ++at) {
        const char byte = data[at];
        if (byte == '\n' || byte == '\r') {
            line = at + 1;
            inData = false;
        } else if (at - line == 4 && byte == ':' && data.mid(line, 4) == "data") {
            inData = true;
        } else if (inData && (isLetter(byte) || isDigit(byte))) {
            places.push_back({frame + at, at, byte});
        }
    }
    return places;
}

} // namespace

bool corrupt(WireUnit &unit, Direction direction, Random &random)
{
    LinkMessage &message = unit.messages.front();
    const bool event = unit.stream != nullptr;
    const bool readable = event || (message.kind == LinkMessage::Kind::Text && !message.text.isEmpty());
    const std::vector<Place> places = event ? placesInEvent(unit) : placesInFrames(unit, direction, readable);
    if (places.empty())
        return false;
    const Place &place = places[random.next() % places.size()];
    const char byte = readable ? another(place.byte, random) : static_cast<char>(place.byte ^ 1);
    unit.raw[place.raw] = static_cast<char>(unit.raw[place.raw] ^ place.byte ^ byte);
    message.corrupted = true;
    if (event) {
        StreamPart part = *unit.stream;
        part.data[place.content] = byte;
        for (const wire::StreamBlock &block : wire::EventStreamDecoder(-1).feed(part.data))
            message.text = block.event.data.toUtf8().left(LinkMessage::kMaxText);
        unit.stream = std::make_shared<const StreamPart>(std::move(part));
    } else if (place.content < message.text.size()) {
        message.text[place.content] = byte;
    }
    return true;
}

} // namespace swapscope
