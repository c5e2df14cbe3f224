#pragma once

#include <scenario/gallery.h>

#include <QDialog>

#include <memory>

namespace Ui {
class NewScenarioDialog;
}

namespace swapscope {

// Asks what the new scenario is a copy of, its name and its place, and makes it. Stays open with the reason
// when it cannot be made.
class NewScenarioDialog final : public QDialog
{
    Q_OBJECT

public:
    // The first template is chosen at first; folder is where user's scenarios go (made when needed).
    NewScenarioDialog(const std::vector<GalleryEntry> &templates, const QString &folder,
                      QWidget *parent = nullptr);
    ~NewScenarioDialog() override;

    // The folder that was made, after accepted().
    QString created() const { return m_created; }

    void accept() override;

private:
    void suggestName();

    std::unique_ptr<Ui::NewScenarioDialog> m_ui;
    QString m_created;
};

} // namespace swapscope
