#include <inspector/linediff.h>

#include <QTest>

using namespace swapscope;

class TestLineDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void differences_data();
    void differences();
    void bothSidesComeBack();
    void beyondTheLimit();
};

namespace {

// "=a -b +c"
QString written(const std::vector<DiffLine> &lines)
{
    QStringList parts;
    for (const DiffLine &line : lines)
        parts << (line.fate == LineFate::Same    ? u'='
                  : line.fate == LineFate::Added ? u'+'
                                                 : u'-') +
                     line.text;
    return parts.join(u' ');
}

QStringList letters(const QString &text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

} // namespace

void TestLineDiff::differences_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("diff");
    QTest::newRow("same") << "a b"
                          << "a b"
                          << "=a =b";
    QTest::newRow("appended") << "a z"
                              << "a b z"
                              << "=a +b =z";
    QTest::newRow("prepended") << "b"
                               << "a b"
                               << "+a =b";
    QTest::newRow("removed") << "a b c"
                             << "a c"
                             << "=a -b =c";
    QTest::newRow("replaced") << "a b c"
                              << "a x c"
                              << "=a -b +x =c";
    QTest::newRow("two places") << "a b c d e"
                                << "a x c d y"
                                << "=a -b +x =c =d -e +y";
    QTest::newRow("from nothing") << ""
                                  << "a b"
                                  << "+a +b";
    QTest::newRow("to nothing") << "a b"
                                << ""
                                << "-a -b";
    QTest::newRow("nothing") << ""
                             << ""
                             << "";
    QTest::newRow("repeated lines") << "a a"
                                    << "a a a"
                                    << "=a =a +a";
}

void TestLineDiff::differences()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QTEST(written(lineDiff(letters(before), letters(after))), "diff");
}

void TestLineDiff::bothSidesComeBack()
{
    const QStringList before = letters(QStringLiteral("p q r s t u p q"));
    const QStringList after = letters(QStringLiteral("q p s s u q x p"));
    QStringList left;
    QStringList right;
    for (const DiffLine &line : lineDiff(before, after)) {
        if (line.fate != LineFate::Added)
            left << line.text;
        if (line.fate != LineFate::Removed)
            right << line.text;
    }
    QCOMPARE(left, before);
    QCOMPARE(right, after);
}

void TestLineDiff::beyondTheLimit()
{
    QCOMPARE(written(lineDiff(letters(QStringLiteral("a b c d z")), letters(QStringLiteral("a c b z")), 2)),
             QStringLiteral("=a -b -c -d +c +b =z"));
}

QTEST_GUILESS_MAIN(TestLineDiff)
#include "tst_linediff.moc"
