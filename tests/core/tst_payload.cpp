#include <core/payload.h>

#include <QJsonArray>
#include <QTest>

#include <limits>
#include <thread>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPayload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aValueReadsAsItWasWritten()
    {
        const Payload data{{Field::Text, u"héllo"_s},
                           {Field::Bytes, 118},
                           {Field::HeldMs, 0.25},
                           {Field::Heard, false},
                           {Field::Dir, u"up"_s},
                           {Field::Changes, QStringList{u"a"_s, u"b"_s}},
                           {Field::Args, QJsonObject{{u"for"_s, u"5s"_s}}}};
        QCOMPARE(data[Field::Text].toString(), u"héllo"_s);
        QCOMPARE(data[Field::Bytes].toInt(), 118);
        QCOMPARE(data[Field::HeldMs].toDouble(), 0.25);
        QCOMPARE(data[Field::Heard].toBool(true), false);
        QCOMPARE(data[Field::Dir].toString(), u"up"_s);
        QCOMPARE(data[Field::Changes].toArray(), (QJsonArray{u"a"_s, u"b"_s}));
        QCOMPARE(data[Field::Args].toObject()["for"_L1].toString(), u"5s"_s);
        QVERIFY(data[Field::Code].isUndefined());
        QCOMPARE(data.size(), 7);
    }

    // As with JSON: what it is not gives what was asked for otherwise.
    void aValueOfAnotherTypeGivesTheOther()
    {
        const Payload data{{Field::Code, u"soon"_s}, {Field::Text, 5}, {Field::Bytes, 2.5}};
        QCOMPARE(data[Field::Code].toInt(7), 7);
        QCOMPARE(data[Field::Text].toString(u"none"_s), u"none"_s);
        QCOMPARE(data[Field::Bytes].toInt(3), 3);
        QCOMPARE(data.integer(Field::Bytes, 4), 4);
        QCOMPARE(data.truth(Field::Code, true), true);
        QCOMPARE(data.word(Field::Text), Word::None);
        QVERIFY(data.text(Field::Text).isEmpty());
        QVERIFY(data[Field::Text].toArray().isEmpty());
    }

    // However a word comes in, it is one.
    void aClosedWordIsANumber_data()
    {
        QTest::addColumn<Payload>("data");
        QTest::newRow("as a word") << Payload{{Field::Dir, Word::Up}};
        QTest::newRow("as a text") << Payload{{Field::Dir, u"up"_s}};
        QTest::newRow("as UTF-8") << Payload{{Field::Dir, FieldValue::utf8("up")}};
        QTest::newRow("as a shared text") << Payload{{Field::Dir, SharedText(QByteArrayView("up"))}};
        QTest::newRow("from JSON") << Payload::fromJson({{u"dir"_s, u"up"_s}});
    }
    void aClosedWordIsANumber()
    {
        QFETCH(Payload, data);
        QCOMPARE(data.word(Field::Dir), Word::Up);
        QCOMPARE(data.text(Field::Dir), QByteArrayView("up"));
        QCOMPARE(data[Field::Dir].toString(), u"up"_s);
        QCOMPARE(data, (Payload{{Field::Dir, Word::Up}}));
    }

    void fieldsStandInTheOrderOfTheirNames()
    {
        Payload data;
        data.insert(Field::Why, u"live"_s);
        data.insert(Field::Bytes, 1);
        data.insert(Field::Path, u"/"_s);
        data.insert(Field::Bytes, 2);
        QCOMPARE(data.fields(), (std::vector{Field::Bytes, Field::Path, Field::Why}));
        QCOMPARE(data[Field::Bytes].toInt(), 2);
        data.remove(Field::Path);
        data.remove(Field::Path);
        data.insert(Field::Why, FieldValue());
        QCOMPARE(data.fields(), (std::vector{Field::Bytes}));
    }

    void aCopyKeepsWhatItHad()
    {
        Payload one{{Field::Text, u"a body"_s}};
        Payload other = one;
        QVERIFY(one.text(Field::Text).data() == other.text(Field::Text).data()); // once in memory
        other.insert(Field::Text, u"another body"_s);
        other.insert(Field::Id, u"7"_s);
        QCOMPARE(one, (Payload{{Field::Text, u"a body"_s}}));
        QCOMPARE(other, (Payload{{Field::Id, u"7"_s}, {Field::Text, u"another body"_s}}));
        one = other;
        other = Payload();
        QCOMPARE(one[Field::Text].toString(), u"another body"_s);
        QVERIFY(other.isEmpty());
    }

    void aTextIsOnceHoweverManyHaveIt()
    {
        const SharedText body(u"<p>once</p>");
        const Payload one{{Field::Text, body}};
        Payload other{{Field::Path, u"/"_s}};
        other.insert(Field::Text, one[Field::Text]);
        QVERIFY(one.text(Field::Text).data() == body.utf8().data());
        QVERIFY(other.text(Field::Text).data() == body.utf8().data());
        QCOMPARE(other.shared(Field::Text), body);
    }

    void jsonThereAndBack_data()
    {
        QTest::addColumn<QJsonObject>("object");
        QTest::newRow("nothing") << QJsonObject{};
        QTest::newRow("all sorts") << QJsonObject{{u"text"_s, u"a \"quoted\"\n\u2028é\U0001F600"_s},
                                                  {u"rect"_s, QJsonArray{1, 2.25, -3}},
                                                  {u"args"_s, QJsonObject{{u"for"_s, u"5s"_s}}},
                                                  {u"code"_s, QJsonValue::Null},
                                                  {u"clean"_s, false},
                                                  {u"cursor"_s, qint64(9007199254740993)},
                                                  {u"bytes"_s, -1},
                                                  {u"title"_s, QString(u""_s)},
                                                  {u"delay_ms"_s, 412.6}};
        QTest::newRow("what is not declared")
            << QJsonObject{{u"bytes"_s, 1}, {u"nested"_s, QJsonObject{{u"a"_s, QJsonArray{}}}}};
    }
    void jsonThereAndBack()
    {
        QFETCH(QJsonObject, object);
        const Payload data = Payload::fromJson(object);
        QCOMPARE(data.toJson(), object);
        for (auto member = object.begin(); member != object.end(); ++member)
            QCOMPARE(data.named(member.key()).toJson(), QJsonValue(member.value()));
    }

    void whatJsonHasNoNumberForIsNull()
    {
        const Payload data{{Field::DelayMs, std::numeric_limits<double>::infinity()}};
        QVERIFY(data[Field::DelayMs].toJson().isNull());
    }

    void bytesThatAreNoUtf8AreReplaced() { QCOMPARE(FieldValue::utf8("a\xffz").toString(), u"a\uFFFDz"_s); }

    // One thread changes its copies while another reads and drops its own.
    void copiesCrossThreads()
    {
        const Payload data{{Field::Text, u"a body that is no word"_s}, {Field::Bytes, 22}};
        int wrong = 0;
        std::thread reader([&, mine = data] {
            for (int i = 0; i < 20'000; ++i) {
                const Payload copy = mine;
                wrong += copy[Field::Text].text().size() == 22 ? 0 : 1;
            }
        });
        for (int i = 0; i < 20'000; ++i) {
            Payload copy = data;
            copy.insert(Field::Bytes, i);
        }
        reader.join();
        QCOMPARE(wrong, 0);
        QCOMPARE(data[Field::Bytes].toInt(), 22);
    }
};

QTEST_GUILESS_MAIN(TestPayload)
#include "tst_payload.moc"
