#pragma once

#include "httphead.h"

#include <QString>

#include <optional>
#include <vector>

namespace swapscope::wire {

// The answer to a request for a WebSocket that has to be refused.
struct UpgradeRefusal
{
    int status = 400;              // 400, or 426 for a version of the protocol other than 13
    QString what;                  // the reason, a sentence
    std::vector<HttpField> fields; // what the answer's head must contain
};

// Checks a request for which HttpHead::isWebSocketUpgrade() is true (RFC 6455 §4.2.1). Returns nothing if it
// can be accepted. Pure, as all functions here.
std::optional<UpgradeRefusal> checkUpgrade(const HttpHead &request);

// The subprotocols that the request offers, the preferred one first (RFC 6455 §4.1, item 10).
std::vector<QByteArray> offeredProtocols(const HttpHead &request);

// The head of the answer that accepts the request (RFC 6455 §4.2.2). protocol: one of the offered
// subprotocols; empty: none.
HttpHead upgradeAnswer(const HttpHead &request, const QByteArray &protocol = {});

// The value of Sec-WebSocket-Accept for a Sec-WebSocket-Key (RFC 6455 §4.2.2, item 5.4).
QByteArray acceptKey(QByteArrayView key);

} // namespace swapscope::wire
