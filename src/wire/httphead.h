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

// The head of a request or a response (RFC 9112, sections 2 to 5). Field names keep their letter case, fields
// their order and their duplicates. A value.
struct HttpHead
{
    bool request = true;
    int version = 11;  // 10 for HTTP/1.0, 11 for HTTP/1.1
    QByteArray method; // of a request
    QByteArray target; // of a request, as it was sent: "/chat?room=7"
    int status = 0;    // of a response
    QByteArray reason; // of a response
    std::vector<HttpField> fields;

    friend bool operator==(const HttpHead &, const HttpHead &) = default;

    // The value of the first field of this name; empty if there is none. Here and below, letter case of names
    // does not count.
    QByteArray value(QByteArrayView name) const;
    bool has(QByteArrayView name) const;
    // True if the token is in the comma-separated list of any field of this name, in any letter case, as
    // "upgrade" is in "Connection: keep-alive, Upgrade".
    bool hasToken(QByteArrayView name, QByteArrayView token) const;
    // Replaces the first field of this name and removes the others; appends the field if there is none.
    void set(const QByteArray &name, const QByteArray &value);
    // Removes every field of this name.
    void remove(QByteArrayView name);

    // True if this asks for a WebSocket (RFC 6455, section 4.2.1): a GET in HTTP/1.1 with the fields Upgrade,
    // Connection and Sec-WebSocket-Key.
    bool isWebSocketUpgrade() const;

    // The head's bytes, including the empty line at its end. CR, LF and NUL inside a part become spaces, so
    // that no value can add a line (RFC 9110, section 5.5).
    QByteArray encode() const;
};

} // namespace swapscope::wire
