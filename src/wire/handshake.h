#pragma once

#include "httphead.h"

#include <QString>

#include <optional>
#include <vector>

namespace swapscope::wire {

// Why a request to switch to WebSocket is refused, as an answer says it.
struct UpgradeRefusal
{
    int status = 400; // 400, or 426 for a version that is not spoken here
    QString what;
    std::vector<HttpField> fields; // that the answer has to have
};

// What is wrong with such a request (HttpHead::isWebSocketUpgrade()); nothing when it is in order (RFC 6455,
// section 4.2.1).
std::optional<UpgradeRefusal> checkUpgrade(const HttpHead &request);

// The subprotocols that a request offers, in its order of preference (section 4.1, item 10).
std::vector<QByteArray> offeredProtocols(const HttpHead &request);

// The head that switches (section 4.2.2); `protocol` is the one of the offered that was chosen, empty: none.
HttpHead upgradeAnswer(const HttpHead &request, const QByteArray &protocol = {});

// Sec-WebSocket-Accept for a Sec-WebSocket-Key (section 4.2.2).
QByteArray acceptKey(QByteArrayView key);

} // namespace swapscope::wire
