#include <core/eventfields.h>

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace swapscope;

namespace {

QString quotedWords(const EventField &field)
{
    QStringList words;
    for (const QString &word : QString(field.values).split(u'|', Qt::SkipEmptyParts))
        words << QStringLiteral("`\"%1\"`").arg(word);
    return words.join(QStringLiteral(", "));
}

// The row of a kind in the manual's table: its fields, each with what it can be and what it means, and what
// happened.
QString manualRow(const EventKind &kind)
{
    QStringList fields;
    for (const EventField &field : kind.fields) {
        QStringList about;
        if (const QString words = quotedWords(field); !words.isEmpty())
            about << words;
        if (!field.note.isEmpty())
            about << QString(field.note);
        fields << QStringLiteral("`%1`").arg(field.name) +
                      (about.isEmpty() ? QString()
                                       : QStringLiteral(" (%1)").arg(about.join(QStringLiteral("; "))));
    }
    QString row = QStringLiteral("| `%1` | ").arg(kindName(kind.kind));
    row += fields.isEmpty() ? QStringLiteral("–") : fields.join(QStringLiteral(", "));
    if (!kind.sentence.isEmpty())
        row += QStringLiteral(": ") + kind.sentence;
    return row + QStringLiteral(" |");
}

QString manual()
{
    QFile file(QStringLiteral(SWAPSCOPE_SOURCE_DIR "/resources/manual/trace.md"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no manual");
    return QString::fromUtf8(file.readAll());
}

} // namespace

class TestEventFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theManualsTableIsTheDeclaration_data()
    {
        QTest::addColumn<int>("kind");
        for (std::size_t i = 0; i < kEventKinds; ++i)
            QTest::newRow(kindName(static_cast<Kind>(i)).data()) << static_cast<int>(i);
    }
    void theManualsTableIsTheDeclaration()
    {
        QFETCH(int, kind);
        const QString row = manualRow(eventKind(static_cast<Kind>(kind)));
        QVERIFY2(manual().contains(u'\n' + row + u'\n'), qPrintable(row));
        // The declaration is read as Latin-1 and its source is UTF-8: whatever is not ASCII there would come
        // out as characters of this range.
        QVERIFY2(std::none_of(row.begin(), row.end(),
                              [](QChar c) { return c.unicode() >= 0x80 && c.unicode() <= 0xff; }),
                 qPrintable(row));
    }

    void aRowIsOfTheKindThatAsks()
    {
        for (std::size_t i = 0; i < kEventKinds; ++i)
            QCOMPARE(eventKind(static_cast<Kind>(i)).kind, static_cast<Kind>(i));
    }

    void namesAndUnitsAgree()
    {
        for (std::size_t i = 0; i < kEventKinds; ++i) {
            for (const EventField &field : eventFields(static_cast<Kind>(i))) {
                QCOMPARE(fieldFromName(QString(field.name)), std::optional(field.field));
                QVERIFY(declares(static_cast<Kind>(i), field.field));
                if (field.name.endsWith(QLatin1StringView("_ms")))
                    QCOMPARE(field.unit, QLatin1StringView("ms"));
                if (field.name.endsWith(QLatin1StringView("_s")))
                    QCOMPARE(field.unit, QLatin1StringView("s"));
                if (field.name == QLatin1StringView("bytes"))
                    QCOMPARE(field.unit, QLatin1StringView("bytes"));
            }
        }
        QVERIFY(!declares(Kind::LinkMended, Field::Code));
    }

    // What a condition can name is what the trace writes.
    void theJoinsAndTheLedgersFieldsAreDeclared_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        const auto row = [](Kind kind, const char *field, const char *value = "") {
            QTest::addRow("%s %s %s", kindName(kind).data(), field, value)
                << static_cast<int>(kind) << QString::fromLatin1(field) << QString::fromLatin1(value);
        };
        row(Kind::UpdateMissed, "why", "undone");
        row(Kind::LinkMessage, "channel");
        row(Kind::LinkMessage, "why", "replay");
        row(Kind::PageMessage, "channel");
        row(Kind::PageMessage, "why", "snapshot");
        row(Kind::PageMessage, "out");
        row(Kind::PageSwap, "channel");
        row(Kind::LinkLost, "path");
        row(Kind::LinkLost, "bytes");
        row(Kind::LinkUnreachable, "what", "not http");
    }
    void theJoinsAndTheLedgersFieldsAreDeclared()
    {
        QFETCH(int, kind);
        QFETCH(QString, field);
        QFETCH(QString, value);
        const std::optional<EventField> found = eventField(static_cast<Kind>(kind), field);
        QVERIFY(found);
        QVERIFY(value.isEmpty() || QString(found->values).split(u'|').contains(value));
    }

    void anEventsOwnFieldsCountForEveryKind()
    {
        QCOMPARE(eventField(Kind::LinkMended, u"client")->type, FieldType::Text);
        QCOMPARE(eventField(Kind::LinkMended, u"conn")->type, FieldType::Number);
        QCOMPARE(eventField(Kind::PageClosed, u"code")->type, FieldType::Number);
        QCOMPARE(eventField(Kind::PageClosed, u"clean")->type, FieldType::Truth);
        QVERIFY(!eventField(Kind::PageClosed, u"codes"));
    }
};

QTEST_GUILESS_MAIN(TestEventFields)
#include "tst_eventfields.moc"
