#pragma once

#include <QByteArray>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>

#include <vector>

namespace swapscope::test {

// A certificate of its own for localhost and 127.0.0.1, made with the openssl command.
struct Certificate
{
    Certificate();

    QTemporaryDir folder;
    QString certificateFile;
    QString keyFile;
    QSslConfiguration configuration; // of a server that has it
};

// A server behind TLS, on 127.0.0.1, that keeps what it hears.
class TlsServer : public QSslServer
{
    Q_OBJECT

public:
    explicit TlsServer(const Certificate &certificate);

    QSslSocket *socket = nullptr; // the last one
    QByteArray received;
    int ended = 0;
    QByteArray protocol; // that was agreed on
};

} // namespace swapscope::test
