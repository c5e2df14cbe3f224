#include <app/editor/filequestion.h>

#include <QFileDialog>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestFileQuestion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersWithTheChosenPath()
    {
        QWidget window;
        window.show();
        QString chosen;
        QPointer<QFileDialog> dialog = askForFile(&window,
                                                  {.kind = FileQuestion::Kind::SaveFile,
                                                   .title = u"Save"_s,
                                                   .start = m_temp.filePath(u"trace"_s),
                                                   .filter = u"Traces (*.jsonl);;Every file (*)"_s,
                                                   .suffix = u"jsonl"_s},
                                                  [&](const QString &path) { chosen = path; });
        QVERIFY(dialog->isVisible());
        QCOMPARE(dialog->nameFilters(), (QStringList{u"Traces (*.jsonl)"_s, u"Every file (*)"_s}));
        static_cast<QDialog *>(dialog.data())->accept();
        QCOMPARE(chosen, m_temp.filePath(u"trace.jsonl"_s));
        QTRY_VERIFY(dialog.isNull());
    }

    void aChangedMindIsNoAnswer()
    {
        QWidget window;
        window.show();
        bool answered = false;
        QPointer<QFileDialog> dialog =
            askForFile(&window, {.kind = FileQuestion::Kind::OpenFolder, .start = m_temp.path()},
                       [&](const QString &) { answered = true; });
        QCOMPARE(dialog->directory().absolutePath(), m_temp.path());
        dialog->reject();
        QTRY_VERIFY(dialog.isNull());
        QVERIFY(!answered);
    }

private:
    QTemporaryDir m_temp;
};

QTEST_MAIN(TestFileQuestion)
#include "tst_filequestion.moc"
