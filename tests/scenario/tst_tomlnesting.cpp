#include <scenario/tomlnesting.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// "a.a.a" of so many parts.
QByteArray name(int parts)
{
    return QByteArray("a.").repeated(parts - 1) + 'a';
}

} // namespace

class TestTomlNesting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whereANameIsTooDeep_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("place"); // empty: nowhere
        const auto row = [](const char *tag, const QByteArray &text, const QString &place) {
            QTest::newRow(tag) << text << place;
        };
        row("a manifest", "title = \"T\"\n[[network]]\nat = \"6s\"\nprobability = 0.5\n", {});
        row("a table, as deep as may be", "[" + name(64) + "]\n", {});
        row("a table", "x = 1\n[" + name(65) + "]\n", u"2:129"_s);
        row("a table of fifty thousand", "[" + name(50'000) + "]\n", u"1:129"_s);
        row("tables of a list", "[[" + name(65) + "]]\n", u"1:130"_s);
        row("a key", name(65) + " = 1\n", u"1:128"_s);
        row("a key in an inline table", "x = {" + name(65) + " = 1}", u"1:133"_s);
        row("the second in one", "x = {b = 1.5, " + name(65) + " = 1}", u"1:142"_s);
        row("names around it count", name(40) + " = {" + name(40) + " = 1}", u"1:133"_s);
        row("in a list, too", name(40) + " = [{" + name(40) + " = 1}]", u"1:134"_s);
        row("names beside it do not", name(60) + " = {b = 1}\n" + name(60) + ".b = {c.d = 1}\n", {});
        row("nor what was closed", "x = {" + name(60) + " = 1}\ny = {" + name(60) + " = 1}\n", {});
        row("a list of numbers", "x = [" + QByteArray("1.5,\n").repeated(1000) + "]\n", {});
        row("a text", "x = \"" + QByteArray(1000, '.') + "\\\".\"\n", {});
        row("a literal text", "x = '" + QByteArray(1000, '.') + "\\'\n", {});
        row("a long text", "x = \"\"\"\n\" " + QByteArray(1000, '.') + "\\\"\"\"\n.\"\"\"\n", {});
        row("a long literal text", "x = '''\n' " + QByteArray(1000, '.') + "'''\n", {});
        row("a comment", "# " + QByteArray(1000, '.') + "\nx = 1", {});
        row("quoted parts", "[" + QByteArray("\"b.c\".").repeated(64) + "d]", u"1:385"_s);
        row("behind a text", "x = \"ä\" # \"\n" + name(65) + " = 1", u"2:128"_s);
        row("behind a text that is not closed", "x = \"a\n" + name(65) + " = 1", u"2:128"_s);
        row("nothing", "", {});
        row("a quote and no more", "\"", {});
        row("an escape and no more", "\"\\", {});
    }
    void whereANameIsTooDeep()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, place);
        const std::optional<TomlPlace> found = findDeepName(text.toStdString());
        QCOMPARE(found ? u"%1:%2"_s.arg(found->line).arg(found->column) : QString(), place);
    }
};

QTEST_GUILESS_MAIN(TestTomlNesting)
#include "tst_tomlnesting.moc"
