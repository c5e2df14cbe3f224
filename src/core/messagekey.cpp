#include "messagekey.h"

namespace swapscope {

std::optional<MessageKey> messageKey(const Event &event)
{
    if (event.conn.isNone() || event.n <= 0)
        return std::nullopt;
    switch (event.kind) {
    case Kind::ServerSent:
    case Kind::PageMessage:
        return MessageKey{event.conn, Way::Down, event.n};
    case Kind::ServerReceived:
    case Kind::PageSent:
        return MessageKey{event.conn, Way::Up, event.n};
    case Kind::LinkMessage:
    case Kind::LinkLost:
    case Kind::LinkDelayed:
    case Kind::LinkDuplicated:
    case Kind::LinkHeld:
    case Kind::LinkReleased:
        return MessageKey{event.conn, event.data.word(Field::Dir) == Word::Up ? Way::Up : Way::Down, event.n};
    default:
        return std::nullopt;
    }
}

} // namespace swapscope
