#include <app/widgets/plainfont.h>
#include <app/widgets/theme.h>

#include <QFontDatabase>
#include <QGlyphRun>
#include <QRawFont>
#include <QTest>
#include <QTextLayout>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

QList<quint32> glyphsOf(const QString &text, const QFont &font)
{
    QTextLayout layout(text, font);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    QList<quint32> glyphs;
    for (const QGlyphRun &run : layout.glyphRuns())
        glyphs += run.glyphIndexes();
    return glyphs;
}

} // namespace

class TestPlainFont : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCharacterIsDrawnAsItself()
    {
        const QFont font = codeFont();
        const quint32 equals = glyphsOf(u"="_s, font).value(0);
        const quint32 more = glyphsOf(u">"_s, font).value(0);
        QVERIFY(equals != 0 && more != 0 && equals != more);
        QCOMPARE(glyphsOf(u"==="_s, font), (QList<quint32>{equals, equals, equals}));
        QCOMPARE(glyphsOf(u"=>"_s, font), (QList<quint32>{equals, more}));
    }

    void theFontIsTheSameOtherwise()
    {
        if (!QFontDatabase::hasFamily(u"JetBrains Mono"_s))
            QSKIP("JetBrains Mono is not installed");
        const QRawFont plain = QRawFont::fromFont(codeFont());
        const QRawFont whole = QRawFont::fromFont(fonts::mono());
        QCOMPARE(plain.pixelSize(), whole.pixelSize());
        QCOMPARE(plain.ascent(), whole.ascent());
        const QString letters = u"aZ09={}é→"_s;
        QCOMPARE(plain.glyphIndexesForString(letters), whole.glyphIndexesForString(letters));
        QCOMPARE(plain.advancesForGlyphIndexes(plain.glyphIndexesForString(letters)),
                 whole.advancesForGlyphIndexes(whole.glyphIndexesForString(letters)));
        QVERIFY(!whole.fontTable("GSUB").isEmpty());
    }

    void anotherKindOfFontGivesNothing()
    {
        QCOMPARE(withoutSubstitutions(QRawFont(), u"Any"_s), QByteArray());
    }
};

QTEST_MAIN(TestPlainFont)
#include "tst_plainfont.moc"
