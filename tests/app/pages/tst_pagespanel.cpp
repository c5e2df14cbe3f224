#include "runpages.h"

#include <app/pages/clientcolumn.h>
#include <app/pages/clientheader.h>
#include <app/pages/pagespanel.h>
#include <app/window/scenariocontrol.h>

#include <page/pageview.h>
#include <session/session.h>
#include <support/begun.h>
#include <trace/trace.h>

#include <support/commands.h>

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPagesPanel : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private Q_SLOTS:
    void init()
    {
        m_session = std::make_unique<Session>();
        m_panel = std::make_unique<PagesPanel>(*m_session);
        test::followRuns(*m_panel, *m_session);
        m_panel->resize(800, 400);
        m_panel->show();
    }

    void cleanup()
    {
        m_session->endNow();
        m_panel.reset();
        m_session.reset();
    }

    void withoutARunItSaysWhatToDo()
    {
        QSignalSpy folder(m_panel.get(), &PagesPanel::openFolderRequested);
        QSignalSpy fresh(m_panel.get(), &PagesPanel::newScenarioRequested);
        for (QPushButton *button : m_panel->findChildren<QPushButton *>()) {
            QVERIFY(button->isVisible());
            button->click();
        }
        QCOMPARE(folder.size(), 1);
        QCOMPARE(fresh.size(), 1);
    }

    void aRunHasAPageForEveryClient()
    {
        QVERIFY(open());
        QCOMPARE(m_panel->shown(), (QStringList{u"A"_s, u"B"_s}));
        for (const ClientInfo &client : m_session->clients()) {
            const PageView *page = m_panel->column(client.name)->page();
            QTRY_VERIFY_WITH_TIMEOUT(page->state().phase() == PagePhase::Open, 20'000);
            QCOMPARE(page->url(), client.url);
        }
        QVERIFY(test::ended(*m_session));
        QVERIFY(m_panel->shown().isEmpty());
    }

    void whatALinkButtonAsksForHappensAndSelects()
    {
        QVERIFY(open());
        QSignalSpy selected(m_panel.get(), &PagesPanel::clientSelected);
        ClientHeader *header = m_panel->column(u"B"_s)->header();
        Q_EMIT header->faultRequested(test::command(u"cut"_s));
        QTRY_VERIFY(m_session->clients().back().link.cut);
        QVERIFY(!m_session->clients().front().link.cut);
        QCOMPARE(selected.size(), 1);
        QCOMPARE(selected[0][0].toString(), u"B"_s);
    }

    void aClosedPageLeavesTheRunAndTheOthers()
    {
        QVERIFY(open());
        QSignalSpy changed(m_panel.get(), &PagesPanel::shownChanged);
        Q_EMIT m_panel->column(u"A"_s)->header()->closeRequested();
        QTRY_COMPARE(m_panel->shown(), QStringList{u"B"_s});
        m_panel->setShown(u"B"_s, false);
        QCOMPARE(changed.size(), 2);
        QVERIFY(m_session->isOpen());
        const QList<QLabel *> labels = m_panel->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text() == u"No page is shown"_s;
        }));
        m_panel->setShown(u"A"_s, true);
        QCOMPARE(m_panel->shown(), QStringList{u"A"_s});
    }

    // The browser keeps it to itself; the wire tells it.
    void aPageKnowsWhatItsStreamWasToldToWait()
    {
        QVERIFY(open());
        const PageView *page = m_panel->column(u"A"_s)->page();
        QTRY_VERIFY_WITH_TIMEOUT(page->state().phase() == PagePhase::Open, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->trace().ofKind(Kind::PageSwap).empty(), 20'000);
        m_session->applyFault(test::command(u"cut"_s, {}, u"A"_s));
        QTRY_VERIFY_WITH_TIMEOUT(page->state().phase() == PagePhase::Backoff, 20'000);
        QCOMPARE(page->state().headline()->delay, kSecond);
    }

private:
    bool open()
    {
        ScenarioControl control(*m_session, nullptr);
        return control.open(u"counter"_s, {}) && test::runs(*m_session);
    }

    std::unique_ptr<Session> m_session;
    std::unique_ptr<PagesPanel> m_panel;
};

QTEST_MAIN(TestPagesPanel)
#include "tst_pagespanel.moc"
