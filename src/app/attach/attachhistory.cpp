#include "attachhistory.h"

#include <QSettings>

namespace swapscope {

namespace {
const QString kAddresses = QStringLiteral("attach/addresses");
const QString kClients = QStringLiteral("attach/clients");
const QString kInsecure = QStringLiteral("attach/insecure");
} // namespace

AttachHistory::AttachHistory(QSettings *settings) : m_settings(settings)
{
    if (settings == nullptr)
        return;
    for (const QString &address : settings->value(kAddresses).toStringList()) {
        if (m_addresses.size() < kMost && Upstream::parse(address))
            m_addresses += address;
    }
    m_clients = qBound(1, settings->value(kClients, m_clients).toInt(), kMostAttachedClients);
    m_insecure = settings->value(kInsecure, m_insecure).toBool();
}

void AttachHistory::remember(const AttachOptions &options)
{
    const QString address = options.upstream.url().toString();
    m_addresses.removeAll(address);
    m_addresses.prepend(address);
    while (m_addresses.size() > kMost)
        m_addresses.removeLast();
    m_clients = options.clients;
    m_insecure = options.insecure;
    if (m_settings == nullptr)
        return;
    m_settings->setValue(kAddresses, m_addresses);
    m_settings->setValue(kClients, m_clients);
    m_settings->setValue(kInsecure, m_insecure);
}

} // namespace swapscope
