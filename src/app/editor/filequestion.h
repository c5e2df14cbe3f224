#pragma once

#include <QString>

#include <functional>

class QFileDialog;
class QWidget;

namespace swapscope {

// A question for a file or a folder.
struct FileQuestion
{
    enum class Kind { OpenFolder, OpenFile, SaveFile };

    Kind kind = Kind::OpenFile;
    QString title;
    QString start;  // a folder, or with SaveFile a file's name
    QString filter; // as QFileDialog::setNameFilters() takes them, "Traces (*.jsonl);;…"
    QString suffix; // SaveFile: what a name without one gets, "jsonl"
};

// Asks over the window, which goes on meanwhile: pages, clocks and timeline do not wait. `then` gets the path
// once it is chosen; when the user changes their mind it is never called. The dialog deletes itself.
QFileDialog *askForFile(QWidget *window, const FileQuestion &question,
                        std::function<void(const QString &path)> then);

} // namespace swapscope
