#pragma once

#include "httphead.h"

#include <core/result.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

namespace swapscope::wire {

// The names by which what listens on this machine may be asked. A page of the web reaches it, too: by a name
// of its own that its DNS leads here (DNS rebinding), which the Host field shows, and by sockets, forms and
// fetches from its own origin, which the Origin field shows (RFC 6454, section 7). A value; pure.
struct OwnNames
{
    QList<quint16> ports;      // of 127.0.0.1, localhost and [::1]
    QList<QByteArray> allowed; // by the user, besides: "dev.example", with any port, or "dev.example:8000"

    // Whether this is a name of its own: "127.0.0.1:8137". Without a port it means `usual`.
    bool have(QByteArrayView authority, quint16 usual = 80) const;
    // The same of the origin of a page: "http://127.0.0.1:8137"; of the allowed names https, too.
    bool haveOrigin(QByteArrayView origin) const;

    friend bool operator==(const OwnNames &, const OwnNames &) = default;
};

// What --allow-host takes: a name or an address with or without a port, "[::1]:80". As it stands in
// OwnNames::allowed; an error says what is expected.
Result<QByteArray> parseAllowedHost(const QString &text);

// Why a request is to be answered with 403: it asks by a name that is not the own one, by its Host or by a
// target in absolute form (RFC 9112, section 3.2.2). A sentence for its sender that says how to allow it;
// empty: it may ask. Of a head whose Host is not wrong (hostfield.h).
QString foreignHost(const HttpHead &head, const OwnNames &names);
// The same of a page of another origin, unless that is in `others` ("*": any). Who names none is no page that
// could be kept out by it.
QString foreignOrigin(const HttpHead &head, const OwnNames &names, const QStringList &others = {});

} // namespace swapscope::wire
