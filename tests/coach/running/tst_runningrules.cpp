#include "playbook.h"

#include <coach/running/runningrules.h>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestRunningRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void haveNamesAndWords()
    {
        QStringList names;
        for (const RunningRuleEntry &entry : runningRules()) {
            const RuleInfo &info = entry.info;
            QVERIFY2(!names.contains(info.name), qPrintable(info.name));
            names << info.name;
            QVERIFY2(info.name.count(u'.') == 1, qPrintable(info.name));
            QVERIFY2(!info.title.isEmpty() && !info.title.endsWith(u'.'), qPrintable(info.name));
            QVERIFY2(info.why.endsWith(u'.'), qPrintable(info.name));
            QVERIFY2(!info.versions.isEmpty(), qPrintable(info.name));
            QVERIFY2(entry.make({}) != nullptr, qPrintable(info.name));
        }
        QCOMPARE(names.size(), 27);
    }
};

QTEST_GUILESS_MAIN(TestRunningRules)
#include "tst_runningrules.moc"
