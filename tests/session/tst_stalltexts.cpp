#include <session/stalltexts.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestStallTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sayWhatAndWhere()
    {
        const ScriptStall stall{.what = u"the cue “Keys”"_s,
                                .file = u"server.js"_s,
                                .line = 12,
                                .since = 0,
                                .ran = 1500 * kMillisecond};
        QCOMPARE(
            stalledText(stall).toString(),
            u"server.js:12: the cue “Keys” has been running for 1.5 s; nothing is served until it returns"_s);
        QCOMPARE(resumedText(stall).toString(),
                 u"server.js:12: the cue “Keys” has returned after 1.5 s; the server goes on"_s);
    }
};

QTEST_GUILESS_MAIN(TestStallTexts)
#include "tst_stalltexts.moc"
