#include <core/eventfields.h>

#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace swapscope;

namespace {

// Of the event itself, not of its payload.
bool isCommon(const QString &name)
{
    static const QSet<QString> common = {
        QStringLiteral("t"), QStringLiteral("kind"),   QStringLiteral("client"), QStringLiteral("conn"),
        QStringLiteral("n"), QStringLiteral("update"), QStringLiteral("cause")};
    return common.contains(name);
}

// The names in `code` of the manual's table that are no kinds, values or common fields, by kind.
QMap<QString, QSet<QString>> manualFields()
{
    QFile file(QStringLiteral(SWAPSCOPE_SOURCE_DIR "/resources/manual/trace.md"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no manual");
    static const QRegularExpression code(QStringLiteral("`([^`]+)`"));
    static const QRegularExpression name(QStringLiteral("^[a-z][A-Za-z_]*$"));
    QMap<QString, QSet<QString>> found;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        const qsizetype bar = line.indexOf(u'|', 1);
        if (!line.startsWith(QLatin1StringView("| `")) || bar < 0)
            continue;
        QSet<QString> fields;
        auto words = code.globalMatch(line.mid(bar));
        while (words.hasNext()) {
            const QString word = words.next().captured(1);
            if (name.match(word).hasMatch() && !isCommon(word) && word != QLatin1StringView("true") &&
                word != QLatin1StringView("false"))
                fields.insert(word);
        }
        auto kinds = code.globalMatch(line.left(bar));
        while (kinds.hasNext())
            found.insert(kinds.next().captured(1), fields);
    }
    return found;
}

QStringList sorted(const QSet<QString> &names)
{
    QStringList list(names.begin(), names.end());
    list.sort();
    return list;
}

} // namespace

class TestEventFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theManualNamesTheSameFields_data()
    {
        QTest::addColumn<int>("kind");
        for (int i = 0; i <= static_cast<int>(Kind::FindingCleared); ++i)
            QTest::newRow(kindName(static_cast<Kind>(i)).data()) << i;
    }
    void theManualNamesTheSameFields()
    {
        QFETCH(int, kind);
        QSet<QString> ours;
        for (const EventField &field : eventFields(static_cast<Kind>(kind)))
            ours.insert(field.name);
        QSet<QString> manual = manualFields().value(kindName(static_cast<Kind>(kind)));
        // It refers to what another kind says.
        if (static_cast<Kind>(kind) == Kind::LinkDuplicated)
            manual = manualFields().value(QStringLiteral("link.message"));
        QCOMPARE(sorted(ours), sorted(manual));
    }

    void anEventsOwnFieldsCountForEveryKind()
    {
        QCOMPARE(eventField(Kind::LinkMended, u"client")->type, FieldType::Text);
        QCOMPARE(eventField(Kind::LinkMended, u"conn")->type, FieldType::Number);
        QCOMPARE(eventField(Kind::PageClosed, u"code")->type, FieldType::Number);
        QCOMPARE(eventField(Kind::PageClosed, u"clean")->type, FieldType::Truth);
        QVERIFY(!eventField(Kind::PageClosed, u"codes"));
    }

    void theManualNamesEveryValueOfAFieldThatHasFew()
    {
        QFile file(QStringLiteral(SWAPSCOPE_SOURCE_DIR "/resources/manual/trace.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString manual = QString::fromUtf8(file.readAll());
        int seen = 0;
        for (int i = 0; i <= static_cast<int>(Kind::FindingCleared); ++i) {
            for (const EventField &field : eventFields(static_cast<Kind>(i))) {
                for (const QString &value : QString(field.values).split(u' ', Qt::SkipEmptyParts)) {
                    QVERIFY2(manual.contains(QStringLiteral("`\"%1\"`").arg(value)), qPrintable(value));
                    ++seen;
                }
            }
        }
        QVERIFY(seen > 30);
    }
};

QTEST_GUILESS_MAIN(TestEventFields)
#include "tst_eventfields.moc"
