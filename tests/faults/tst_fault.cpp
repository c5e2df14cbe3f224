#include <faults/catalogue.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

const Fault &fault(const char *name)
{
    return *FaultCatalogue::standard().find(QString::fromLatin1(name));
}

} // namespace

class TestFault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void argumentsAreFoundByName()
    {
        QVERIFY(fault("close").argument(u"code")->needed);
        QVERIFY(!fault("close").argument(u"reason")->needed);
        QVERIFY(!fault("close").argument(u"delay"));
        QVERIFY(!fault("close").argument(u"for"));
        QCOMPARE(fault("cut").argument(u"for")->name, u"for"_s);
    }

    void aFormHasItsOwnFirstAndTheTimeLast()
    {
        QStringList names;
        for (const FaultArgument &argument : fault("delay").formArguments())
            names << argument.name;
        QCOMPARE(names.join(u' '), u"by direction kind event probability next after_messages after for"_s);
        QCOMPARE(fault("latency").argumentNames().join(u' '), u"delay jitter distribution direction for"_s);
        QCOMPARE(fault("thaw").argumentNames(), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestFault)
#include "tst_fault.moc"
