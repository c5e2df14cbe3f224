#include "../window/windowparts.h"

#include <app/network/networkfeature.h>
#include <app/network/networkpanel.h>

#include <trace/trace.h>

#include <QAction>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestNetworkFeature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_parts = std::make_unique<WindowParts>();
        m_feature = &m_parts->add<NetworkFeature>();
        m_panel = m_parts->window.findChild<NetworkPanel *>();
    }
    void cleanup() { m_parts.reset(); }

    void panelAndWindowSelectTheSameClient()
    {
        QVERIFY(m_parts->runs(u"counter"_s));
        QCOMPARE(m_parts->selection.client(), u"B"_s);
        m_parts->selection.setClient(u"A"_s);
        QCOMPARE(m_panel->client(), u"A"_s);
        QVERIFY(m_parts->actions.mend->text().contains(u"client A"_s));
        QCOMPARE(m_feature->placeNamed(u"network"_s, u"B"_s), m_panel);
        QCOMPARE(m_parts->selection.client(), u"B"_s);
        QVERIFY(test::ended(m_parts->session));
        QCOMPARE(m_panel->client(), QString());
    }

    void commandsActOnTheSelectedLink()
    {
        QVERIFY(m_parts->runs(u"counter"_s));
        m_parts->actions.setOpen(true);
        m_parts->selection.setClient(u"A"_s);
        m_parts->actions.cut->trigger();
        QTRY_VERIFY(m_parts->session.clients().front().link.cut);
        QVERIFY(!m_parts->session.clients().back().link.cut);
        m_parts->actions.clear->trigger();
        QTRY_VERIFY(!m_parts->session.clients().front().link.cut);
        QCOMPARE(m_parts->session.trace().ofKind(Kind::LinkFault).empty(), false);
    }

private:
    std::unique_ptr<WindowParts> m_parts;
    NetworkFeature *m_feature = nullptr;
    NetworkPanel *m_panel = nullptr;
};

QTEST_MAIN(TestNetworkFeature)
#include "tst_networkfeature.moc"
