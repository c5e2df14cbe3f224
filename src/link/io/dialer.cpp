#include "dialer.h"

#include <net/tcpend.h>
#include <net/tlstunnel.h>

#include <QHostInfo>

namespace swapscope {

namespace {

constexpr std::size_t kMostAddresses = 8;

} // namespace

Dialer::Dialer(const Upstream &upstream, const AttachRules &rules, QObject *owner, int patienceMs)
    : m_upstream(upstream), m_rules(rules), m_owner(owner)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_silent = true;
        m_problem = tr("no answer within %1 seconds").arg(m_patience.interval() / 1000);
        tryNext();
    });
}

Dialer::~Dialer() = default;

std::deque<QHostAddress> Dialer::knownAddresses(const QString &host)
{
    if (const QHostAddress address(host); !address.isNull())
        return {address};
    const QString name = host.toLower();
    if (name == u"localhost" || name.endsWith(QLatin1StringView(".localhost")))
        return {QHostAddress(QHostAddress::LocalHostIPv6), QHostAddress(QHostAddress::LocalHost)};
    return {};
}

void Dialer::dial()
{
    m_addresses = knownAddresses(m_upstream.host);
    if (m_addresses.empty())
        QHostInfo::lookupHost(m_upstream.host, this, &Dialer::found);
    else
        QMetaObject::invokeMethod(this, &Dialer::tryNext, Qt::QueuedConnection);
}

void Dialer::found(const QHostInfo &info)
{
    for (const QHostAddress &address : info.addresses()) {
        if (m_addresses.size() < kMostAddresses)
            m_addresses.push_back(address);
    }
    if (m_addresses.empty())
        fail(Unreachable::What::Name, info.errorString());
    else
        tryNext();
}

void Dialer::tryNext()
{
    if (m_end) {
        // It may be in the middle of a signal.
        m_end->disconnect(this);
        m_end.release()->deleteLater();
    }
    if (m_addresses.empty()) {
        fail(m_silent ? Unreachable::What::Silent : Unreachable::What::Refused, m_problem);
        return;
    }
    const QHostAddress address = m_addresses.front();
    m_addresses.pop_front();
    m_tried << address.toString();
    m_end = std::make_unique<TcpEnd>();
    connect(m_end.get(), &TcpEnd::connected, this, &Dialer::reached);
    connect(m_end.get(), &TcpEnd::failed, this, [this](const QString &why) {
        m_problem = why;
        tryNext();
    });
    m_patience.start();
    m_end->connectTo(address, m_upstream.port);
}

void Dialer::reached()
{
    m_patience.stop();
    const qintptr descriptor = m_end->takeDescriptor();
    m_end->disconnect(this);
    m_end.release()->deleteLater();
    if (!m_upstream.tls) {
        Q_EMIT connected(descriptor);
        return;
    }
    // Its own master once it stands; until then it goes with whoever waits for it.
    auto *tunnel = new TlsTunnel(m_upstream.host, m_rules.insecure, m_owner);
    connect(this, &QObject::destroyed, tunnel, &TlsTunnel::abandon);
    connect(tunnel, &TlsTunnel::ready, this, [this, tunnel](qintptr plain) {
        disconnect(this, &QObject::destroyed, tunnel, nullptr);
        Q_EMIT connected(plain);
    });
    connect(tunnel, &TlsTunnel::failed, this, [this](bool certificate, const QString &why) {
        fail(certificate ? Unreachable::What::Certificate : Unreachable::What::Tls, why);
    });
    tunnel->start(descriptor, m_patience.interval());
}

void Dialer::fail(Unreachable::What what, const QString &why)
{
    Unreachable unreachable{what, m_upstream.host, why};
    if (what != Unreachable::What::Name) {
        unreachable.address = tr("%1 port %2").arg(m_upstream.host).arg(m_upstream.port);
        if (m_tried != QStringList(m_upstream.host))
            unreachable.address += QStringLiteral(" (%1)").arg(m_tried.join(QStringLiteral(", ")));
    }
    Q_EMIT failed(unreachable);
}

} // namespace swapscope
