#include "tlstunnel.h"

#include "tcpend.h"
#include "tcppair.h"

#include <QSslConfiguration>
#include <QSslSocket>

#include <unistd.h>

namespace swapscope {

namespace {

// So much may wait in each direction.
constexpr qint64 kTunnelRoom = 256 * 1024;
constexpr qint64 kTunnelRead = 64 * 1024;

QString list(const QList<QSslError> &errors)
{
    QStringList sentences;
    for (const QSslError &error : errors) {
        if (!sentences.contains(error.errorString()))
            sentences << error.errorString();
    }
    return sentences.join(QStringLiteral("; "));
}

} // namespace

TlsTunnel::TlsTunnel(const QString &host, bool insecure, QObject *owner)
    : QObject(owner), m_host(host), m_insecure(insecure), m_socket(std::make_unique<QSslSocket>())
{
    m_patience.setSingleShot(true);
    m_grace.setSingleShot(true);
    m_grace.setInterval(kGraceMs);
    connect(&m_grace, &QTimer::timeout, this, [this] { m_socket->disconnectFromHost(); });
}

TlsTunnel::~TlsTunnel()
{
    m_socket->disconnect(this);
}

void TlsTunnel::start(qintptr descriptor, int patienceMs)
{
    const auto failLater = [this](const QString &why) {
        QMetaObject::invokeMethod(
            this, [this, why] { fail(false, why); }, Qt::QueuedConnection);
    };
    if (!QSslSocket::supportsSsl()) {
        ::close(static_cast<int>(descriptor));
        failLater(tr("this installation of Qt has no TLS"));
        return;
    }
    if (!m_socket->setSocketDescriptor(descriptor)) {
        ::close(static_cast<int>(descriptor));
        failLater(m_socket->errorString());
        return;
    }
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setReadBufferSize(kTunnelRoom);
    m_socket->setPeerVerifyName(m_host);
    QSslConfiguration configuration = m_socket->sslConfiguration();
    configuration.setAllowedNextProtocols({QByteArrayLiteral("http/1.1")});
    m_socket->setSslConfiguration(configuration);
    connect(m_socket.get(), &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (m_insecure)
            m_socket->ignoreSslErrors();
        else
            m_certificateProblem = list(errors);
    });
    connect(m_socket.get(), &QSslSocket::encrypted, this, &TlsTunnel::encrypted);
    connect(
        m_socket.get(), &QSslSocket::disconnected, this,
        [this] {
            if (m_plain)
                serverEnded();
            else
                fail(!m_certificateProblem.isEmpty(),
                     m_certificateProblem.isEmpty() ? m_socket->errorString() : m_certificateProblem);
        },
        Qt::QueuedConnection);
    connect(&m_patience, &QTimer::timeout, this,
            [this, patienceMs] { fail(false, tr("no answer within %1 seconds").arg(patienceMs / 1000)); });
    m_patience.start(patienceMs);
    m_socket->startClientEncryption();
}

void TlsTunnel::abandon()
{
    if (m_plain)
        return;
    m_over = true;
    m_patience.stop();
    m_socket->abort();
    deleteLater();
}

void TlsTunnel::fail(bool certificate, const QString &why)
{
    if (std::exchange(m_over, true))
        return;
    m_patience.stop();
    m_socket->abort();
    Q_EMIT failed(certificate, why);
    deleteLater();
}

void TlsTunnel::encrypted()
{
    if (m_over)
        return;
    m_patience.stop();
    const Result<std::pair<int, int>> pair = tcpPair();
    if (!pair) {
        fail(false, pair.error().message);
        return;
    }
    m_plain = std::make_unique<TcpEnd>(pair->first);
    connect(m_plain.get(), &TcpEnd::readable, this, &TlsTunnel::moveUp);
    connect(m_plain.get(), &TcpEnd::ended, this, &TlsTunnel::plainEnded);
    connect(m_plain.get(), &TcpEnd::broken, this, [this] { plainEnded(true); });
    connect(m_plain.get(), &TcpEnd::written, this, &TlsTunnel::moveDown);
    connect(m_socket.get(), &QSslSocket::readyRead, this, &TlsTunnel::moveDown);
    connect(m_socket.get(), &QSslSocket::encryptedBytesWritten, this, [this] {
        if (m_plain && m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite() < kTunnelRoom)
            m_plain->setReading(true);
    });
    m_plain->setReading(true);
    Q_EMIT ready(pair->second);
    moveDown();
}

void TlsTunnel::moveUp()
{
    const QByteArray bytes = m_plain->read();
    if (bytes.isEmpty() || m_serverEnded)
        return;
    m_socket->write(bytes);
    if (m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite() >= kTunnelRoom)
        m_plain->setReading(false);
}

void TlsTunnel::moveDown()
{
    while (m_socket->bytesAvailable() > 0 && m_plain->unwritten() < kTunnelRoom) {
        m_plain->write(m_socket->read(kTunnelRead));
        if (!m_plain->isBlocked())
            m_plain->flush();
        if (m_grace.isActive())
            m_grace.start();
    }
    if (m_serverEnded && m_socket->bytesAvailable() == 0)
        m_plain->endWriting();
    finishIfOver();
}

void TlsTunnel::plainEnded(bool reset)
{
    if (m_over)
        return;
    m_plainEnded = true;
    if (reset) {
        m_over = true;
        m_socket->abort();
        deleteLater();
        return;
    }
    if (!m_serverEnded)
        m_grace.start();
    finishIfOver();
}

void TlsTunnel::serverEnded()
{
    m_serverEnded = true;
    m_grace.stop();
    if (m_over)
        return;
    m_plain->setReading(true); // for its end
    moveDown();
}

void TlsTunnel::finishIfOver()
{
    if (!m_over && m_plainEnded && m_serverEnded && m_socket->bytesAvailable() == 0 &&
        m_plain->unwritten() == 0) {
        m_over = true;
        deleteLater();
    }
}

} // namespace swapscope
