#include <inspector/codeview.h>

#include <widgets/theme.h>

#include <QTest>

using namespace swapscope;

class TestCodeView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAsHighAsItsText();
    void changedLinesHaveAGround();
};

void TestCodeView::isAsHighAsItsText()
{
    CodeView view(QStringLiteral("Fragment"));
    view.setCode(QStringLiteral("<p>one</p>"));
    const int one = view.sizeHint().height();
    view.setCode(QStringLiteral("<p>\n  one\n</p>"));
    QVERIFY(view.sizeHint().height() > one);
    view.setCode(QString(200, u'\n'));
    const int many = view.sizeHint().height();
    view.setCode(QString(400, u'\n'));
    QCOMPARE(view.sizeHint().height(), many);
    QVERIFY(view.isReadOnly());
    QCOMPARE(view.accessibleName(), QStringLiteral("Fragment"));
}

void TestCodeView::changedLinesHaveAGround()
{
    CodeView view(QStringLiteral("Page before and after"));
    view.resize(300, 120);
    view.setDiff({{LineFate::Same, QStringLiteral("<p>a</p>")},
                  {LineFate::Removed, QStringLiteral("<p>b</p>")},
                  {LineFate::Added, QStringLiteral("<p>c</p>")}});
    QCOMPARE(view.blockCount(), 3);
    const QImage image = view.viewport()->grab().toImage();
    const Theme theme = Theme::current();
    const int line = qRound(QFontMetricsF(view.font()).lineSpacing());
    const int x = image.width() - 4;
    QCOMPARE(image.pixelColor(x, 8 + line + line / 2), theme.tint(theme.lost, 0.14));
    QCOMPARE(image.pixelColor(x, 8 + 2 * line + line / 2), theme.tint(theme.live, 0.14));
}

QTEST_MAIN(TestCodeView)
#include "tst_codeview.moc"
