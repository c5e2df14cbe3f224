#include <app/manualwindow.h>

#include <scenario/textfile.h>

#include <QListWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestManualWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasAChapterPerFileWithTheFirstHeadingAsItsTitle()
    {
        QTemporaryDir temp;
        QVERIFY(saveText(temp.filePath(u"trace.md"_s), u"# The trace\n\nEvents."_s).ok());
        QVERIFY(saveText(temp.filePath(u"a.md"_s), u"No heading."_s).ok());
        QVERIFY(saveText(temp.filePath(u"README.md"_s), u"# Start here\n\nWelcome."_s).ok());
        ManualWindow window(temp.path());
        const auto *contents = window.findChild<QListWidget *>();
        QCOMPARE(contents->count(), 3);
        QCOMPARE(contents->item(0)->text(), u"Start here"_s);
        QCOMPARE(contents->item(1)->text(), u"a"_s);
        QCOMPARE(contents->item(2)->text(), u"The trace"_s);
        QVERIFY(window.text().contains(u"Welcome."_s));
        window.showChapter(2);
        QVERIFY(window.text().contains(u"Events."_s));
    }

    void saysWhenItIsNotThere()
    {
        QTemporaryDir temp;
        ManualWindow window(temp.filePath(u"none"_s));
        QVERIFY(window.text().contains(u"not installed"_s));
    }
};

QTEST_MAIN(TestManualWindow)
#include "tst_manualwindow.moc"
