#pragma once

#include <scenario/gallery.h>

#include <QDialog>

#include <memory>

namespace Ui {
class NewScenarioDialog;
}

namespace swapscope {

// Asks for the template of a new scenario, its name and its place, and creates it. If it cannot be created,
// the dialog stays open and shows the reason.
class NewScenarioDialog final : public QDialog
{
    Q_OBJECT

public:
    // The first template is preselected. folder: where the user's scenarios are kept; created if needed.
    NewScenarioDialog(const std::vector<GalleryEntry> &templates, const QString &folder,
                      QWidget *parent = nullptr);
    ~NewScenarioDialog() override;

    // The folder of the new scenario, after accepted().
    QString created() const { return m_created; }

    void accept() override;

private:
    void suggestName();

    std::unique_ptr<Ui::NewScenarioDialog> m_ui;
    QString m_created;
};

} // namespace swapscope
