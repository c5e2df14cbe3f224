#include <core/eventfields.h>
#include <core/field.h>

#include <QTest>

using namespace swapscope;

class TestField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDeclaredWordIsAWord()
    {
        int seen = 0;
        for (std::size_t kind = 0; kind < kEventKinds; ++kind) {
            for (const EventField &field : eventFields(static_cast<Kind>(kind))) {
                for (const QString &value : QString(field.values).split(u'|', Qt::SkipEmptyParts)) {
                    const Word word = wordOf(value);
                    QVERIFY2(word != Word::None, qPrintable(value));
                    QCOMPARE(wordText(word), value);
                    ++seen;
                }
            }
        }
        QVERIFY(seen > 30);
    }

    void everyFieldHasItsName()
    {
        for (std::size_t i = 0; i + 1 < kFields; ++i) {
            const auto field = static_cast<Field>(i);
            QCOMPARE(fieldFromName(QString(fieldName(field))), std::optional(field));
            QCOMPARE(fieldFromName(QByteArrayView(fieldName(field))), std::optional(field));
        }
        QVERIFY(!fieldFromName(u"nobody"));
        QVERIFY(!fieldFromName(u"bytesé"));
        QVERIFY(!fieldFromName(u""));
    }
};

QTEST_GUILESS_MAIN(TestField)
#include "tst_field.moc"
