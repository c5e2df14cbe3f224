#include <app/help/helpwindows.h>
#include <app/window/windowactions.h>

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPointer>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestHelpWindows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeyIsListed()
    {
        QWidget window;
        const WindowActions actions(&window);
        showKeys(&window, actions);
        QPointer<QMessageBox> box = window.findChild<QMessageBox *>();
        QVERIFY(box);
        int keys = 0;
        for (const QObject *child : actions.children()) {
            const auto *action = qobject_cast<const QAction *>(child);
            if (action == nullptr || action->shortcut().isEmpty())
                continue;
            ++keys;
            const QString key = action->shortcut().toString(QKeySequence::NativeText);
            QVERIFY2(box->text().contains(u"<b>%1</b>"_s.arg(key)), qPrintable(key));
        }
        QVERIFY(keys > 5);
        QVERIFY(box->text().contains(u"Ctrl+1 … Ctrl+9"_s));
        box->close();
        QTRY_VERIFY(!box);
    }

    void aboutNamesTheVersion()
    {
        QWidget window;
        showAbout(&window);
        QPointer<QDialog> dialog = window.findChild<QDialog *>();
        QVERIFY(dialog);
        QStringList texts;
        for (const QLabel *label : dialog->findChildren<QLabel *>())
            texts << label->text();
        QVERIFY(texts.contains(u"Swapscope " SWAPSCOPE_VERSION ""_s));
        QVERIFY(texts.join(u' ').contains(QString::fromLatin1(qVersion())));
        dialog->close();
        QTRY_VERIFY(!dialog);
    }
};

QTEST_MAIN(TestHelpWindows)
#include "tst_helpwindows.moc"
