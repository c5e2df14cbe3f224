#include "windowparts.h"

#include <app/gallery/newscenariodialog.h>
#include <app/window/filecommands.h>

#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestFileCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewScenarioIsMadeAndChosen()
    {
        WindowParts parts;
        FileCommands &files = parts.files;
        QSignalSpy chosen(&files, &FileCommands::scenarioChosen);
        files.newScenario();
        auto *dialog = parts.window.findChild<NewScenarioDialog *>();
        QVERIFY(dialog != nullptr);
        dialog->findChild<QLineEdit *>(u"folder"_s)->setText(m_temp.path());
        dialog->findChild<QLineEdit *>(u"name"_s)->setText(u"fresh"_s);
        dialog->accept();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toString(), m_temp.filePath(u"fresh"_s));
    }

    void withoutAScenarioThereIsNothingToCopy()
    {
        WindowParts parts;
        FileCommands &files = parts.files;
        files.saveAsCopy();
        QVERIFY(parts.window.findChild<NewScenarioDialog *>() == nullptr);
    }

    void aPictureIsOfTheMomentThatWasMeant()
    {
        WindowParts parts;
        FileCommands &files = parts.files;
        files.savePictureAs();
        auto *dialog = parts.window.findChild<QFileDialog *>();
        QVERIFY(dialog != nullptr);
        const QString file = m_temp.filePath(u"window.png"_s);
        const QSize then = parts.window.size();
        parts.window.resize(900, 700);
        dialog->selectFile(file);
        static_cast<QDialog *>(dialog)->accept();
        QCOMPARE(QImage(file).size(), then);
    }

private:
    QTemporaryDir m_temp;
};

QTEST_MAIN(TestFileCommands)
#include "tst_filecommands.moc"
