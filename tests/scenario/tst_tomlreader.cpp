#include <scenario/tomlreader.h>

#include <QTest>

#include <functional>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

using Read = std::function<void(TomlReader &, const toml::table &)>;
Q_DECLARE_METATYPE(Read)

class TestTomlReader : public QObject
{
    Q_OBJECT

private:
    // "line:column message" of what a reader says to this text.
    static QStringList said(const char *text, const Read &read)
    {
        const toml::table table = toml::parse(text);
        TomlReader reader(u"scenario.toml"_s);
        read(reader, table);
        QStringList lines;
        for (const Error &error : reader.takeErrors())
            lines << u"%1:%2 %3"_s.arg(error.line).arg(error.column).arg(error.message);
        return lines;
    }

private Q_SLOTS:
    void whatIsGoodIsRead()
    {
        const toml::table table =
            toml::parse("title = 'T'\nat = '1.5s'\non = true\nn = 3\nlist = ['a', 'b']\n"
                        "[[step]]\n[[step]]\n");
        TomlReader reader(u"scenario.toml"_s);
        QCOMPARE(reader.text(table, "title"), u"T"_s);
        QCOMPARE(reader.requiredText(table, "title", u"no title"_s), u"T"_s);
        QCOMPARE(reader.duration(table, "at"), 1500 * kMillisecond);
        QCOMPARE(reader.truth(table, "on"), true);
        QCOMPARE(reader.integer(table, "n", 1, 3), 3);
        const std::vector<TomlReader::Word> words = reader.words(*table.get("list"), u"list"_s, u"[\"a\"]"_s);
        QCOMPARE(words.size(), std::size_t(2));
        QCOMPARE(words[1].text, u"b"_s);
        QCOMPARE(TomlReader::lineOf(*words[1].node), 5);
        QCOMPARE(reader.tables(table, "step", 2).size(), std::size_t(2));
        QCOMPARE(reader.failures(), std::size_t(0));
    }

    void whatIsNotThereIsNoError()
    {
        const toml::table table;
        TomlReader reader(u"scenario.toml"_s);
        QVERIFY(!reader.text(table, "title") && !reader.duration(table, "at") && !reader.truth(table, "on") &&
                !reader.integer(table, "n", 1, 3));
        QVERIFY(reader.tables(table, "step", 2).empty());
        QCOMPARE(reader.failures(), std::size_t(0));
    }

    void whatIsWrongIsSaidAtItsPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<Read>("read");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const char *text, const Read &read, const QString &error) {
            QTest::newRow(name) << QByteArray(text) << read << error;
        };
        row(
            "text", "\n  title = 3", [](TomlReader &r, const toml::table &t) { r.text(t, "title"); },
            u"2:11 title must be text in quotes, not a whole number"_s);
        row(
            "missing", "",
            [](TomlReader &r, const toml::table &t) { r.requiredText(t, "title", u"no title"_s); },
            u"1:1 no title"_s);
        row(
            "no duration", "at = 5", [](TomlReader &r, const toml::table &t) { r.duration(t, "at"); },
            u"1:6 at must be a duration in quotes, like \"250ms\", \"5s\" or \"2m\", not a whole number"_s);
        row(
            "truth", "on = 'yes'", [](TomlReader &r, const toml::table &t) { r.truth(t, "on"); },
            u"1:6 on must be true or false, not text"_s);
        row(
            "too much", "n = 4", [](TomlReader &r, const toml::table &t) { r.integer(t, "n", 1, 3); },
            u"1:5 n must be a whole number from 1 to 3"_s);
        row(
            "a slip of the finger", "titel = 'T'",
            [](TomlReader &r, const toml::table &t) {
                r.allowKeys(t, {u"title"_s, u"at"_s}, u"a [[step]]"_s);
            },
            u"1:1 unknown key \"titel\" in a [[step]], did you mean \"title\"?"_s);
        row(
            "something else", "colour = 'T'",
            [](TomlReader &r, const toml::table &t) {
                r.allowKeys(t, {u"title"_s, u"at"_s}, u"a [[step]]"_s);
            },
            u"1:1 unknown key \"colour\" in a [[step]]: expected title or at"_s);
        row(
            "twice", "l = ['a', 'a']",
            [](TomlReader &r, const toml::table &t) { r.words(*t.get("l"), u"l"_s, u"[\"a\"]"_s); },
            u"1:11 \"a\" stands twice in l"_s);
        row(
            "an empty list", "l = []",
            [](TomlReader &r, const toml::table &t) { r.words(*t.get("l"), u"l"_s, u"[\"a\"]"_s); },
            u"1:5 l is empty: expected at least one, like [\"a\"]"_s);
        row(
            "one table", "[step]", [](TomlReader &r, const toml::table &t) { r.tables(t, "step", 2); },
            u"1:1 step must be a list of tables: write [[step]], not [step]"_s);
        row(
            "too many", "[[step]]\n[[step]]\n[[step]]",
            [](TomlReader &r, const toml::table &t) { r.tables(t, "step", 2); },
            u"3:1 too many [[step]]: at most 2"_s);
    }

    void whatIsWrongIsSaidAtItsPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(Read, read);
        QFETCH(QString, error);
        QCOMPARE(said(text.constData(), read), QStringList{error});
    }

    void errorsComeInTheOrderOfTheLines()
    {
        const QStringList lines = said("a = 1\nb = 2", [](TomlReader &r, const toml::table &t) {
            r.text(t, "b");
            r.text(t, "a");
        });
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0].startsWith(u"1:5"));
        QVERIFY(lines[1].startsWith(u"2:5"));
    }

    // A file may be full of them.
    void soManyErrorsAndNoMore()
    {
        QByteArray text;
        for (int i = 0; i < 1000; ++i)
            text += "k" + QByteArray::number(i) + " = 1\n";
        const QStringList lines = said(text.constData(), [](TomlReader &r, const toml::table &t) {
            r.allowKeys(t, {u"title"_s}, u"the manifest"_s);
            QCOMPARE(r.failures(), std::size_t(1000));
        });
        QCOMPARE(lines.size(), 101);
        QVERIFY2(lines.last().endsWith(u"there are 900 errors more"_s), qPrintable(lines.last()));
    }
};

QTEST_GUILESS_MAIN(TestTomlReader)
#include "tst_tomlreader.moc"
