#pragma once

#include <session/attachoptions.h>

#include <QStringList>

class QSettings;

namespace swapscope {

// The servers that were attached to, the last one first, and how the last one was.
class AttachHistory
{
public:
    static constexpr qsizetype kMost = 10;

    // settings may be null: nothing outlives the object. They outlive it.
    explicit AttachHistory(QSettings *settings);

    QStringList addresses() const { return m_addresses; }
    int clients() const { return m_clients; }
    bool insecure() const { return m_insecure; }
    void remember(const AttachOptions &options);

private:
    QSettings *m_settings;
    QStringList m_addresses;
    int m_clients = 2;
    bool m_insecure = false;
};

} // namespace swapscope
