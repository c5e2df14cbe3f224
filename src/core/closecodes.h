#pragma once

namespace swapscope {

// Who may send a close code (RFC 6455, section 7.4, and the IANA registry that goes on from there).
enum class CloseSender {
    Nobody,  // unassigned, or reserved for ends without a close frame: 1004 to 1006, 1015
    Client,  // 1010
    Server,  // 1011 to 1014
    Anybody, // 1000 to 1003, 1007 to 1009, 3000 to 4999
};

CloseSender closeSender(int code);

// True if a close frame may have this code.
inline bool isValidCloseCode(int code)
{
    return closeSender(code) != CloseSender::Nobody;
}

// True if an endpoint can report the end of a connection with this code: those of close frames, 1005 (a close
// frame without a code), 1006 (no close frame) and 1015 (TLS failed).
bool canBeReported(int code);

// The longest reason of a close frame, in bytes of UTF-8 (RFC 6455, section 5.5: 125 with the code).
inline constexpr int kMaxCloseReason = 123;

} // namespace swapscope
