#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// A page that grows without bound.
class TestGrowingPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("it only grows",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s, u"page.nodes A t=0.1 count=20"_s,
                        u"page.swap A t=1 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=1 count=220"_s,
                        u"page.swap A t=2 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=2 count=420"_s,
                        u"page.swap A t=3 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=3 count=620"_s,
                        u"page.swap A t=4 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=4 count=820"_s,
                        u"page.swap A t=5 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=5 count=1020"_s,
                        u"page.swap A t=6 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=6 count=1220"_s,
                        u"page.swap A t=7 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=7 count=1420"_s},
            {u"+page.grows: A"_s});
        row("near miss: one large snapshot",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s, u"page.nodes A t=0.1 count=20"_s,
                        u"page.swap A t=1 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=1 count=2020"_s},
            {});
        row("near miss: a feed that prunes itself",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s, u"page.nodes A t=0.1 count=20"_s,
                        u"page.swap A t=1 target=#feed style=beforeend added=200 removed=200"_s,
                        u"page.nodes A t=1 count=220"_s,
                        u"page.swap A t=2 target=#feed style=beforeend added=200 removed=200"_s,
                        u"page.nodes A t=2 count=420"_s,
                        u"page.swap A t=3 target=#feed style=beforeend added=200 removed=200"_s,
                        u"page.nodes A t=3 count=420"_s,
                        u"page.swap A t=4 target=#feed style=beforeend added=200 removed=200"_s,
                        u"page.nodes A t=4 count=420"_s,
                        u"page.swap A t=5 target=#feed style=beforeend added=200 removed=200"_s,
                        u"page.nodes A t=5 count=420"_s,
                        u"page.swap A t=6 target=#feed style=beforeend added=200 removed=200"_s,
                        u"page.nodes A t=6 count=420"_s,
                        u"page.swap A t=7 target=#feed style=beforeend added=200 removed=200"_s,
                        u"page.nodes A t=7 count=420"_s},
            {});
        row("near miss: growth and pruning in turn",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s, u"page.nodes A t=0.1 count=20"_s,
                        u"page.swap A t=1 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=1 count=420"_s,
                        u"page.swap A t=2 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=2 count=820"_s,
                        u"page.swap A t=3 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=3 count=220"_s,
                        u"page.swap A t=4 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=4 count=620"_s,
                        u"page.swap A t=5 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=5 count=1020"_s,
                        u"page.swap A t=6 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=6 count=220"_s,
                        u"page.swap A t=7 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=7 count=620"_s,
                        u"page.swap A t=8 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=8 count=1020"_s},
            {});
        row("near miss: slowly, and little",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s, u"page.nodes A t=0.1 count=20"_s,
                        u"page.swap A t=1 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=1 count=21"_s,
                        u"page.swap A t=2 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=2 count=22"_s,
                        u"page.swap A t=3 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=3 count=23"_s,
                        u"page.swap A t=4 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=4 count=24"_s,
                        u"page.swap A t=5 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=5 count=25"_s,
                        u"page.swap A t=6 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=6 count=26"_s,
                        u"page.swap A t=7 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=7 count=27"_s},
            {});
        row("over when it is pruned",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s, u"page.nodes A t=0.1 count=20"_s,
                        u"page.swap A t=1 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=1 count=220"_s,
                        u"page.swap A t=2 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=2 count=420"_s,
                        u"page.swap A t=3 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=3 count=620"_s,
                        u"page.swap A t=4 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=4 count=820"_s,
                        u"page.swap A t=5 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=5 count=1020"_s,
                        u"page.swap A t=6 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=6 count=1220"_s,
                        u"page.swap A t=7 target=#feed style=beforeend added=200 removed=0"_s,
                        u"page.nodes A t=7 count=100"_s},
            {u"+page.grows: A"_s, u"-page.grows: A"_s});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestGrowingPage)
#include "tst_growingpage.moc"
