#include <core/event.h>

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace swapscope;

class TestEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasADottedNameOfItsOwn()
    {
        static const QRegularExpression form(QStringLiteral("^[a-z]+\\.[a-zA-Z]+$"));
        QSet<QString> names;
        for (int i = 0; i <= static_cast<int>(Kind::FindingCleared); ++i) {
            const QString name = kindName(static_cast<Kind>(i));
            QVERIFY2(form.match(name).hasMatch(), qPrintable(name));
            QVERIFY2(!names.contains(name), qPrintable(name));
            names.insert(name);
            QCOMPARE(kindFromName(name), static_cast<Kind>(i));
        }
        QVERIFY(names.size() > 40);
    }

    void anUnknownNameIsNoKind()
    {
        QVERIFY(!kindFromName(u"link.cat"));
        QVERIFY(!kindFromName(u""));
    }

    void everyKindIsWrittenDownInTheManual()
    {
        QFile file(QStringLiteral(SWAPSCOPE_SOURCE_DIR "/resources/manual/trace.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString manual = QString::fromUtf8(file.readAll());
        for (int i = 0; i <= static_cast<int>(Kind::FindingCleared); ++i) {
            const QString name = kindName(static_cast<Kind>(i));
            QVERIFY2(manual.contains(u'`' + name + u'`'), qPrintable(name));
        }
    }
};

QTEST_GUILESS_MAIN(TestEvent)
#include "tst_event.moc"
