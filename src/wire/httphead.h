#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace swapscope::wire {

struct HttpField
{
    QByteArray name;
    QByteArray value;

    friend bool operator==(const HttpField &, const HttpField &) = default;
};

// The head of a request or a response (RFC 9112, sections 2 to 5). Names keep the case they came in, fields
// their order, duplicates among them. A value type.
struct HttpHead
{
    bool request = true;
    int version = 11;  // 10 or 11
    QByteArray method; // of a request
    QByteArray target; // of a request, as it came
    int status = 0;    // of a response
    QByteArray reason; // of a response
    std::vector<HttpField> fields;

    friend bool operator==(const HttpHead &, const HttpHead &) = default;

    // The first field of this name, whatever its case; empty when there is none.
    QByteArray value(QByteArrayView name) const;
    bool has(QByteArrayView name) const;
    // Whether a comma-separated field of this name, any of them, contains the token, whatever the case:
    // Connection: keep-alive, Upgrade.
    bool hasToken(QByteArrayView name, QByteArrayView token) const;
    // Replaces the first field of this name and removes further ones; adds it at the end if there is none.
    void set(const QByteArray &name, const QByteArray &value);
    // Removes every field of this name, whatever its case.
    void remove(QByteArrayView name);

    // Whether this is a request to switch to WebSocket (RFC 6455, section 4.2.1: HTTP/1.1, GET, Upgrade,
    // Connection, Sec-WebSocket-Key).
    bool isWebSocketUpgrade() const;

    // The head as bytes, with the empty line that ends it. CR, LF and NUL in a part become spaces, so that no
    // value can end its line (RFC 9110, section 5.5).
    QByteArray encode() const;
};

} // namespace swapscope::wire
