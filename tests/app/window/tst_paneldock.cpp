#include <app/window/paneldock.h>

#include <QLabel>
#include <QMainWindow>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPanelDock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlainCaptionGivesWayToTabs()
    {
        QMainWindow window;
        window.setCentralWidget(new QWidget);
        auto *network = new PanelDock(u"network"_s, u"Network"_s, new QWidget, nullptr, &window);
        auto *inspector = new PanelDock(u"inspector"_s, u"Inspector"_s, new QWidget, nullptr, &window);
        window.addDockWidget(Qt::RightDockWidgetArea, network);
        window.addDockWidget(Qt::RightDockWidgetArea, inspector);
        window.resize(800, 600);
        window.show();
        QTRY_VERIFY(network->titleBarWidget()->sizeHint().height() > 0);
        window.tabifyDockWidget(network, inspector);
        QTRY_COMPARE(network->titleBarWidget()->sizeHint().height(), 0);
        QTRY_COMPARE(inspector->titleBarWidget()->sizeHint().height(), 0);

        inspector->setFloating(true);
        QTRY_VERIFY(inspector->titleBarWidget()->sizeHint().height() > 0);
        QTRY_VERIFY(network->titleBarWidget()->sizeHint().height() > 0);
    }

    void aHeaderOfItsOwnStaysBetweenTabs()
    {
        QMainWindow window;
        window.setCentralWidget(new QWidget);
        auto *header = new QLabel(u"Timeline"_s);
        auto *timeline = new PanelDock(u"timeline"_s, u"Timeline"_s, new QWidget, header, &window);
        auto *other = new PanelDock(u"other"_s, u"Other"_s, new QWidget, nullptr, &window);
        window.addDockWidget(Qt::BottomDockWidgetArea, timeline);
        window.addDockWidget(Qt::BottomDockWidgetArea, other);
        window.tabifyDockWidget(other, timeline);
        window.resize(800, 600);
        window.show();
        QTRY_COMPARE(other->titleBarWidget()->sizeHint().height(), 0);
        QVERIFY(timeline->titleBarWidget()->sizeHint().height() > 0);
        QVERIFY(header->isVisibleTo(timeline));
    }
};

QTEST_MAIN(TestPanelDock)
#include "tst_paneldock.moc"
