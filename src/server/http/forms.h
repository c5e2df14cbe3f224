#pragma once

#include "../channel/message.h"

#include <core/result.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace swapscope::mock {

inline constexpr int kMaxFields = 1000;                // of a query or form
inline constexpr qsizetype kMaxPartHead = 16LL * 1024; // of a part of a multipart form

// A request's target: "/rooms/b%20c?x=1" or, sent to a proxy, "http://host/rooms".
struct Target
{
    QString path; // percent-decoded
    QByteArray query;
};
// Nothing when it is no path, or the decoded path has a NUL or is no UTF-8.
std::optional<Target> splitTarget(const QByteArray &target);

// application/x-www-form-urlencoded (WHATWG URL, section 5.1). A name that comes again gets an array; what is
// beyond kMaxFields is an error.
Result<QJsonObject> decodeUrlEncoded(QByteArrayView text);

// A Cookie field's value (RFC 6265, section 5.4). The first of a name counts.
QJsonObject decodeCookies(const QByteArray &field);

struct Form
{
    QJsonObject fields;
    std::vector<UploadedFile> files;
};
// The form in a body, after its Content-Type: urlencoded, multipart/form-data (RFC 7578, RFC 2046
// section 5.1), or for any other type none. A multipart body that is broken is an error with a sentence.
Result<Form> decodeForm(const QByteArray &contentType, const QByteArray &body);

// What an htmx form sent over a WebSocket says.
struct SocketForm
{
    QJsonObject form;    // without the htmx headers
    QJsonObject headers; // "HEADERS" of htmx 2, "headers" of htmx 4
};
// Both empty when the text is no JSON object.
SocketForm decodeSocketForm(const QByteArray &text);

} // namespace swapscope::mock
