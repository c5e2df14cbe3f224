#include <app/coach/severitylook.h>

#include <QImage>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestSeverityLook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // No two look alike, in colour or without.
    void shapesDiffer()
    {
        const auto shape = [](Severity severity) {
            return severityPixmap(Theme::light(), severity, 16)
                .toImage()
                .convertToFormat(QImage::Format_Alpha8);
        };
        QVERIFY(shape(Severity::Error) != shape(Severity::Warning));
        QVERIFY(shape(Severity::Warning) != shape(Severity::Note));
        QVERIFY(shape(Severity::Error) != shape(Severity::Note));
        QVERIFY(severityPixmap(Theme::light(), Severity::Error, 16).toImage() !=
                severityPixmap(Theme::light(), Severity::Error, 16, true).toImage());
    }

    void haveWordsAndColours()
    {
        QCOMPARE(severityWord(Severity::Error), u"Error"_s);
        QCOMPARE(severityWord(Severity::Warning), u"Warning"_s);
        QCOMPARE(severityWord(Severity::Note), u"Note"_s);
        QCOMPARE(severityRole(Severity::Error), Role::Lost);
        QCOMPARE(severityRole(Severity::Warning), Role::Wait);
        QCOMPARE(severityRole(Severity::Note), Role::CatchUp);
    }
};

QTEST_MAIN(TestSeverityLook)
#include "tst_severitylook.moc"
