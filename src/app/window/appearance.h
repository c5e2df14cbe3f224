#pragma once

#include <QDBusVariant>
#include <QObject>

namespace swapscope {

// Whether the desktop wants dark, now and when it changes: by the Settings portal
// (org.freedesktop.appearance, color-scheme: 1 dark, 2 light), else by the palette that the platform gave at
// the start.
class Appearance final : public QObject
{
    Q_OBJECT

public:
    // To be made before the program sets a palette of its own.
    explicit Appearance(QObject *parent = nullptr);

    bool dark() const { return m_dark; }

Q_SIGNALS:
    void changed(bool dark);

private Q_SLOTS:
    void settingChanged(const QString &space, const QString &key, const QDBusVariant &value);

private:
    void setScheme(uint scheme);

    bool m_dark = false;
};

} // namespace swapscope
