#pragma once

#include "attachhistory.h"

#include <QDialog>

#include <memory>

namespace Ui {
class AttachDialog;
}

namespace swapscope {

// Asks which server to attach to. What is wrong with the address stands below it as it is typed; nothing is
// asked of the server.
class AttachDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit AttachDialog(const AttachHistory &history, QWidget *parent = nullptr);
    ~AttachDialog() override;

    // What was chosen; an error while there is none that will do.
    Result<AttachOptions> options() const;

    void accept() override;

private:
    void check();

    std::unique_ptr<Ui::AttachDialog> m_ui;
};

} // namespace swapscope
