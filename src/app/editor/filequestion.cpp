#include "filequestion.h"

#include <QFileDialog>
#include <QFileInfo>

namespace swapscope {

QFileDialog *askForFile(QWidget *window, const FileQuestion &question,
                        std::function<void(const QString &path)> then)
{
    auto *dialog = new QFileDialog(window, question.title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const QFileInfo start(question.start);
    switch (question.kind) {
    case FileQuestion::Kind::OpenFolder:
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
        break;
    case FileQuestion::Kind::OpenFile:
        dialog->setFileMode(QFileDialog::ExistingFile);
        break;
    case FileQuestion::Kind::SaveFile:
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(question.suffix);
        break;
    }
    if (!question.filter.isEmpty())
        dialog->setNameFilters(question.filter.split(QStringLiteral(";;")));
    if (start.isDir())
        dialog->setDirectory(start.absoluteFilePath());
    else if (!question.start.isEmpty())
        dialog->selectFile(question.start);
    QObject::connect(dialog, &QFileDialog::fileSelected, window, std::move(then));
    dialog->open();
    return dialog;
}

} // namespace swapscope
