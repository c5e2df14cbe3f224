#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// Many clients return at the same moment.
class TestTogether : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("ten at once",
            QStringList{u"link.closed C0 t=5.00 conn=1 by=server code=1012"_s,
                        u"link.closed C1 t=5.01 conn=2 by=server code=1012"_s,
                        u"link.closed C2 t=5.02 conn=3 by=server code=1012"_s,
                        u"link.closed C3 t=5.03 conn=4 by=server code=1012"_s,
                        u"link.closed C4 t=5.04 conn=5 by=server code=1012"_s,
                        u"link.closed C5 t=5.05 conn=6 by=server code=1012"_s,
                        u"link.closed C6 t=5.06 conn=7 by=server code=1012"_s,
                        u"link.closed C7 t=5.07 conn=8 by=server code=1012"_s,
                        u"link.closed C8 t=5.08 conn=9 by=server code=1012"_s,
                        u"link.closed C9 t=5.09 conn=10 by=server code=1012"_s,
                        u"link.accepted C0 t=6.000 conn=100 transport=ws path=/chat"_s,
                        u"link.accepted C1 t=6.010 conn=101 transport=ws path=/chat"_s,
                        u"link.accepted C2 t=6.020 conn=102 transport=ws path=/chat"_s,
                        u"link.accepted C3 t=6.030 conn=103 transport=ws path=/chat"_s,
                        u"link.accepted C4 t=6.040 conn=104 transport=ws path=/chat"_s,
                        u"link.accepted C5 t=6.050 conn=105 transport=ws path=/chat"_s,
                        u"link.accepted C6 t=6.060 conn=106 transport=ws path=/chat"_s,
                        u"link.accepted C7 t=6.070 conn=107 transport=ws path=/chat"_s,
                        u"link.accepted C8 t=6.080 conn=108 transport=ws path=/chat"_s,
                        u"link.accepted C9 t=6.090 conn=109 transport=ws path=/chat"_s},
            {u"+retries.together: 1"_s});
        row("near miss: ten, spread over a second",
            QStringList{u"link.closed C0 t=5.00 conn=1 by=server code=1012"_s,
                        u"link.closed C1 t=5.01 conn=2 by=server code=1012"_s,
                        u"link.closed C2 t=5.02 conn=3 by=server code=1012"_s,
                        u"link.closed C3 t=5.03 conn=4 by=server code=1012"_s,
                        u"link.closed C4 t=5.04 conn=5 by=server code=1012"_s,
                        u"link.closed C5 t=5.05 conn=6 by=server code=1012"_s,
                        u"link.closed C6 t=5.06 conn=7 by=server code=1012"_s,
                        u"link.closed C7 t=5.07 conn=8 by=server code=1012"_s,
                        u"link.closed C8 t=5.08 conn=9 by=server code=1012"_s,
                        u"link.closed C9 t=5.09 conn=10 by=server code=1012"_s,
                        u"link.accepted C0 t=6.000 conn=100 transport=ws path=/chat"_s,
                        u"link.accepted C1 t=6.100 conn=101 transport=ws path=/chat"_s,
                        u"link.accepted C2 t=6.200 conn=102 transport=ws path=/chat"_s,
                        u"link.accepted C3 t=6.300 conn=103 transport=ws path=/chat"_s,
                        u"link.accepted C4 t=6.400 conn=104 transport=ws path=/chat"_s,
                        u"link.accepted C5 t=6.500 conn=105 transport=ws path=/chat"_s,
                        u"link.accepted C6 t=6.600 conn=106 transport=ws path=/chat"_s,
                        u"link.accepted C7 t=6.700 conn=107 transport=ws path=/chat"_s,
                        u"link.accepted C8 t=6.800 conn=108 transport=ws path=/chat"_s,
                        u"link.accepted C9 t=6.900 conn=109 transport=ws path=/chat"_s},
            {});
        row("near miss: a few",
            QStringList{u"link.closed C0 t=5.00 conn=1 by=server code=1012"_s,
                        u"link.closed C1 t=5.01 conn=2 by=server code=1012"_s,
                        u"link.closed C2 t=5.02 conn=3 by=server code=1012"_s,
                        u"link.closed C3 t=5.03 conn=4 by=server code=1012"_s,
                        u"link.closed C4 t=5.04 conn=5 by=server code=1012"_s,
                        u"link.closed C5 t=5.05 conn=6 by=server code=1012"_s,
                        u"link.closed C6 t=5.06 conn=7 by=server code=1012"_s,
                        u"link.accepted C0 t=6.000 conn=100 transport=ws path=/chat"_s,
                        u"link.accepted C1 t=6.010 conn=101 transport=ws path=/chat"_s,
                        u"link.accepted C2 t=6.020 conn=102 transport=ws path=/chat"_s,
                        u"link.accepted C3 t=6.030 conn=103 transport=ws path=/chat"_s,
                        u"link.accepted C4 t=6.040 conn=104 transport=ws path=/chat"_s,
                        u"link.accepted C5 t=6.050 conn=105 transport=ws path=/chat"_s,
                        u"link.accepted C6 t=6.060 conn=106 transport=ws path=/chat"_s},
            {});
        row("near miss: ten that come for the first time",
            QStringList{u"link.accepted C0 t=1 conn=1 transport=ws path=/chat"_s,
                        u"link.accepted C1 t=1 conn=2 transport=ws path=/chat"_s,
                        u"link.accepted C2 t=1 conn=3 transport=ws path=/chat"_s,
                        u"link.accepted C3 t=1 conn=4 transport=ws path=/chat"_s,
                        u"link.accepted C4 t=1 conn=5 transport=ws path=/chat"_s,
                        u"link.accepted C5 t=1 conn=6 transport=ws path=/chat"_s,
                        u"link.accepted C6 t=1 conn=7 transport=ws path=/chat"_s,
                        u"link.accepted C7 t=1 conn=8 transport=ws path=/chat"_s,
                        u"link.accepted C8 t=1 conn=9 transport=ws path=/chat"_s,
                        u"link.accepted C9 t=1 conn=10 transport=ws path=/chat"_s},
            {});
        row("near miss: ten pages that were left",
            QStringList{u"link.closed C0 t=5.00 conn=1 by=client code=1012"_s,
                        u"link.closed C1 t=5.01 conn=2 by=client code=1012"_s,
                        u"link.closed C2 t=5.02 conn=3 by=client code=1012"_s,
                        u"link.closed C3 t=5.03 conn=4 by=client code=1012"_s,
                        u"link.closed C4 t=5.04 conn=5 by=client code=1012"_s,
                        u"link.closed C5 t=5.05 conn=6 by=client code=1012"_s,
                        u"link.closed C6 t=5.06 conn=7 by=client code=1012"_s,
                        u"link.closed C7 t=5.07 conn=8 by=client code=1012"_s,
                        u"link.closed C8 t=5.08 conn=9 by=client code=1012"_s,
                        u"link.closed C9 t=5.09 conn=10 by=client code=1012"_s,
                        u"link.accepted C0 t=6.000 conn=100 transport=ws path=/chat"_s,
                        u"link.accepted C1 t=6.010 conn=101 transport=ws path=/chat"_s,
                        u"link.accepted C2 t=6.020 conn=102 transport=ws path=/chat"_s,
                        u"link.accepted C3 t=6.030 conn=103 transport=ws path=/chat"_s,
                        u"link.accepted C4 t=6.040 conn=104 transport=ws path=/chat"_s,
                        u"link.accepted C5 t=6.050 conn=105 transport=ws path=/chat"_s,
                        u"link.accepted C6 t=6.060 conn=106 transport=ws path=/chat"_s,
                        u"link.accepted C7 t=6.070 conn=107 transport=ws path=/chat"_s,
                        u"link.accepted C8 t=6.080 conn=108 transport=ws path=/chat"_s,
                        u"link.accepted C9 t=6.090 conn=109 transport=ws path=/chat"_s},
            {});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestTogether)
#include "tst_together.moc"
