#include <coach/static/rules.h>

#include <QDirIterator>
#include <QFile>
#include <QSet>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A rule's file without its line of registration would never speak.
    void everyFileThatDefinesARuleIsRegistered()
    {
        QStringList defined;
        QDirIterator files(QStringLiteral(SWAPSCOPE_SOURCE_DIR "/src/coach/static/rules"), {u"*.cpp"_s});
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            if (file.readAll().contains("\nStaticRule "))
                defined << file.fileName();
        }
        QVERIFY(!defined.isEmpty());
        QCOMPARE(staticRules().size(), static_cast<std::size_t>(defined.size()));
    }

    void everyRuleLooksAndHasANameOfItsOwn()
    {
        QSet<QString> names;
        for (const StaticRule &rule : staticRules()) {
            QVERIFY2(rule.look != nullptr, qPrintable(rule.info.name));
            QVERIFY2(!names.contains(rule.info.name), qPrintable(rule.info.name));
            names << rule.info.name;
        }
        QCOMPARE(&staticRules(), &staticRules()); // made once
    }
};

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
