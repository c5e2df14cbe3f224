#pragma once

#include <wire/http.h>

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace swapscope {

// A file in a multipart form (RFC 7578).
struct UploadedFile
{
    QString name;     // of the form field
    QString filename; // as the client said, never a path of ours
    QString type;     // its Content-Type; "text/plain" when it has none
    QByteArray data;

    friend bool operator==(const UploadedFile &, const UploadedFile &) = default;
};

// What htmx says about a request in its HX- fields (htmx reference, "Request Headers Reference").
struct HtmxFields
{
    bool request = false; // HX-Request
    bool boosted = false; // HX-Boosted
    QString currentUrl;   // HX-Current-URL
    QString target;       // HX-Target
    QString trigger;      // HX-Trigger (htmx 2); HX-Source of htmx 4 as it comes
    QString triggerName;  // HX-Trigger-Name (htmx 2)

    friend bool operator==(const HtmxFields &, const HtmxFields &) = default;
};

// A request as a handler sees it: complete, decoded, within the limits.
// In query, form, params and cookies a name that comes once has a string, one that comes again an array of
// strings.
struct Request
{
    QByteArray method;  // "GET"
    QString path;       // percent-decoded, without the query: "/rooms/blue"
    QJsonObject params; // of the route's path: {"id": "blue"}
    QJsonObject query;
    QJsonObject headers; // names in lower case; a field that comes again is joined with ", "
    QJsonObject cookies;
    QString session;  // the session's id
    QJsonObject form; // urlencoded or multipart fields; else empty
    std::vector<UploadedFile> files;
    QByteArray body;   // as it came, chunks joined
    QString csrfToken; // the session's; what a form has to send back
    HtmxFields htmx;
    QString client; // "A"; "guest-1" for one that no link speaks for
};

class LateAnswer;

// What a handler answers. Content-Length, Transfer-Encoding, Connection and Date are the server's; text/html
// in UTF-8 unless the fields name another Content-Type. 204 and 304 go without a body.
struct Answer
{
    int status = 200;
    std::vector<wire::HttpField> fields;
    QByteArray body;
    std::shared_ptr<LateAnswer> late; // set: all of it comes later, through this
};

} // namespace swapscope
