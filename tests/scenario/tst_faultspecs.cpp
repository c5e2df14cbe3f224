#include <scenario/faultspecs.h>

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestFaultSpecs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsEveryFaultByItsName()
    {
        QStringList names;
        for (const FaultSpec &spec : faultSpecs()) {
            names << spec.name;
            QCOMPARE(findFaultSpec(spec.name), &spec);
            QVERIFY(!spec.summary.isEmpty());
        }
        QCOMPARE(names,
                 QStringList({u"cut"_s,     u"freeze"_s,  u"refuse"_s,    u"close"_s,    u"latency"_s,
                              u"http"_s,    u"flap"_s,    u"handshake"_s, u"lose"_s,     u"duplicate"_s,
                              u"reorder"_s, u"corrupt"_s, u"delay"_s,     u"truncate"_s, u"bandwidth"_s,
                              u"slice"_s,   u"idle"_s,    u"limit"_s,     u"halfopen"_s, u"thaw"_s,
                              u"mend"_s,    u"clear"_s}));
        QVERIFY(!findFaultSpec(u"flood"));
    }

    // `for`, `at`, `client` and `fault` are the schedule's own words.
    void argumentsDoNotShadowTheSchedule()
    {
        for (const FaultSpec &spec : faultSpecs()) {
            QSet<QString> seen{u"at"_s, u"client"_s, u"fault"_s, u"for"_s};
            for (const FaultArg &arg : spec.args) {
                QVERIFY2(!seen.contains(arg.name), qPrintable(spec.name + u' ' + arg.name));
                seen.insert(arg.name);
            }
        }
    }

    void theManualHasThemAll()
    {
        QFile page(QStringLiteral(SWAPSCOPE_SOURCE_DIR "/resources/manual/network.md"));
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(page.readAll()).split(u'\n');
        for (const FaultSpec &spec : faultSpecs()) {
            const QStringList rows = lines.filter(QRegularExpression(u"^\\| `%1` \\|"_s.arg(spec.name)));
            QVERIFY2(rows.size() == 1, qPrintable(spec.name));
            QVERIFY2(rows[0].contains(u"| yes |"_s) == spec.takesFor, qPrintable(rows[0]));
            // What many take has a table of its own, to which they refer.
            const bool common = rows[0].contains(u"[which and when](#which-and-when)"_s);
            for (const FaultArg &arg : spec.args) {
                const bool told = rows[0].contains(u'`' + arg.name + u'`');
                const QRegularExpression row(u"^\\| `%1` \\|"_s.arg(arg.name));
                QVERIFY2(told || (common && lines.filter(row).size() == 1),
                         qPrintable(spec.name + u' ' + arg.name));
            }
        }
    }

    void findsArguments()
    {
        const FaultSpec *close = findFaultSpec(u"close");
        QVERIFY(close->arg(u"code")->required);
        QVERIFY(!close->arg(u"reason")->required);
        QVERIFY(!close->arg(u"delay"));
        QVERIFY(!close->takesFor);
    }
};

QTEST_GUILESS_MAIN(TestFaultSpecs)
#include "tst_faultspecs.moc"
