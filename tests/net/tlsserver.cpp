#include "tlsserver.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>

namespace swapscope::test {

Certificate::Certificate()
    : certificateFile(folder.filePath(QStringLiteral("certificate.pem"))),
      keyFile(folder.filePath(QStringLiteral("key.pem")))
{
    const QString words =
        QStringLiteral("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 2 "
                       "-subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1");
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
                  words.split(u' ') + QStringList{QStringLiteral("-keyout"), keyFile, QStringLiteral("-out"),
                                                  certificateFile});
    const bool made = openssl.waitForFinished() && openssl.exitCode() == 0;
    QFile certificate(certificateFile);
    QFile key(keyFile);
    if (!made || !certificate.open(QIODevice::ReadOnly) || !key.open(QIODevice::ReadOnly))
        qFatal("no certificate: is openssl installed?");
    configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(&certificate));
    configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    configuration.setAllowedNextProtocols({"h2", "http/1.1"});
}

TlsServer::TlsServer(const Certificate &certificate)
{
    setSslConfiguration(certificate.configuration);
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port");
    connect(this, &TlsServer::pendingConnectionAvailable, this, [this] {
        socket = qobject_cast<QSslSocket *>(nextPendingConnection());
        protocol = socket->sslConfiguration().nextNegotiatedProtocol();
        const auto read = [this] { received += socket->readAll(); };
        connect(socket, &QSslSocket::readyRead, this, read);
        connect(socket, &QSslSocket::disconnected, this, [this, read] {
            read();
            ++ended;
        });
        read();
    });
}

} // namespace swapscope::test
