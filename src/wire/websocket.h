#pragma once

#include "closecodes.h"
#include "utf8.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace swapscope::wire {

// The opcodes of frames (RFC 6455, section 5.2). All others are reserved.
enum class Opcode : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

// True for Close, Ping and Pong, which may stand between the frames of a message (section 5.4).
inline bool isControl(Opcode opcode)
{
    return (static_cast<quint8>(opcode) & 8) != 0;
}

// One frame (RFC 6455, section 5.2). A value.
struct Frame
{
    bool fin = true;
    Opcode opcode = Opcode::Text;
    bool masked = false;
    QByteArray payload;    // unmasked
    QByteArray raw;        // the frame's bytes, unless FrameLimits::raw is off
    bool reserved = false; // RSV1, 2 or 3 is set: an extension has encoded the payload
};

// The bytes of a frame, with the shortest form of the length. With `mask` the payload is masked, as a client
// must do (section 5.3); its highest byte is the first on the wire. A control frame's payload is cut to the
// 125 bytes that it may have (section 5.5).
QByteArray encodeFrame(Opcode opcode, QByteArrayView payload, bool fin = true,
                       std::optional<quint32> mask = {});

// The contents of a close frame. Code 1005 means that its payload was empty (section 7.1.5).
struct CloseInfo
{
    int code = 1005;
    QString reason;
};

// The bytes of a close frame; code 1005 gives an empty payload. The reason is cut to at most 123 bytes,
// between two characters.
QByteArray encodeClose(const CloseInfo &close, std::optional<quint32> mask = {});

// The peer broke the protocol; the connection is to be failed with this close code (section 7.1.7).
struct ProtocolError
{
    int code = 1002; // 1002 protocol error, 1007 text that is not UTF-8, 1009 message too big
    QString what;
    QByteArray raw; // the rest of the input from the offending frame's first byte
};

struct FrameLimits
{
    qint64 frame = 4LL * 1024 * 1024;   // bytes of one frame's payload; below 0: no limit
    qint64 message = 4LL * 1024 * 1024; // bytes of one message, all its frames together; below 0: no limit
    bool extensions = false; // negotiated: data frames may have reserved bits, and are not UTF-8 then
    bool raw = true;         // Frame::raw is filled; false saves the copy
};

// Decodes one direction of a WebSocket connection into frames, however the bytes are cut into pieces. No I/O.
//
// Checks everything that RFC 6455 demands of this direction: masks, reserved bits, opcodes, the shortest form
// of lengths, control frames (final, at most 125 bytes), the order of continuations (all section 5), UTF-8 of
// text across frames (8.1) and the payload of Close. An error is reported as soon as the offending byte has
// come, also in the middle of a frame; after it nothing more is decoded.
//
// Frame::raw of all frames and ProtocolError::raw, one after the other, are the bytes that were fed, except
// for those of a frame that is not complete. Frames after a Close are decoded, too; the caller has to discard
// them (1.4).
class FrameDecoder
{
public:
    enum class Sender { Client, Server };

    explicit FrameDecoder(Sender sender, FrameLimits limits = {});

    using Unit = std::variant<Frame, ProtocolError>;
    // The frames that these bytes complete, in order; a ProtocolError is the last unit ever.
    std::vector<Unit> feed(QByteArrayView bytes);

    // The bytes of the frame that has begun and is not complete; valid until the next feed().
    const QByteArray &pending() const { return m_buffer; }

private:
    struct Fault
    {
        int code;
        QString what;
    };
    // What came of the frame at the front of the input.
    enum class Step { More, Complete, Failed };

    Step step(QByteArrayView input);
    Step readHeader(QByteArrayView input);
    Step fail(int code, const QString &what);
    Step checkClose();

    Sender m_sender;
    FrameLimits m_limits;
    QByteArray m_buffer;
    std::optional<Fault> m_fault;
    // Of the message.
    bool m_inMessage = false;
    bool m_textMessage = false;
    qint64 m_messageSize = 0;
    Utf8Check m_utf8;
    // Of the frame that has begun.
    Frame m_frame;              // the payload as far as it has come
    qsizetype m_headerSize = 0; // 0: the header is not complete
    qint64 m_length = 0;
    quint32 m_mask = 0;
};

// Decodes the payload of a Close frame that FrameDecoder has let through.
CloseInfo decodeClose(QByteArrayView payload);

// A whole text or binary message, joined from its frames.
struct Message
{
    Opcode opcode = Opcode::Text; // Text or Binary
    QByteArray payload;
};

// Joins the frames that a FrameDecoder gives into messages, and ignores control frames. The decoder's limit
// on messages bounds the memory.
class MessageAssembler
{
public:
    // The message that this frame completes; nothing if it completes none.
    std::optional<Message> feed(const Frame &frame);

private:
    std::optional<Message> m_open;
};

} // namespace swapscope::wire
