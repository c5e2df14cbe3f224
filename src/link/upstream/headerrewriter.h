#pragma once

#include "upstream.h"

#include <wire/httphead.h>

#include <QByteArray>
#include <QStringList>

namespace swapscope {

// A head with what was changed in it.
struct FittedHead
{
    QByteArray raw;
    QStringList changes; // a sentence each, of what is worth telling
};

// Makes the heads that pass between a client and an attached server fit: the client speaks with the link
// (http://127.0.0.1:8137), the server has to believe that it is spoken to by its own name, and what it names
// by that has to lead back through the link. Pure, no state; any thread.
//
// The link's origin is "http://" and what the request's Host field says, since a browser may know the link as
// 127.0.0.1 and as localhost. Other origins, and relative references, stay as they are.
class HeaderRewriter
{
public:
    explicit HeaderRewriter(const Upstream &upstream);

    // Towards the server: Host is its own; an Origin, a Referer and a target in absolute form that are of the
    // link's origin are of the server's. Sec-WebSocket-Extensions is not offered, and where an event stream
    // is asked for (Accept) no coding but identity is, so that what passes can be read. Cookies that were
    // renamed on their way down have their own names again.
    FittedHead request(const wire::HttpHead &head, const QByteArray &raw) const;

    // Towards the client that has asked at `host` (its Host field; empty: it gave none, and origins stay):
    // Location, Content-Location, Refresh, HX-Redirect, HX-Location, HX-Push-Url and HX-Replace-Url of the
    // server's origin are of the link's, and so is Access-Control-Allow-Origin. Strict-Transport-Security is
    // taken out: nothing here is https. Set-Cookie loses a Domain that the server's name lies in (RFC 6265,
    // section 5.1.3). An https server's cookies besides lose Secure and Partitioned, which http forbids,
    // SameSite=None, which needs Secure, becomes Lax, and names that begin with __Host- or __Secure- begin
    // with kRenamed, because a browser refuses those without Secure (RFC 6265bis, section 4.1.3).
    FittedHead response(const wire::HttpHead &head, const QByteArray &raw, const QByteArray &host) const;

    // "__Host-sid" is "swapscope-Host-sid" to the client.
    static constexpr char kRenamed[] = "swapscope-";

private:
    struct Cookie
    {
        QByteArray value;
        QString change; // empty: none
    };

    // What stands behind the server's origin; nothing when the reference is of another, or relative.
    std::optional<QByteArray> afterOrigin(const QByteArray &reference) const;
    std::optional<QByteArray> toLink(const QByteArray &reference, const QByteArray &linkOrigin) const;
    std::optional<QByteArray> refreshToLink(const QByteArray &value, const QByteArray &linkOrigin) const;
    std::optional<QByteArray> hxLocationToLink(const QByteArray &value, const QByteArray &linkOrigin) const;
    Cookie cookieDown(const QByteArray &value) const;
    QByteArray cookiesUp(const QByteArray &value) const;

    bool m_tls;
    QByteArray m_host; // lower-case
    QByteArray m_authority;
    QByteArray m_origin;
};

} // namespace swapscope
