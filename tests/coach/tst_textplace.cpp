#include <coach/textplace.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestTextPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsLinesAndColumnsFromOne()
    {
        const TextPlaces places(u"ab\ncd\r\ne\rf"_s);
        QCOMPARE(places.at(0), (TextPlace{1, 1}));
        QCOMPARE(places.at(2), (TextPlace{1, 3}));
        QCOMPARE(places.at(3), (TextPlace{2, 1}));
        QCOMPARE(places.at(6), (TextPlace{2, 4})); // LF of CRLF
        QCOMPARE(places.at(7), (TextPlace{3, 1}));
        QCOMPARE(places.at(9), (TextPlace{4, 1})); // behind a lone CR
    }

    void staysInTheText()
    {
        const TextPlaces places(u"a\nb"_s);
        QCOMPARE(places.at(-5), (TextPlace{1, 1}));
        QCOMPARE(places.at(99), (TextPlace{2, 2}));
        QCOMPARE(places.offsetOfByte(99), 3);
        QCOMPARE(TextPlaces(QString()).at(0), (TextPlace{1, 1}));
    }

    void bytesAreThoseOfUtf8()
    {
        // 2, 3 and 4 bytes, a line's end, 2 bytes, often enough for more than one stride.
        const QString text = u"é€\U0001F600\nß<"_s.repeated(40);
        const TextPlaces places(text);
        for (qsizetype i = 0; i <= text.size(); ++i) {
            if (i < text.size() && text[i].isLowSurrogate())
                continue;
            QCOMPARE(places.offsetOfByte(text.left(i).toUtf8().size()), i);
        }
    }
};

QTEST_GUILESS_MAIN(TestTextPlace)
#include "tst_textplace.moc"
