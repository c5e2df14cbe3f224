#include "helpwindows.h"

#include "widgets/icons.h"
#include "window/windowactions.h"

#include "ui_aboutdialog.h"

#include <QAction>
#include <QCoreApplication>
#include <QMessageBox>

namespace swapscope {

namespace {

struct HelpTexts
{
    Q_DECLARE_TR_FUNCTIONS(swapscope::HelpWindows)
};

} // namespace

void showKeys(QWidget *window, const WindowActions &actions)
{
    QString rows;
    const auto row = [&rows](const QString &key, const QString &what) {
        rows += QStringLiteral("<tr><td style='padding: 3px 24px 3px 0'><b>%1</b></td><td>%2</td></tr>")
                    .arg(key, what);
    };
    for (const QObject *child : actions.children()) {
        const auto *action = qobject_cast<const QAction *>(child);
        if (action != nullptr && !action->shortcut().isEmpty())
            row(action->shortcut().toString(QKeySequence::NativeText), QString(action->text()).remove(u'&'));
    }
    row(HelpTexts::tr("Ctrl+1 … Ctrl+9"), HelpTexts::tr("The script's cues"));
    row(HelpTexts::tr("Ctrl+Return"), HelpTexts::tr("In the box below the cues: send the fragment"));
    auto *box = new QMessageBox(QMessageBox::NoIcon, HelpTexts::tr("Keys"),
                                QStringLiteral("<table>%1</table>").arg(rows), QMessageBox::Close, window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void showAbout(QWidget *window)
{
    auto *dialog = new QDialog(window);
    Ui::AboutDialog form;
    form.setupUi(dialog);
    form.icon->setPixmap(applicationIcon().pixmap(64, 64));
    form.title->setText(QStringLiteral("Swapscope ") + QStringLiteral(SWAPSCOPE_VERSION));
    QFont font = fonts::semiBold();
    font.setPointSizeF(font.pointSizeF() * 1.4);
    form.title->setFont(font);
    form.versions->setText(form.versions->text().arg(QString::fromLatin1(qVersion())));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace swapscope
