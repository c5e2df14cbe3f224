#pragma once

#include "attachhistory.h"

#include <QDialog>

#include <memory>

namespace Ui {
class AttachDialog;
}

namespace swapscope {

// Asks the user which server to attach to. An error in the address is shown below it while it is typed. The
// server itself is not contacted.
class AttachDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit AttachDialog(const AttachHistory &history, QWidget *parent = nullptr);
    ~AttachDialog() override;

    // What was filled in; an error as long as it cannot be used.
    Result<AttachOptions> options() const;

    void accept() override;

private:
    void check();

    std::unique_ptr<Ui::AttachDialog> m_ui;
};

} // namespace swapscope
