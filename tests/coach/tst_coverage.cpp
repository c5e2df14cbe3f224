#include <coach/rulebook.h>
#include <scenario/gallery.h>
#include <scenario/scenario.h>

#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

// The manual's table of what is covered, against what there is.
class TestCoverage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("SWAPSCOPE_DATA", SWAPSCOPE_SOURCE_DIR "/resources");
        QFile file(QStringLiteral(SWAPSCOPE_SOURCE_DIR) + u"/resources/manual/coverage.md"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
            const QStringList cells = line.split(u'|');
            if (cells.size() == 5 && cells[1].contains(u'-') && !cells[1].startsWith(u'-')) {
                QVERIFY2(!m_rows.contains(cells[1].trimmed()), qPrintable(line));
                m_rows.insert(cells[1].trimmed(), cells[3].trimmed());
            }
        }
        for (const GalleryEntry &entry : bundledScenarios())
            m_covers.insert(entry.name, loadScenario(entry.dir).scenario.manifest.covers);
        QVERIFY(!m_covers.isEmpty());
    }

    void everyRowIsThere()
    {
        QStringList wanted;
        for (int i = 1; i <= 23; ++i)
            wanted << u"pattern-%1"_s.arg(i);
        for (int i = 24; i <= 30; ++i)
            wanted << u"mechanism-%1"_s.arg(i);
        for (int i = 1; i <= 33; ++i)
            wanted << u"pitfall-%1"_s.arg(i);
        wanted.sort();
        QCOMPARE(QStringList(m_rows.keys()), wanted);
    }

    void everyRowIsCoveredByWhatExists()
    {
        static const QRegularExpression scenario(u"`([a-z0-9-]+)`"_s);
        static const QRegularExpression rule(u"\\b([a-z]+\\.[a-z-]+)\\b"_s);
        for (auto row = m_rows.constBegin(); row != m_rows.constEnd(); ++row) {
            QVERIFY2(!row->isEmpty(), qPrintable(row.key()));
            for (auto found = scenario.globalMatch(*row); found.hasNext();) {
                const QString name = found.next().captured(1);
                QVERIFY2(m_covers.value(name).contains(row.key()), qPrintable(row.key() + u": "_s + name));
            }
            for (auto found = rule.globalMatch(*row); found.hasNext();) {
                const QString name = found.next().captured(1);
                QVERIFY2(ruleByName(name).has_value(), qPrintable(row.key() + u": "_s + name));
            }
        }
    }

    void everyScenarioStandsInItsRows()
    {
        for (auto scenario = m_covers.constBegin(); scenario != m_covers.constEnd(); ++scenario) {
            for (const QString &row : *scenario) {
                QVERIFY2(m_rows.value(row).contains(u'`' + scenario.key() + u'`'),
                         qPrintable(scenario.key() + u": "_s + row));
            }
        }
    }

private:
    QMap<QString, QString> m_rows;       // what covers it
    QMap<QString, QStringList> m_covers; // by scenario
};

QTEST_GUILESS_MAIN(TestCoverage)
#include "tst_coverage.moc"
