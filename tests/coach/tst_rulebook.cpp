#include <coach/rulebook.h>

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

Finding of(const char *rule)
{
    Finding finding;
    finding.rule = QString::fromLatin1(rule);
    return finding;
}

} // namespace

class TestRuleBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRuleSaysWhatItIs()
    {
        static const QRegularExpression form(u"^[a-z]+\\.[a-z0-9-]+$"_s);
        QSet<QString> names;
        for (const BookedRule &rule : ruleBook()) {
            const QString &name = rule.info.name;
            QVERIFY2(form.match(name).hasMatch(), qPrintable(name));
            QVERIFY2(!names.contains(name), qPrintable(name));
            names << name;
            QVERIFY2(!rule.info.title.isEmpty() && !rule.info.title.endsWith(u'.'), qPrintable(name));
            QVERIFY2(rule.info.title.front().isUpper() || rule.info.title.startsWith(u"htmx"),
                     qPrintable(name));
            QVERIFY2(rule.info.why.endsWith(u'.'), qPrintable(name));
            QVERIFY2(!rule.info.versions.isEmpty(), qPrintable(name));
            for (const QString &version : rule.info.versions)
                QVERIFY2(version == u"2" || version == u"4", qPrintable(name));
        }
        QVERIFY(names.contains(u"page.no-htmx"_s));
    }

    void theManualHasASectionForEach()
    {
        QFile file(QStringLiteral(SWAPSCOPE_SOURCE_DIR) + u"/resources/manual/coach.md"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
        QSet<QString> known;
        for (const BookedRule &rule : ruleBook()) {
            known << rule.info.name;
            QVERIFY2(lines.contains(u"### "_s + rule.info.name), qPrintable(rule.info.name));
        }
        for (const QString &line : lines) {
            if (line.startsWith(u"### "))
                QVERIFY2(known.contains(line.mid(4)), qPrintable(line));
        }
    }

    void aRuleIsFoundByItsName()
    {
        const std::optional<BookedRule> rule = ruleByName(u"page.no-htmx");
        QVERIFY(rule);
        QCOMPARE(rule->when, When::Before);
        QCOMPARE(rule->info.versions, (QStringList{u"2"_s, u"4"_s}));
        QVERIFY(!ruleByName(u"page.no-htm"));
    }

    void sortsWhatTheManifestSilencesAndExpects()
    {
        const Sorted sorted = sortFindings(
            {of("page.empty-id"), of("page.no-target"), of("page.duplicate-id"), of("page.no-target")},
            {u"page.empty-id"_s}, {u"page.no-target"_s}, When::Before);
        QCOMPARE(sorted.open, std::vector{of("page.duplicate-id")});
        QCOMPARE(sorted.expected, (std::vector{of("page.no-target"), of("page.no-target")}));
        QCOMPARE(sorted.silenced, 1);
        QCOMPARE(sorted.unmet, QStringList());
    }

    void whatIsExpectedAndNotFoundIsUnmet()
    {
        // What only a run can show is not asked for before it, and a name that is no rule's never.
        const QStringList expects{u"page.no-target"_s, u"close.never-returns"_s, u"page.no-such"_s,
                                  u"page.no-target"_s};
        QCOMPARE(sortFindings({}, {}, expects, When::Before).unmet, QStringList{u"page.no-target"_s});
    }

    void whatIsExpectedIsNotSilenced()
    {
        const QStringList both{u"page.empty-id"_s};
        const Sorted sorted = sortFindings({of("page.empty-id")}, both, both, When::Before);
        QCOMPARE(sorted.expected.size(), 1u);
        QCOMPARE(sorted.silenced, 0);
    }
};

QTEST_GUILESS_MAIN(TestRuleBook)
#include "tst_rulebook.moc"
