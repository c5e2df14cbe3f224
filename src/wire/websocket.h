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

// RFC 6455, section 5.2.
enum class Opcode : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

inline bool isControl(Opcode opcode)
{
    return (static_cast<quint8>(opcode) & 8) != 0;
}

// One frame as it was on the wire.
struct Frame
{
    bool fin = true;
    Opcode opcode = Opcode::Text;
    bool masked = false;
    QByteArray payload;    // unmasked
    QByteArray raw;        // the frame's bytes, unless FrameLimits::raw is off
    bool reserved = false; // a reserved bit is set: an extension has coded the payload
};

// A frame's bytes (RFC 6455, section 5.2), with the shortest length form. With a mask, the payload is masked
// with it, in network order. A control frame's payload is cut to the 125 bytes that it may have.
QByteArray encodeFrame(Opcode opcode, QByteArrayView payload, bool fin = true,
                       std::optional<quint32> mask = {});

// What a close frame says. Without a code (an empty payload) the code is 1005 (section 7.1.5).
struct CloseInfo
{
    int code = 1005;
    QString reason;
};

// A close frame's bytes; code 1005 encodes an empty payload. The reason is cut at a character boundary to 123
// bytes.
QByteArray encodeClose(const CloseInfo &close, std::optional<quint32> mask = {});

// The peer broke the protocol: with this close code the connection is failed (section 7.1.7).
struct ProtocolError
{
    int code = 1002; // 1002 protocol error, 1007 bad UTF-8 or close reason, 1009 too big
    QString what;
    QByteArray raw; // the rest of the input from the offending frame's first byte
};

struct FrameLimits
{
    qint64 frame = 4LL * 1024 * 1024;   // payload of one frame; below 0: without
    qint64 message = 4LL * 1024 * 1024; // payload of one message over all its frames; below 0: without
    bool extensions = false; // were agreed on: data frames may have reserved bits, and are no UTF-8 then
    bool raw = true;         // Frame::raw is wanted; whoever only reads saves the copy
};

// Takes one direction of a WebSocket connection apart into frames, bytes in, values out. Checks everything
// that section 5 demands of this direction: masks, reserved bits, opcodes, minimal lengths, control frames
// (final, at most 125 bytes) between the frames of a message, the order of continuations, UTF-8 of text over
// frame borders (8.1), close payloads. After an error nothing more is decoded or given. The raws of all
// frames and of the error, in order, are the input so far but for an unfinished frame. An error is told as
// soon as its byte has come, also in the middle of a frame. Frames after a Close are decoded as ever; whoever
// reads discards them (1.4).
class FrameDecoder
{
public:
    enum class Sender { Client, Server };

    explicit FrameDecoder(Sender sender, FrameLimits limits = {});

    using Unit = std::variant<Frame, ProtocolError>;
    std::vector<Unit> feed(QByteArrayView bytes);

    // The bytes of a frame that has begun and is not complete.
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

// What a valid close payload says (FrameDecoder has checked it).
CloseInfo decodeClose(QByteArrayView payload);

// A whole text or binary message, joined from its frames.
struct Message
{
    Opcode opcode = Opcode::Text; // Text or Binary
    QByteArray payload;
};

// Joins frames into messages; control frames pass by. Takes what FrameDecoder lets through.
// A message may grow as far as the FrameDecoder's limit for it.
class MessageAssembler
{
public:
    // The message that this frame completes, if it completes one. A control frame completes none.
    std::optional<Message> feed(const Frame &frame);

private:
    std::optional<Message> m_open;
};

} // namespace swapscope::wire
