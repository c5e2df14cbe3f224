#pragma once

#include <QFrame>
#include <QStringList>

class QButtonGroup;

namespace swapscope {

// "htmx 2.0 | htmx 4.0": one of the versions that the scenario runs under.
class VersionSwitch final : public QFrame
{
    Q_OBJECT

public:
    explicit VersionSwitch(QWidget *parent = nullptr);

    // Those that can be chosen ("2", "4"), and the one in use.
    void setVersions(const QStringList &available, const QString &current);
    QString current() const;
    // Shows "2.0 | 4.0", for a narrow window; screen readers are still told the full names.
    void setShort(bool on);

Q_SIGNALS:
    void chosen(const QString &version);

private:
    QButtonGroup *m_group;
};

} // namespace swapscope
