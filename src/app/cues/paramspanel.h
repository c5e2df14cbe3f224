#pragma once

#include <QMap>
#include <QString>
#include <QWidget>

#include <vector>

class QComboBox;

namespace swapscope {

class FlowLayout;
struct ManifestParam;

// A drop-down list for each parameter of the scenario. Hidden if there is none.
class ParamsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ParamsPanel(QWidget *parent = nullptr);

    void setParams(const std::vector<ManifestParam> &params, const QMap<QString, QString> &values);

Q_SIGNALS:
    void changed(const QString &name, const QString &value);

private:
    FlowLayout *m_flow;
};

} // namespace swapscope
