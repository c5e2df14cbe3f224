#include <link/protocol/headlines.h>

#include <QTest>

using namespace swapscope;

class TestHeadLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesWhatItIsToldAndNothingElse()
    {
        const QByteArray head = "\r\nGET / HTTP/1.1\r\nhost:a\r\nX-Keep :  as it is \r\nDrop: 1\r\n"
                                "Fold: one\r\n\ttwo\r\nDROP: 2\r\nnonsense\r\n\r\nbody: stays\r\n";
        QByteArrayList seen;
        const QByteArray edited = editFields(head, [&](QByteArrayView name, const QByteArray &value) {
            seen << name.toByteArray() + '=' + value;
            if (name.compare("drop", Qt::CaseInsensitive) == 0)
                return FieldEdit{true, {}};
            if (name == "host")
                return FieldEdit{false, QByteArray("b")};
            return FieldEdit();
        });
        QCOMPARE(seen,
                 (QByteArrayList{"host=a", "X-Keep =as it is", "Drop=1", "Fold=one\r\n\ttwo", "DROP=2"}));
        QCOMPARE(edited, QByteArray("\r\nGET / HTTP/1.1\r\nhost: b\r\nX-Keep :  as it is \r\n"
                                    "Fold: one\r\n\ttwo\r\nnonsense\r\n\r\nbody: stays\r\n"));
    }

    void leavesOrReplacesAFoldedFieldAsAWhole()
    {
        const QByteArray head = "HTTP/1.1 200 OK\r\nA: 1\r\n 2\r\nB: 3\r\n\r\n";
        const auto only = [&](FieldEdit edit) {
            return editFields(head, [&](QByteArrayView name, const QByteArray &) {
                return name == "A" ? edit : FieldEdit();
            });
        };
        QCOMPARE(only({true, {}}), QByteArray("HTTP/1.1 200 OK\r\nB: 3\r\n\r\n"));
        QCOMPARE(only({false, QByteArray()}), QByteArray("HTTP/1.1 200 OK\r\nA: \r\nB: 3\r\n\r\n"));
    }

    void isNotLedAstray_data()
    {
        QTest::addColumn<QByteArray>("head");
        for (const char *head :
             {"", "\r\n\r\n", "GET / HTTP/1.1", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nA",
              "GET / HTTP/1.1\r\nA: 1", "GET / HTTP/1.1\r\nA: 1\r\n b"})
            QTest::newRow(head) << QByteArray(head);
    }

    void isNotLedAstray()
    {
        QFETCH(QByteArray, head);
        QCOMPARE(editFields(head, [](QByteArrayView, const QByteArray &) { return FieldEdit(); }), head);
    }
};

QTEST_GUILESS_MAIN(TestHeadLines)
#include "tst_headlines.moc"
