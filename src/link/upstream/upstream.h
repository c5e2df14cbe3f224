#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

namespace swapscope {

// A server of the user's own, as links are put in front of it. A plain value; any thread.
struct Upstream
{
    bool tls = false;                   // https
    QString host;                       // a name, or an address: "localhost", "::1"
    quint16 port = 80;                  // 1 to 65535
    QString path = QStringLiteral("/"); // where its pages are opened; begins with a slash

    // Reads what a user writes: an http or https address, with or without port and path; without a scheme it
    // is http ("localhost:8000"). What else an address can carry (a name and password, a query, a fragment)
    // is an error, as every other scheme is, with a sentence that says what to give instead.
    static Result<Upstream> parse(const QString &text);

    // "localhost:8000", "[::1]:8000", "example.org": what a Host field says (RFC 9112, section 3.2); the port
    // only where it is not the scheme's own.
    QString authority() const;
    // "http://localhost:8000": what an Origin field says (RFC 6454, section 6.2).
    QString origin() const;
    // "http://localhost:8000/app"
    QUrl url() const;

    friend bool operator==(const Upstream &, const Upstream &) = default;
};

// How a link behaves towards an upstream.
struct AttachRules
{
    bool insecure = false;            // takes any certificate, as a development server's own
    QList<QByteArray> allowedHosts{}; // by which a link may be asked besides its own (wire::OwnNames)
};

} // namespace swapscope
