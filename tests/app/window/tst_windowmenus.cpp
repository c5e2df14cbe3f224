#include <app/pages/pagespanel.h>
#include <app/window/scenariocontrol.h>
#include <app/window/windowactions.h>
#include <app/window/windowlayout.h>
#include <app/window/windowmenus.h>

#include <page/pageview.h>
#include <session/session.h>
#include <support/begun.h>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMainWindow>
#include <QMenuBar>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestWindowMenus : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private Q_SLOTS:
    void init()
    {
        m_session = std::make_unique<Session>();
        m_control = std::make_unique<ScenarioControl>(*m_session, nullptr);
        m_window = std::make_unique<QMainWindow>();
        m_pages = new PagesPanel(*m_session, m_window.get());
        m_layout = std::make_unique<WindowLayout>(*m_window);
        m_layout->add({WindowLayout::Side::Right, "network", u"Network"_s, new QWidget});
        m_actions = new WindowActions(m_window.get());
        fillMenus(*m_window->menuBar(), {*m_actions, *m_layout, *m_session, *m_pages, *m_control,
                                         [this](const QString &dir) { m_opened = dir; },
                                         [this](const QString &client) { m_selected = client; }});
    }

    void cleanup()
    {
        m_session->endNow();
        m_window.reset();
        m_control.reset();
        m_session.reset();
    }

    void standInTheOrderOfThePicture()
    {
        QCOMPARE(texts(m_window->menuBar()->actions()),
                 (QStringList{u"File"_s, u"Edit"_s, u"View"_s, u"Scenario"_s, u"Network"_s, u"Clients"_s,
                              u"Timeline"_s, u"Help"_s}));
    }

    void everyCommandIsInAMenu()
    {
        QList<QAction *> inMenus;
        for (const QMenu *menu : m_window->menuBar()->findChildren<QMenu *>())
            inMenus += menu->actions();
        for (QAction *action : m_actions->findChildren<QAction *>(QString(), Qt::FindDirectChildrenOnly))
            QVERIFY2(inMenus.contains(action), qPrintable(action->text()));
    }

    void bundledScenariosOpenFromTheFileMenu()
    {
        QMenu *menu = submenu(u"File"_s, u"Open scenario"_s);
        Q_EMIT menu->aboutToShow();
        QCOMPARE(texts(menu->actions()).first(), m_control->bundled().front().title);
        menu->actions().first()->trigger();
        QCOMPARE(m_opened, m_control->bundled().front().dir);
    }

    void cuesAreListedWithTheirKeys()
    {
        QMenu *menu = submenu(u"Scenario"_s, u"Cues"_s);
        Q_EMIT menu->aboutToShow();
        QCOMPARE(texts(menu->actions()), QStringList{u"The script has no cues"_s});
        QVERIFY(!menu->actions().first()->isEnabled());
        QVERIFY(m_control->open(u"counter"_s, {}) && test::runs(*m_session));
        QTRY_VERIFY(!m_session->cues().isEmpty());
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().first()->text(), m_session->cues().first() + u"\tCtrl+1"_s);
    }

    void aClientsPageCanBeClosedAndShownAgain()
    {
        QVERIFY(m_control->open(u"counter"_s, {}) && test::runs(*m_session));
        QMenu *clients = menuOf(u"Clients"_s);
        Q_EMIT clients->aboutToShow();
        QMenu *b = submenu(u"Clients"_s, u"Client B"_s);
        QVERIFY(b != nullptr);
        b->actions().first()->setChecked(false);
        QCOMPARE(m_pages->shown(), QStringList{u"A"_s});
        b->actions().first()->setChecked(true);
        QCOMPARE(m_pages->shown(), (QStringList{u"A"_s, u"B"_s}));
        b->actions().at(1)->trigger();
        QCOMPARE(m_selected, u"B"_s);
        b->actions().at(2)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), m_session->clients().back().url.toString());
    }

private:
    static QStringList texts(const QList<QAction *> &actions)
    {
        QStringList all;
        for (const QAction *action : actions)
            all += QString(action->text()).remove(u'&');
        return all;
    }
    QMenu *menuOf(const QString &name) const
    {
        for (const QAction *action : m_window->menuBar()->actions()) {
            if (QString(action->text()).remove(u'&') == name)
                return action->menu();
        }
        return nullptr;
    }
    QMenu *submenu(const QString &menu, const QString &name) const
    {
        for (const QAction *action : menuOf(menu)->actions()) {
            if (QString(action->text()).remove(u'&') == name)
                return action->menu();
        }
        return nullptr;
    }

    std::unique_ptr<Session> m_session;
    std::unique_ptr<ScenarioControl> m_control;
    std::unique_ptr<QMainWindow> m_window;
    std::unique_ptr<WindowLayout> m_layout;
    PagesPanel *m_pages = nullptr;
    WindowActions *m_actions = nullptr;
    QString m_opened;
    QString m_selected;
};

QTEST_MAIN(TestWindowMenus)
#include "tst_windowmenus.moc"
