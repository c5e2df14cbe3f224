#pragma once

namespace swapscope {

// Who may send a close code (RFC 6455, section 7.4, and the IANA registry that goes on from there).
enum class CloseSender {
    Nobody,  // unassigned, or it stands for what no frame said: 1004 to 1006, 1015
    Client,  // 1010
    Server,  // 1011 to 1014
    Anybody, // 1000 to 1003, 1007 to 1009, 3000 to 4999
};

CloseSender closeSender(int code);

// Whether a code may stand in a close frame.
inline bool isValidCloseCode(int code)
{
    return closeSender(code) != CloseSender::Nobody;
}

// Whether an endpoint can report a connection's end with it: those, and 1005 (a frame without a code), 1006
// (no frame) and 1015 (no TLS).
bool canBeReported(int code);

// A close frame's reason has room for so many bytes of UTF-8 (RFC 6455, section 5.5).
inline constexpr int kMaxCloseReason = 123;

} // namespace swapscope
