#include <app/help/manualwindow.h>

#include <core/textfile.h>

#include <QListWidget>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestManualWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_temp = std::make_unique<QTemporaryDir>();
        QVERIFY(
            write(u"index.md"_s, u"# Start here\n\nFirst [the trace](trace.md), then [more](more.md).\n"_s));
        QVERIFY(write(u"trace.md"_s, u"# The trace\n\nEvents.\n\n![wide](pictures/wide.png)\n"_s));
        QVERIFY(write(u"more.md"_s, u"# More\n"_s));
        QVERIFY(write(u"a.md"_s, u"No heading."_s));
        QVERIFY(QDir(m_temp->path()).mkdir(u"pictures"_s));
        QImage wide(1680, 1050, QImage::Format_RGB32);
        wide.fill(Qt::red);
        QVERIFY(wide.save(m_temp->filePath(u"pictures/wide.png"_s)));
    }

    void chaptersStandInTheOrderOfTheIndex()
    {
        ManualWindow window(m_temp->path());
        const auto *contents = window.findChild<QListWidget *>();
        QStringList titles;
        for (int i = 0; i < contents->count(); ++i)
            titles += contents->item(i)->text();
        QCOMPARE(titles, (QStringList{u"Start here"_s, u"The trace"_s, u"More"_s, u"a"_s}));
        QVERIFY(window.text().contains(u"First"_s));
        window.showChapter(3);
        QVERIFY(window.text().contains(u"No heading."_s));
    }

    void aLinkLeadsToItsChapter()
    {
        ManualWindow window(m_temp->path());
        window.show();
        auto *page = window.findChild<QTextBrowser *>();
        page->setFocus();
        QTest::keyClick(page, Qt::Key_Tab); // to the first link
        QTest::keyClick(page, Qt::Key_Return);
        QVERIFY(window.text().contains(u"Events."_s));
        QCOMPARE(window.findChild<QListWidget *>()->currentRow(), 1);
    }

    void aPictureFitsThePage()
    {
        ManualWindow window(m_temp->path());
        window.show();
        window.showChapter(1);
        auto *page = window.findChild<QTextBrowser *>();
        QVERIFY(page->document()->idealWidth() > 600);
        QVERIFY(page->document()->idealWidth() <= page->viewport()->width());
        QTRY_COMPARE(page->grab().toImage().pixelColor(300, 300), QColor(Qt::red));
    }

    // The one that the program comes with.
    void noLinkOfTheManualLeadsNowhere()
    {
        const QDir manual(QStringLiteral(SWAPSCOPE_SOURCE_DIR "/resources/manual"));
        const QRegularExpression link(uR"(\]\(([^):#]+\.(?:md|png))(?:#[^)]*)?\))"_s);
        int links = 0;
        for (const ManualChapter &chapter : manualChapters(manual.path())) {
            for (auto it = link.globalMatch(*readText(chapter.path)); it.hasNext(); ++links) {
                const QString name = it.next().captured(1);
                QVERIFY2(manual.exists(name), qPrintable(chapter.path + u" names "_s + name));
            }
        }
        QVERIFY(links > 10);
    }

    void saysWhenItIsNotThere()
    {
        QTemporaryDir temp;
        ManualWindow window(temp.filePath(u"none"_s));
        QVERIFY(window.text().contains(u"not installed"_s));
    }

private:
    bool write(const QString &name, const QString &text)
    {
        return saveText(m_temp->filePath(name), text).ok();
    }

    std::unique_ptr<QTemporaryDir> m_temp;
};

QTEST_MAIN(TestManualWindow)
#include "tst_manualwindow.moc"
