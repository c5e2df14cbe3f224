#pragma once

#include <QtGlobal>

namespace swapscope {

// The direction of bytes through a link.
enum class Direction : quint8 {
    Up,  // to the server
    Down // to the client
};

} // namespace swapscope
