#include <app/editor/filetabs.h>

#include <QTest>
#include <QToolButton>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestFileTabs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_tabs = std::make_unique<FileTabs>();
        for (const QString &name :
             {u"server.js"_s, u"page.htmx2.html"_s, u"page.htmx4.html"_s, u"style.css"_s})
            m_tabs->addTab(name);
    }

    void whereThereIsRoomTitlesAreWhole()
    {
        m_tabs->resize(m_tabs->sizeHint());
        m_tabs->show();
        for (int i = 0; i < m_tabs->count(); ++i)
            QCOMPARE(m_tabs->shownText(i), m_tabs->tabText(i));
    }

    void oneThatIsInViewInPartEndsInAnEllipsis()
    {
        // The third is in view in part; behind it there are the two buttons.
        m_tabs->resize(m_tabs->tabRect(2).center().x() + 2 * 30, m_tabs->sizeHint().height());
        m_tabs->show();
        QCOMPARE(m_tabs->shownText(0), u"server.js"_s);
        QCOMPARE(m_tabs->shownText(1), u"page.htmx2.html"_s);
        const QString shown = m_tabs->shownText(2);
        QVERIFY2(shown.startsWith(u"pa"_s) && shown.endsWith(u'…'), qPrintable(shown));
        QVERIFY(m_tabs->shownText(3).isEmpty());
    }

    void scrolledToTheEndTheLastIsWhole()
    {
        m_tabs->resize(m_tabs->sizeHint().width() * 6 / 10, m_tabs->sizeHint().height());
        m_tabs->show();
        m_tabs->setCurrentIndex(3);
        QTRY_COMPARE(m_tabs->shownText(3), u"style.css"_s);
    }

private:
    std::unique_ptr<FileTabs> m_tabs;
};

QTEST_MAIN(TestFileTabs)
#include "tst_filetabs.moc"
