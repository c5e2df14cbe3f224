#include <cli/helptexts.h>

#include <QTest>

using namespace swapscope;

class TestHelpTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCommandHasOneThatFitsATerminal()
    {
        const QString program = helpText({});
        for (const char *name : {"", "serve", "play", "check"}) {
            const QString command = QString::fromLatin1(name);
            const QString text = helpText(command);
            QVERIFY2(text.startsWith(QStringLiteral("Usage: swapscope ") + command), name);
            QVERIFY(command.isEmpty() || text != program);
            QVERIFY(text.contains(QStringLiteral("--help")));
            for (const QString &line : text.split(u'\n'))
                QVERIFY2(line.size() <= 80, qPrintable(line));
        }
    }

    void anUnknownCommandGetsTheProgramsOwn() { QCOMPARE(helpText(QStringLiteral("fly")), helpText({})); }
};

QTEST_GUILESS_MAIN(TestHelpTexts)
#include "tst_helptexts.moc"
