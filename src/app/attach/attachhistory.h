#pragma once

#include <session/attachoptions.h>

#include <QStringList>

class QSettings;

namespace swapscope {

// Remembers the servers that were attached to, the latest first, and the options of the latest.
class AttachHistory
{
public:
    static constexpr qsizetype kMost = 10;

    // settings: where it is kept between starts of the program; null: nowhere. They outlive the object.
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
