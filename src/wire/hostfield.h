#pragma once

#include "httphead.h"

#include <QString>

namespace swapscope::wire {

// What is wrong with the Host of a request, as a sentence for the sender; empty: nothing. A server, and
// whoever writes the Host anew, answers such a request with 400 (RFC 9112, section 3.2): one of HTTP/1.1
// without the field, one with several of it, and one whose value is no name or address with or without a
// port. Pure.
QString wrongHost(const HttpHead &head);

} // namespace swapscope::wire
